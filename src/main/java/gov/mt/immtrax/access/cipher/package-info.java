/** How what may not be read in the database is sealed: the one place that knows the cipher. Below all other rooms. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package gov.mt.immtrax.access.cipher;
