package gov.mt.immtrax.access.credential.process;

import static gov.mt.immtrax.access.number.CaseKind.ACCESS_REQUEST;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.credential.CredentialDelivery;
import gov.mt.immtrax.access.credential.CredentialVault;
import gov.mt.immtrax.access.credential.PasswordLinkService;
import gov.mt.immtrax.access.credential.PasswordState;
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
 * How credentials get from the help desk to their user: at once by mail, or by a one-time link, for which
 * {@code credential-delivery.bpmn} says what is waited for and how long.
 */
@Service
public class CredentialHandover {

    /** Template of the mail that tells the lead of a renewal that is late. */
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

    /** Step "Email credentials": sends them on their way, as the setting says. */
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

    /** Step "Escalate renewal": the lead learns that somebody still waits for a new password. */
    public void escalateRenewal(String number) {
        timeline.note(number, RequestEventType.RENEWAL_ESCALATED);
        mails.postInstead(RENEWAL_OVERDUE, Audience.HELP_DESK_LEAD, ACCESS_REQUEST.of(number));
    }

    /** When a renewal was escalated last; UTC. */
    public Instant renewalEscalatedAt(String number) {
        return timeline.last(number, RequestEventType.RENEWAL_ESCALATED)
                .orElseThrow()
                .at();
    }

    /** Step "Decline renewal": whoever waits for a new password learns why there is none. */
    public void declineRenewal(String number) {
        mails.post("password-not-renewed", Audience.USER, ACCESS_REQUEST.of(number));
    }

    /**
     * Takes the password out to be shown, once; the process stops waiting.
     *
     * @return empty if there is nothing to show (any more)
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
     * Asks the help desk for a new temporary password.
     *
     * @return false if there is no need: the password can still be seen, or somebody has asked already
     */
    public boolean requestNewPassword(String number) {
        return holding(number, () -> {
            // its time may be over a moment before the timer says so
            links.wipeExpired(number);
            boolean asked = links.requestRenewal(number);
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

    /** A timer that fires at the same moment comes before or after, or is over when it is tried again. */
    private <T> T holding(String number, Supplier<T> change) {
        return ConcurrencyRetry.run(() -> transactions.execute(status -> {
            locks.lock(number);
            return change.get();
        }));
    }
}
