/**
 * Emails: the other rooms post them, the ledger records them, and {@code processes/email-delivery.bpmn} delivers them
 * as separate jobs. The content of an email is never stored, only that it was sent.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"audit", "calendar", "database", "engine", "form", "identity", "number", "time"})
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.mail;
