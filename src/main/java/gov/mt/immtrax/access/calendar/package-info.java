/**
 * Business days of the State of Montana: the only place that decides which day is a business day and when something is
 * due.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.calendar;
