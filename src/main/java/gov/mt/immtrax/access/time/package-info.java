/**
 * How a moment is kept in a table: the one place that turns an instant into a column and back. Below all other rooms.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package gov.mt.immtrax.access.time;
