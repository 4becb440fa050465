package gov.mt.immtrax.access.mail;

import java.time.Instant;

/** Published when the mail server has accepted a mail, in the transaction that notes it in the ledger. */
public record MailSent(String template, Audience audience, String requestNumber, Instant at) {}
