/**
 * Credentials on their way to the user of a request: sealed from provisioning until they are delivered, by email or by
 * a one-time link, and wiped then; and a new temporary password in the place of one that was lost. Owns the table
 * {@code credential} and the steps of {@code processes/credential-delivery.bpmn}.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "audit",
            "calendar",
            "cipher",
            "database",
            "engine",
            "form",
            "identity",
            "mail",
            "request",
            "time",
            "timeline"
        })
package gov.mt.immtrax.access.credential;
