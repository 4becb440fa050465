package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.number.CaseNumber;
import java.time.Instant;

/** Published when the mail server has accepted a mail, in the transaction that notes it in the ledger. */
public record MailSent(String template, Audience audience, CaseNumber caseNumber, Instant at) {}
