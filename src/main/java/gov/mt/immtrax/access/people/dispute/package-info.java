/** A supervisor says that somebody is not their employee, and registry staff decide who answers for the account. */
package gov.mt.immtrax.access.people.dispute;
