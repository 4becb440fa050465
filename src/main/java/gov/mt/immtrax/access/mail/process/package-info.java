/**
 * The backing class of {@code email-delivery.bpmn}, and what its step "Send email" does: writes a mail, hands it to the
 * mail server, notes what it said.
 */
package gov.mt.immtrax.access.mail.process;
