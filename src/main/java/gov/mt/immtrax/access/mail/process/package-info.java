/**
 * The backing class of {@code mail-delivery.bpmn}, and what its step "Send mail" does: writes a mail, hands it to the
 * mail server, notes what it said.
 */
package gov.mt.immtrax.access.mail.process;
