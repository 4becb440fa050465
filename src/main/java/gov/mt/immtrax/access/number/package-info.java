/**
 * The numbers of this service: what each is of, how it is written, and where the next comes from. Below all other
 * rooms.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package gov.mt.immtrax.access.number;
