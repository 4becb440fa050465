/** The pages of registry staff: which accounts are due for inactivity, and who is exempt from it. */
package gov.mt.immtrax.access.inactivation.web;
