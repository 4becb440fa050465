package gov.mt.immtrax.access.request.process;

import static gov.mt.immtrax.access.number.CaseKind.ACCESS_REQUEST;

import gov.mt.immtrax.access.account.AccountChangeType;
import gov.mt.immtrax.access.account.AccountEvent;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.database.RecordLocks;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.LedgerEntry;
import gov.mt.immtrax.access.mail.MailLedger;
import gov.mt.immtrax.access.mail.MailState;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.number.CaseNumber;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.RequestType;
import gov.mt.immtrax.access.request.provisioning.ProvisionedAccess;
import gov.mt.immtrax.access.request.provisioning.RequestEffect;
import gov.mt.immtrax.access.request.provisioning.RequestEffectRepository;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Changes that the help desk has confirmed before their start date. The account stays as it is until then, and whoever
 * is responsible for it is told of the date.
 */
@Service
public class PlannedChanges {

    private static final Set<MailState> UNSENT = EnumSet.of(MailState.QUEUED, MailState.FAILED, MailState.REFUSED);

    private final AccessRequestRepository requests;
    private final RequestEffectRepository effects;
    private final ProvisionedAccess access;
    private final RecordLocks locks;
    private final UserAwareness users;
    private final Mails mails;
    private final MailLedger ledger;
    private final AccountRegister register;

    PlannedChanges(
            AccessRequestRepository requests,
            RequestEffectRepository effects,
            ProvisionedAccess access,
            RecordLocks locks,
            UserAwareness users,
            Mails mails,
            MailLedger ledger,
            AccountRegister register) {
        this.requests = requests;
        this.effects = effects;
        this.access = access;
        this.locks = locks;
        this.users = users;
        this.mails = mails;
        this.ledger = ledger;
        this.register = register;
    }

    /** Whether the help desk has confirmed a change of an account in use for a later day. */
    public boolean isPlanned(String number) {
        return effects.find(number).filter(RequestEffect::planned).isPresent();
    }

    /** Step "Announce change". */
    void announce(String number) {
        mails.post("change-planned-user", Audience.USER, ACCESS_REQUEST.of(number));
        if (!requests.get(number).isOwn()) {
            mails.post("change-planned-supervisor", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
        }
        official(number).ifPresent(official -> announceTo(official, number));
    }

    /** Tells whoever was told of the start date that it is another one. */
    void announceOtherDate(String number) {
        official(number).ifPresent(official -> announceTo(official, number));
    }

    /**
     * Another supervisor is responsible for the account by now, and hears what is planned for it. An announcement that
     * was not sent to the one before goes to them by itself. A change of permissions of an account that has moved to
     * another employer is closed instead.
     */
    @EventListener
    void on(AccountEvent event) {
        if (event.type() == AccountChangeType.CHANGED) {
            String employer = register.get(event.number()).facts().employer();
            requests.awaitingStartWith(event.number()).stream()
                    .filter(number -> effects.find(number)
                            .filter(RequestEffect::planned)
                            .filter(plan -> isMove(number) || employer.equals(plan.employerBefore()))
                            .isPresent())
                    .filter(number -> access.replan(requests.get(number), users.holdsAgreement(number)))
                    .filter(number -> !isAnnouncementUnsent(number))
                    .forEach(number -> mails.post(
                            "change-planned-official", official(number).orElseThrow(), ACCESS_REQUEST.of(number)));
        }
    }

    private boolean isAnnouncementUnsent(String number) {
        return ledger.of(number).stream()
                .filter(mail -> mail.template().equals("change-planned-official"))
                .filter(mail -> mail.audience() != Audience.DEPUTY)
                .map(LedgerEntry::state)
                .anyMatch(UNSENT::contains);
    }

    /** With New Access, too, whoever the account belongs to may change, and it can be reactivated. */
    private boolean isMove(String number) {
        return requests.get(number).requestType() != RequestType.PERMISSIONS_CHANGE;
    }

    /** Whether somebody else who is responsible for the account today was told of the change. */
    public boolean isAnnounced(String number) {
        return official(number).isPresent() && mails.wasSent("change-planned-official", ACCESS_REQUEST.of(number));
    }

    /** Tells whoever was told of a change that it does not take place. */
    void callOff(String number) {
        if (isAnnounced(number)) {
            mails.post("change-called-off-official", official(number).orElseThrow(), ACCESS_REQUEST.of(number));
        }
    }

    /**
     * Drops the plan of a move whose account was inactivated, so that the help desk can reactivate the account.
     *
     * @return false if there is no such plan
     */
    boolean dropMove(String number) {
        boolean move = isPlanned(number) && isMove(number);
        if (move) {
            withdrawAnnouncements(number);
            effects.dropPlan(number);
        }
        return move;
    }

    /** Step "Carry out change". */
    void carryOut(String number) {
        locks.lock(number); // before the account
        withdrawAnnouncements(number);
        access.carryOut(requests.get(number), users.holdsAgreement(number));
    }

    private void withdrawAnnouncements(String number) {
        CaseNumber about = ACCESS_REQUEST.of(number);
        mails.withdrawSuperseded(about, "change-planned-user", "change-planned-supervisor", "change-planned-official");
    }

    private void announceTo(Audience official, String number) {
        mails.postInstead("change-planned-official", official, ACCESS_REQUEST.of(number));
    }

    /** The supervisor who is responsible for the account today, if somebody else requested the planned change. */
    private Optional<Audience> official(String number) {
        return effects.find(number).filter(RequestEffect::planned).flatMap(plan -> {
            if (plan.endsForSomebody()) {
                return Optional.of(Audience.FORMER_SUPERVISOR);
            }
            return plan.surprisesSomebody() ? Optional.of(Audience.ACCOUNT_SUPERVISOR) : Optional.empty();
        });
    }
}
