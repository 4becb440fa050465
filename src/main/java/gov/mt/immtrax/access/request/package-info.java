/**
 * Access requests: what a supervisor asks for, whose turn it is, and what became of it. Owns the table
 * {@code access_request} and its timeline, and the steps of {@code processes/access-request.bpmn}.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "account",
            "audit",
            "calendar",
            "database",
            "engine",
            "export",
            "form",
            "identity",
            "mail",
            "number",
            "time",
            "timeline"
        })
package gov.mt.immtrax.access.request;
