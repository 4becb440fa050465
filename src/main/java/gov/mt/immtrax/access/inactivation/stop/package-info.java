/** Nobody is inactivated for inactivity when too many are due, until registry staff have decided. */
package gov.mt.immtrax.access.inactivation.stop;
