/** The numbers of this service: their kinds, their format, and where the next one comes from. Below all other rooms. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.number;
