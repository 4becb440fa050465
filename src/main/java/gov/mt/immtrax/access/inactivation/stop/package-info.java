/** Stops inactivation for inactivity when too many accounts are due, until registry staff have decided. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.inactivation.stop;
