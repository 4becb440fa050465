/**
 * The plumbing of Camunda: deployment, what history may keep, enforcement of forms, rights and filters of staff, due
 * dates, escalation. Knows no process by name: each room gives a {@link ProcessDeclaration} of its own. No rule of the
 * service lives here.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"audit", "calendar", "database", "form", "identity"})
package gov.mt.immtrax.access.engine;
