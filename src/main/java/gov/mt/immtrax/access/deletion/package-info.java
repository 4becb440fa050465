/**
 * Access deletions: the table {@code access_deletion}, the timeline, and the steps of
 * {@code processes/access-deletion.bpmn}. The room {@code inactivation} inactivates the account itself.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "account",
            "audit",
            "calendar",
            "database",
            "deputy",
            "engine",
            "facility",
            "folding",
            "form",
            "identity",
            "inactivation",
            "mail",
            "number",
            "request",
            "time",
            "timeline"
        })
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.deletion;
