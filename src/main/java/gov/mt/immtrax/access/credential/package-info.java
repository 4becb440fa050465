/**
 * Delivery of credentials to the user of a request: sealed from provisioning until they are delivered, by email or by a
 * one-time link, and then wiped. Also renews temporary passwords that were lost. Owns the table {@code credential} and
 * the steps of {@code processes/credential-delivery.bpmn}.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "account",
            "audit",
            "calendar",
            "cipher",
            "database",
            "engine",
            "form",
            "identity",
            "mail",
            "number",
            "request",
            "time",
            "timeline"
        })
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.credential;
