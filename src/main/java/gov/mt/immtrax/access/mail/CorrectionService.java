package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.number.CaseNumber;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Escalates refused addresses that the help desk has not corrected, for the steps of {@code mail-delivery.bpmn}. */
@Service
public class CorrectionService {

    private static final String OVERDUE_MAIL = "correction-overdue-lead";

    private final MailLedger ledger;
    private final Mails mails;
    private final Clock clock;

    CorrectionService(MailLedger ledger, Mails mails, Clock clock) {
        this.ledger = ledger;
        this.mails = mails;
        this.clock = clock;
    }

    /** Step "Escalate correction": notifies the help desk lead that an address is still to be corrected. */
    public void escalate(UUID mail) {
        ledger.escalated(mail, clock.instant().truncatedTo(ChronoUnit.MICROS));
        mails.postInstead(
                OVERDUE_MAIL,
                Audience.HELP_DESK_LEAD,
                ledger.find(mail).orElseThrow().caseNumber());
    }

    /** When a correction was last escalated; UTC. */
    public Instant escalatedAt(UUID mail) {
        return ledger.refusal(mail).orElseThrow().escalatedAt();
    }

    /** Takes back an email to the lead that events have overtaken. */
    void overtaken(CaseNumber about) {
        mails.withdrawOvertaken(about, OVERDUE_MAIL);
    }
}
