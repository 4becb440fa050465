/**
 * Camunda infrastructure: deployment, history level, form enforcement, permissions and filters of staff, due dates,
 * escalation. Knows no process by name: each room provides a {@link ProcessDeclaration}. Contains no business rules.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"audit", "calendar", "database", "form", "identity"})
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.engine;
