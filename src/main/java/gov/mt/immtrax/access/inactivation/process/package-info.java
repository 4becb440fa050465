/**
 * The backing classes of {@code account-lifecycle.bpmn}, {@code lifecycle-starts.bpmn}, {@code mass-inactivation.bpmn}
 * and {@code account-inactivation.bpmn}: names of the models that Java uses, a bean for each automatic step, and the
 * listeners that start and end the lifecycles.
 */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.inactivation.process;
