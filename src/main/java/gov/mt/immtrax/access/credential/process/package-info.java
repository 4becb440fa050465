/**
 * The backing class of {@code credential-delivery.bpmn}: the names that Java uses, a bean for each automatic step, and
 * the service that starts the process and tells it that a password was viewed.
 */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.credential.process;
