/**
 * Guards what enters and leaves the service, whatever it is about: rate and size limits, the headers of every response,
 * the container's own error responses, and personal data in the log.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"database", "identity"})
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.traffic;
