/** Stops inactivation for inactivity when too many accounts are due, until registry staff have decided. */
package gov.mt.immtrax.access.inactivation.stop;
