/** The automatic steps of {@code access-deletion.bpmn}, each named as its label in the model. */
package gov.mt.immtrax.access.deletion.process;
