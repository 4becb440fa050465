/**
 * A supervisor disputes that someone is their employee, and registry staff decide who is responsible for the account.
 */
package gov.mt.immtrax.access.people.dispute;
