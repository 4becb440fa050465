package gov.mt.immtrax.access.credential.process;

import static gov.mt.immtrax.access.number.CaseKind.ACCESS_REQUEST;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.credential.CredentialDelivery;
import gov.mt.immtrax.access.credential.CredentialVault;
import gov.mt.immtrax.access.credential.PasswordLinkService;
import gov.mt.immtrax.access.credential.PasswordState;
import gov.mt.immtrax.access.credential.Pickup;
import gov.mt.immtrax.access.database.RecordLocks;
import gov.mt.immtrax.access.engine.ConcurrencyRetry;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.Timeline;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Delivers credentials to their user: at once by email, or by a one-time link, whose steps and deadlines are in
 * {@code credential-delivery.bpmn}.
 */
@Service
public class CredentialHandover {

    /** Template of the email to the help desk lead about an overdue renewal. */
    public static final String RENEWAL_OVERDUE = "renewal-overdue-lead";

    private final CredentialVault vault;
    private final PasswordLinkService links;
    private final Mails mails;
    private final Timeline timeline;
    private final AuditTrail audit;
    private final RuntimeService runtimeService;
    private final RecordLocks locks;
    private final TransactionTemplate transactions;

    CredentialHandover(
            CredentialVault vault,
            PasswordLinkService links,
            Mails mails,
            Timeline timeline,
            AuditTrail audit,
            RuntimeService runtimeService,
            RecordLocks locks,
            TransactionTemplate transactions) {
        this.vault = vault;
        this.links = links;
        this.mails = mails;
        this.timeline = timeline;
        this.audit = audit;
        this.runtimeService = runtimeService;
        this.locks = locks;
        this.transactions = transactions;
    }

    /** Step "Email credentials": starts the delivery by the current setting. */
    public void begin(String number) {
        if (vault.settleDelivery(number) == CredentialDelivery.EMAIL) {
            mails.post(CredentialVault.DELIVERED_BY, Audience.USER, ACCESS_REQUEST.of(number));
        } else {
            runtimeService.startProcessInstanceByKey(
                    CredentialDeliveryProcess.KEY, number, Map.of("requestNumber", number));
        }
    }

    /** Step "Send password link". */
    public void sendPasswordLink(String number) {
        mails.post(PasswordLinkService.SENT_BY, Audience.USER, ACCESS_REQUEST.of(number));
    }

    /** Step "Wipe expired password". */
    public PasswordState wipeExpiredPassword(String number) {
        return links.wipeExpired(number);
    }

    /** Step "Escalate renewal": the help desk lead gets an email that a user is still waiting for a new password. */
    public void escalateRenewal(String number) {
        timeline.note(number, RequestEventType.RENEWAL_ESCALATED);
        mails.postInstead(RENEWAL_OVERDUE, Audience.HELP_DESK_LEAD, ACCESS_REQUEST.of(number));
    }

    /** When the renewal was last escalated; UTC. */
    public Instant renewalEscalatedAt(String number) {
        return timeline.last(number, RequestEventType.RENEWAL_ESCALATED)
                .orElseThrow()
                .at();
    }

    /** Step "Decline renewal": the user gets an email with the reason why there is no new password. */
    public void declineRenewal(String number) {
        mails.post("password-not-renewed", Audience.USER, ACCESS_REQUEST.of(number));
    }

    /**
     * Returns the password to be shown once, and ends the wait of the process.
     *
     * @return empty if there is no password to show
     */
    public Optional<String> showPassword(String number) {
        return holding(number, () -> {
            Optional<String> password = links.show(number);
            password.ifPresent(shown -> runtimeService
                    .createMessageCorrelation(CredentialDeliveryProcess.PASSWORD_SEEN)
                    .processInstanceBusinessKey(number)
                    .correlateAll());
            return password;
        });
    }

    /**
     * Requests a new temporary password from the help desk.
     *
     * @return false if there is no need: the password can still be viewed, a new one has already been requested, or the
     *     account has ended
     */
    public boolean requestNewPassword(String number) {
        return holding(number, () -> {
            // it may have expired shortly before the timer fires
            links.wipeExpired(number);
            boolean asked = !hasEndedAccount(number) && links.requestRenewal(number);
            if (asked) {
                timeline.note(number, RequestEventType.NEW_PASSWORD_REQUESTED);
                audit.record(AuditAction.CREDENTIAL_RENEWAL_REQUESTED, number);
                runtimeService
                        .createMessageCorrelation(CredentialDeliveryProcess.NEW_PASSWORD_REQUESTED)
                        .processInstanceBusinessKey(number)
                        .setVariable("requestNumber", number)
                        .correlateStartMessage();
            }
            return asked;
        });
    }

    /** Whether nobody can log in with a new password either. */
    public boolean hasEndedAccount(String number) {
        return links.find(number).filter(Pickup::accountEnded).isPresent();
    }

    /** Ends a delivery, with the help desk's task for a new password, in a transaction of its own that follows. */
    public void end(String number) {
        runtimeService
                .createMessageCorrelation(CredentialDeliveryProcess.CREDENTIALS_REVOKED)
                .processInstanceBusinessKey(number)
                .correlateAll(); // a delivery that started with an earlier version of the model has no such event
    }

    /** Step "Drop renewal": the account has ended, so the help desk sets no new password. */
    public void dropRenewal(String number) {
        locks.lock(number);
        if (links.find(number).filter(it -> it.renewalRequestedAt() != null).isPresent()) {
            mails.withdrawSuperseded(ACCESS_REQUEST.of(number), RENEWAL_OVERDUE);
            links.declineRenewal(number);
            timeline.note(number, RequestEventType.NEW_PASSWORD_DROPPED);
        }
    }

    /**
     * Locks the request, so that a timer that fires at the same time runs before or after, or is gone when it is
     * retried.
     */
    private <T> T holding(String number, Supplier<T> change) {
        return ConcurrencyRetry.run(() -> transactions.execute(status -> {
            locks.lock(number);
            return change.get();
        }));
    }
}
