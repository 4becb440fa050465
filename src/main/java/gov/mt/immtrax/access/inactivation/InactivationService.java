package gov.mt.immtrax.access.inactivation;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountChangeType;
import gov.mt.immtrax.access.account.AccountHistory;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumber;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The steps of {@code account-inactivation.bpmn}. The number is that of the access deletion, or of the account itself
 * if there is no deletion. If the register does not know the account, it was changed in imMTrax only, and this service
 * just records that.
 */
@Service
public class InactivationService {

    private static final String OVERDUE_MAIL = "inactivation-overdue-lead";

    private final InactivationRepository inactivations;
    private final AccountRegister register;
    private final AccountHistory history;
    private final Mails mails;
    private final AuditTrail audit;

    InactivationService(
            InactivationRepository inactivations,
            AccountRegister register,
            AccountHistory history,
            Mails mails,
            AuditTrail audit) {
        this.inactivations = inactivations;
        this.register = register;
        this.history = history;
        this.mails = mails;
        this.audit = audit;
    }

    /**
     * Step "Request inactivation".
     *
     * @param caseNumber what led to it: the access deletion, or the account itself if there is none
     * @return false if no one needs to be asked, because the account is already inactivated
     */
    public boolean ask(
            String number, @Nullable String account, String caseNumber, InactivationReason reason, int businessDays) {
        if (account != null && !register.get(account).isActive()) {
            return false;
        }
        inactivations.ask(number, account, requestOrNull(caseNumber), reason, businessDays);
        if (account != null) {
            history.note(account, AccountChangeType.INACTIVATION_REQUESTED, cause(caseNumber, null));
        }
        return true;
    }

    /** Step "Escalate inactivation": notifies the help desk lead that an account is still active. */
    public void escalate(String number) {
        inactivations.escalate(number);
        mails.postInstead(OVERDUE_MAIL, Audience.HELP_DESK_LEAD, about(number));
    }

    /** When an inactivation was last escalated; UTC. */
    public Instant escalatedAt(String number) {
        return Objects.requireNonNull(inactivations.latest(number).orElseThrow().escalatedAt());
    }

    /** Records the decision. The following steps of the model act on it. */
    void decide(String number, InactivationAnswer outcome, @Nullable String note) {
        inactivations.decide(number, outcome, note);
        mails.withdrawSuperseded(about(number), OVERDUE_MAIL);
    }

    /** Step "Record inactivation". Inactivity ends all accounts of the login, every other reason only this one. */
    public void recordInactivation(
            String number, @Nullable String account, String caseNumber, InactivationReason reason) {
        if (account != null) {
            Cause cause = cause(caseNumber, noteOf(number));
            if (reason == InactivationReason.INACTIVITY) {
                inactivateOthers(register.lock(account), cause);
            }
            register.inactivate(account, reason, cause);
        }
        audit.recordAccount(AuditAction.ACCOUNT_INACTIVATED, caseNumber, username(account));
    }

    /** Before the account itself, so that a listener knows whose own lifecycle led to it. */
    private void inactivateOthers(Account account, Cause cause) {
        if (account.isActive()) {
            register.othersOfLogin(account).stream().filter(Account::isActive).forEach(other -> {
                register.inactivate(other.number(), InactivationReason.INACTIVITY, cause);
                audit.recordAccount(
                        AuditAction.ACCOUNT_INACTIVATED,
                        other.number(),
                        other.facts().username());
            });
        }
    }

    /** Step "Record kept account". */
    public void recordKept(String number, @Nullable String account, String caseNumber) {
        if (account != null) {
            history.note(account, AccountChangeType.KEPT, cause(caseNumber, noteOf(number)));
        }
        audit.recordAccount(AuditAction.ACCOUNT_KEPT, caseNumber, username(account));
    }

    /** Step "Record missing account". */
    public void recordMissing(String caseNumber) {
        audit.record(AuditAction.ACCOUNT_MISSING, caseNumber);
    }

    /** Takes back unsent emails about an inactivation that is called off. */
    public void callOff(String number) {
        mails.withdrawSuperseded(about(number), OVERDUE_MAIL);
    }

    private @Nullable String noteOf(String number) {
        return inactivations.latest(number).map(Inactivation::note).orElse(null);
    }

    private @Nullable String username(@Nullable String account) {
        return account == null ? null : register.get(account).facts().username();
    }

    private static Cause cause(String caseNumber, @Nullable String note) {
        return new Cause(requestOrNull(caseNumber), note);
    }

    private static @Nullable String requestOrNull(String caseNumber) {
        return CaseKind.ACCOUNT.matches(caseNumber) ? null : caseNumber;
    }

    private static CaseNumber about(String number) {
        return CaseNumber.of(number, CaseKind.ACCOUNT, CaseKind.ACCESS_DELETION);
    }
}
