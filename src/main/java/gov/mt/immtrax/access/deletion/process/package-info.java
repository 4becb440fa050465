/**
 * The backing class of {@code access-deletion.bpmn}: names of the model that Java uses, and a bean for each automatic
 * step.
 */
package gov.mt.immtrax.access.deletion.process;
