/**
 * The backing class of {@code email-delivery.bpmn} and its step "Send email", which renders an email, hands it to the
 * mail server and records the result.
 */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.mail.process;
