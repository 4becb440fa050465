/**
 * Mails: posted by the other rooms, kept in a ledger, delivered by {@code processes/email-delivery.bpmn} as jobs of
 * their own. Never stores what a mail says, only that it was sent.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"audit", "calendar", "database", "engine", "form", "identity", "number", "time"})
package gov.mt.immtrax.access.mail;
