/** The backing class of {@code access-deletion.bpmn}: the names that Java uses, and a bean for each automatic step. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.deletion.process;
