/**
 * The backing class of {@code account-dispute.bpmn}: names of the model that Java uses, and a bean for each automatic
 * step.
 */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.people.process;
