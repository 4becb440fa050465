/**
 * The backing class of {@code access-request.bpmn}: names of the model that Java uses, and a bean for each automatic
 * step.
 */
@org.springframework.modulith.NamedInterface("process")
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.request.process;
