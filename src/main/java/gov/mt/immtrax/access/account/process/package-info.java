/**
 * The automatic steps of {@code account-lifecycle.bpmn}, {@code lifecycle-starts.bpmn} and
 * {@code account-inactivation.bpmn}, by the names that the models call them, and what starts and ends the lifecycles.
 */
package gov.mt.immtrax.access.account.process;
