/**
 * Who is logged in, with which roles: OpenID Connect login, roles from the groups claim, and the staff known to the
 * engine.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"cipher", "form", "time"})
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.identity;
