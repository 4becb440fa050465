/** The automatic steps of {@code access-request.bpmn}, each named as its label in the model. */
package gov.mt.immtrax.access.request.process;
