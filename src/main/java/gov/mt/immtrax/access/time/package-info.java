/**
 * How an instant is stored in a table: the only place that converts instants to columns and back. Below all other
 * rooms.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.time;
