/**
 * Business days of the State of Montana: the one place that says which day is a working day and when something is due.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package gov.mt.immtrax.access.calendar;
