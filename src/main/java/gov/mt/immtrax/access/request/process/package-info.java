/**
 * The backing classes of {@code access-request.bpmn} and {@code credential-delivery.bpmn}: names of the models that
 * Java uses, and a bean for each automatic step.
 */
@org.springframework.modulith.NamedInterface("process")
package gov.mt.immtrax.access.request.process;
