/**
 * Access requests: what a supervisor requests, whose turn it is, and the outcome. Owns the table {@code access_request}
 * and its timeline, and the steps of {@code processes/access-request.bpmn}.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "account",
            "audit",
            "calendar",
            "database",
            "deputy",
            "engine",
            "export",
            "facility",
            "folding",
            "form",
            "identity",
            "mail",
            "number",
            "time",
            "timeline"
        })
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.request;
