/**
 * The backing classes of {@code account-lifecycle.bpmn}, {@code lifecycle-starts.bpmn}, {@code mass-inactivation.bpmn}
 * and {@code account-inactivation.bpmn}: names of the models that Java uses, and a bean for each automatic step; and
 * what starts and ends the lifecycles.
 */
package gov.mt.immtrax.access.inactivation.process;
