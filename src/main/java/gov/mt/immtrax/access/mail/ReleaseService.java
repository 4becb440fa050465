package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.number.CaseNumber;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Decides on and escalates held emails, for the form and the steps of {@code email-delivery.bpmn}. */
@Service
public class ReleaseService {

    private static final String OVERDUE_MAIL = "release-overdue-lead";

    private final MailLedger ledger;
    private final HeldMailRepository held;
    private final Mails mails;
    private final CurrentPerson currentPerson;
    private final AuditTrail audit;
    private final Clock clock;

    ReleaseService(
            MailLedger ledger,
            HeldMailRepository held,
            Mails mails,
            CurrentPerson currentPerson,
            AuditTrail audit,
            Clock clock) {
        this.ledger = ledger;
        this.held = held;
        this.mails = mails;
        this.currentPerson = currentPerson;
        this.audit = audit;
        this.clock = clock;
    }

    /** Step "Escalate release": notifies the help desk lead that an email is still held. */
    public void escalate(UUID mail) {
        CaseNumber about = about(mail);
        held.escalated(mail, clock.instant().truncatedTo(ChronoUnit.MICROS));
        mails.postInstead(OVERDUE_MAIL, Audience.HELP_DESK_LEAD, about);
    }

    /** When an email was last escalated; UTC. */
    public Instant escalatedAt(UUID mail) {
        return Objects.requireNonNull(held.find(mail).orElseThrow().escalatedAt());
    }

    /** @return false if the email is no longer held */
    boolean decide(UUID mail, ReleaseOutcome outcome, @Nullable String note) {
        String by = currentPerson.require().address();
        if (!held.decide(mail, outcome, note, by, clock.instant().truncatedTo(ChronoUnit.MICROS))) {
            return false;
        }
        CaseNumber about = about(mail);
        mails.withdrawSuperseded(about, OVERDUE_MAIL);
        audit.record(
                outcome == ReleaseOutcome.RELEASED ? AuditAction.MAIL_RELEASED : AuditAction.MAIL_DROPPED,
                about.text(),
                AuditResult.DONE,
                null);
        return true;
    }

    private CaseNumber about(UUID mail) {
        return ledger.find(mail).orElseThrow().caseNumber();
    }
}
