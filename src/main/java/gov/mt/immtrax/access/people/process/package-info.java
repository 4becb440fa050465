/** The steps of {@code processes/account-dispute.bpmn}. */
package gov.mt.immtrax.access.people.process;
