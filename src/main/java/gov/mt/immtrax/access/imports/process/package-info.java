/**
 * The backing classes of {@code registry-import.bpmn} and {@code difference-resolution.bpmn}: names of the models that
 * Java uses, and a bean for each automatic step.
 */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.imports.process;
