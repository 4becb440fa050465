/**
 * The one step of {@code processes/mail-delivery.bpmn}: writes a mail, hands it to the mail server, notes what it said.
 */
package gov.mt.immtrax.access.mail.process;
