/**
 * A supervisor's word that somebody no longer needs access: the table {@code access_deletion}, what happened to each,
 * and the steps of {@code processes/access-deletion.bpmn}. The account itself ends in the room {@code inactivation}.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "account",
            "audit",
            "calendar",
            "database",
            "engine",
            "form",
            "identity",
            "inactivation",
            "mail",
            "number",
            "request",
            "time",
            "timeline"
        })
package gov.mt.immtrax.access.deletion;
