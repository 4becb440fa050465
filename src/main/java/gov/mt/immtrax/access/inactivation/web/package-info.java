/** The pages of registry staff: accounts that are due for inactivity, and exemptions. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.inactivation.web;
