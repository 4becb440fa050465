/**
 * The backing classes of {@code account-dispute.bpmn} and {@code supervisor-departure.bpmn}: names of the models that
 * Java uses, and a bean for each automatic step.
 */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.people.process;
