/**
 * The backing class of {@code mail-delivery.bpmn} and its step "Send mail", which renders an email, hands it to the
 * mail server and records the result.
 */
package gov.mt.immtrax.access.mail.process;
