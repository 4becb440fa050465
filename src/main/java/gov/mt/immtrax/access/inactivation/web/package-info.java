/** The pages of registry staff: accounts that are due for inactivity, and exemptions. */
package gov.mt.immtrax.access.inactivation.web;
