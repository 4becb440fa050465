/** Encryption of secrets in the database: the only place that knows the cipher. Uses no other room. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.cipher;
