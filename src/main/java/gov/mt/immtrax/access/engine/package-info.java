/**
 * The plumbing of Camunda: deployment, what history may keep, enforcement of forms. No rule of the service lives here.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"audit", "calendar", "database", "form", "identity"})
package gov.mt.immtrax.access.engine;
