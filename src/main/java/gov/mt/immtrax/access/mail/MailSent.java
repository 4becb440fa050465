package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.number.CaseNumber;
import java.time.Instant;

/** Published when the mail server has accepted an email, in the transaction that records this in the ledger. */
public record MailSent(String template, Audience audience, CaseNumber caseNumber, Instant at) {}
