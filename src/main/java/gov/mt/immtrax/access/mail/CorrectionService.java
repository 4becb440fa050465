package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.number.CaseNumber;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Escalates refused addresses that the help desk has not corrected, for the steps of {@code email-delivery.bpmn}. */
@Service
public class CorrectionService {

    private static final String OVERDUE_MAIL = "correction-overdue-lead";

    private final MailLedger ledger;
    private final RefusedMailRepository refused;
    private final Mails mails;
    private final Clock clock;

    CorrectionService(MailLedger ledger, RefusedMailRepository refused, Mails mails, Clock clock) {
        this.ledger = ledger;
        this.refused = refused;
        this.mails = mails;
        this.clock = clock;
    }

    /** Step "Escalate correction": notifies the help desk lead that an address is still to be corrected. */
    public void escalate(UUID mail) {
        refused.escalated(mail, clock.instant().truncatedTo(ChronoUnit.MICROS));
        mails.postInstead(
                OVERDUE_MAIL,
                Audience.HELP_DESK_LEAD,
                ledger.find(mail).orElseThrow().caseNumber());
    }

    /** When a correction was last escalated; UTC. */
    public Instant escalatedAt(UUID mail) {
        return Objects.requireNonNull(refused.find(mail).orElseThrow().escalatedAt());
    }

    /** Records a correction, and takes back an email to the lead that is no longer true. */
    void corrected(UUID mail, CaseNumber about, String before, String after) {
        refused.corrected(mail, before, after);
        mails.withdrawSuperseded(about, OVERDUE_MAIL);
    }
}
