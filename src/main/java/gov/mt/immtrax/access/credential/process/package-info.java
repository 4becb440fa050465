/**
 * The backing class of {@code credential-delivery.bpmn}: names of the model that Java uses, and a bean for each
 * automatic step; and what starts it and tells it that a password was seen.
 */
package gov.mt.immtrax.access.credential.process;
