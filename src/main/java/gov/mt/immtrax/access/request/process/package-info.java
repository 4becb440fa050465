/**
 * The automatic steps of {@code access-request.bpmn} and {@code credential-delivery.bpmn}, each named as its label in
 * the model.
 */
package gov.mt.immtrax.access.request.process;
