/**
 * A supervisor disputes that someone is their employee, and registry staff decide who is responsible for the account.
 */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.people.dispute;
