package gov.mt.immtrax.access.imports;

import static gov.mt.immtrax.access.number.CaseKind.DIFFERENCE;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.imports.process.DifferenceResolutionProcess;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Assigns differences to the help desk, withdraws the task when an export agrees, and accepts values from imMTrax into
 * the register when registry staff find them right. The engine stores only their numbers.
 */
@Service
public class DifferenceService {

    private static final String OVERDUE_MAIL = "difference-overdue-lead";

    private final DifferenceRepository differences;
    private final AccountRegister register;
    private final CurrentPerson currentPerson;
    private final Mails mails;
    private final RuntimeService engine;
    private final AuditTrail audit;

    DifferenceService(
            DifferenceRepository differences,
            AccountRegister register,
            CurrentPerson currentPerson,
            Mails mails,
            RuntimeService engine,
            AuditTrail audit) {
        this.differences = differences;
        this.register = register;
        this.currentPerson = currentPerson;
        this.mails = mails;
        this.engine = engine;
        this.audit = audit;
    }

    /** @return false if it is closed or already assigned to the help desk */
    @Transactional
    public boolean assign(String number) {
        Difference difference = differences.lock(number).orElseThrow();
        if (difference.closedAt() != null || difference.isWithHelpDesk()) {
            return false;
        }
        differences.assigned(number);
        engine.startProcessInstanceByKey(DifferenceResolutionProcess.KEY, number, Map.of("differenceNumber", number));
        audit.record(
                AuditAction.DIFFERENCE_ASSIGNED,
                number,
                AuditResult.DONE,
                difference.kind().name());
        return true;
    }

    /**
     * Writes the level or the inactivation of an account from imMTrax into the register, and closes the difference.
     *
     * @param reason for the account's history
     * @return false if it can no longer be accepted, because it is closed or the account has changed since it was found
     */
    @Transactional
    public boolean accept(String number, String reason) {
        Difference difference = differences.lock(number).orElseThrow();
        String account = difference.account();
        if (account == null || !difference.mayBeAccepted() || !isAsFound(difference, register.get(account))) {
            return false;
        }
        Cause cause = new Cause(number, reason);
        if (difference.kind() == DifferenceKind.LEVEL_DIFFERS) {
            register.change(
                    account,
                    facts -> facts.withAccessLevel(AccessLevel.valueOf(Objects.requireNonNull(difference.theirs()))),
                    cause);
        } else {
            register.inactivate(account, InactivationReason.REGISTRY, cause);
        }
        if (difference.isWithHelpDesk()) {
            withdraw(number);
        }
        differences.accepted(number, reason, currentPerson.require().address());
        audit.record(AuditAction.DIFFERENCE_ACCEPTED, number, AuditResult.DONE, difference.kind() + ", " + account);
        return true;
    }

    private static boolean isAsFound(Difference difference, Account account) {
        return account.isActive()
                && (difference.kind() == DifferenceKind.STATUS_DIFFERS
                        || account.facts().accessLevel().name().equals(difference.ours()));
    }

    /** Step "Escalate difference": notifies the help desk lead that a difference is still open. */
    public void escalate(String number) {
        differences.escalated(number);
        mails.postInstead(OVERDUE_MAIL, Audience.HELP_DESK_LEAD, DIFFERENCE.of(number));
    }

    /** When a difference was last escalated; UTC. */
    public Instant escalatedAt(String number) {
        return Objects.requireNonNull(differences.find(number).orElseThrow().escalatedAt());
    }

    /** Records the help desk's answer. The difference stays open until an export agrees. */
    void resolve(String number, DifferenceOutcome outcome, @Nullable String note) {
        differences.resolved(number, outcome, note, currentPerson.require().address());
        mails.withdrawSuperseded(DIFFERENCE.of(number), OVERDUE_MAIL);
        audit.record(AuditAction.DIFFERENCE_RESOLVED, number, AuditResult.DONE, outcome.name());
    }

    /** Ends the tasks of the differences that an import has closed, in the caller's transaction. */
    void withdrawClosed(String importNumber) {
        differences.closedTasksOf(importNumber).forEach(this::withdraw);
    }

    private void withdraw(String number) {
        mails.withdrawSuperseded(DIFFERENCE.of(number), OVERDUE_MAIL);
        engine.createMessageCorrelation(DifferenceResolutionProcess.DIFFERENCE_CLOSED)
                .processInstanceBusinessKey(number)
                .correlateAll();
    }
}
