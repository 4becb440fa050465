/**
 * What the registry knows about its accounts: imports that are read, previewed and applied, and the differences between
 * imMTrax and the register. Owns the tables {@code import_} and {@code account_difference}, and the steps of
 * {@code processes/registry-import.bpmn} and {@code processes/difference-resolution.bpmn}.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "account",
            "audit",
            "calendar",
            "database",
            "engine",
            "export",
            "folding",
            "form",
            "identity",
            "inactivation :: lifecycle",
            "mail",
            "number",
            "time"
        })
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.imports;
