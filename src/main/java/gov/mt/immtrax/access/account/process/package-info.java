/** The steps of {@code processes/account-inactivation.bpmn}, by the names that the model calls them. */
package gov.mt.immtrax.access.account.process;
