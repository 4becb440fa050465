package gov.mt.immtrax.access.people.correction;

import static gov.mt.immtrax.access.number.CaseKind.ACCOUNT;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.EmailAddressChange;
import gov.mt.immtrax.access.account.EmailAddressChanges;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumber;
import gov.mt.immtrax.access.request.CorrectedNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the help desk corrects on an account's page, because a name, a place or a date was wrong or is no longer right.
 * Supervisors request the same as a change of permissions.
 */
@Service
public class AccountCorrections {

    private static final String EMAIL_ADDRESS = "emailAddress";
    private static final String CONFIRM = "confirm-email-address";
    private static final String ENTERED = "email-address-entered";

    private final AccountRegister register;
    private final EmailAddressChanges addresses;
    private final CorrectedNames names;
    private final Mails mails;
    private final AuditTrail audit;

    AccountCorrections(
            AccountRegister register,
            EmailAddressChanges addresses,
            CorrectedNames names,
            Mails mails,
            AuditTrail audit) {
        this.names = names;
        this.register = register;
        this.addresses = addresses;
        this.mails = mails;
        this.audit = audit;
    }

    /**
     * Corrects an account, and tells its user and supervisor. A new email address counts once the user has logged in
     * with it.
     *
     * @param corrected by name of the fact, see {@link AccountFacts#asText}; null takes a fact away
     * @return whether anything was different
     */
    @Transactional
    public boolean correct(String number, Map<String, ? extends @Nullable String> corrected, String reason) {
        names.hold(register.get(number).facts());
        AccountFacts before = register.lock(number).facts();
        Map<String, @Nullable String> facts = new LinkedHashMap<>(corrected);
        String address = facts.remove(EMAIL_ADDRESS);
        AccountFacts after = register.change(number, it -> it.with(facts), Cause.note(reason))
                .facts();
        names.follow(before, after);
        boolean newAddress = false;
        if (address != null && !address.equals(before.emailAddress())) {
            newAddress = true;
            addresses.enter(number, address, Cause.note(reason));
        }
        if (!after.equals(before)) {
            tell(number, after);
        }
        boolean different = newAddress || !after.equals(before);
        if (different) {
            audit.recordAccount(AuditAction.ACCOUNT_CORRECTED, number, after.username());
        }
        return different;
    }

    /** @return false if no new address waits for a login any longer */
    @Transactional
    public boolean cancelNewAddress(String number) {
        boolean cancelled = addresses.cancel(number);
        if (cancelled) {
            mails.withdrawSuperseded(ACCOUNT.of(number), CONFIRM, ENTERED);
            audit.recordAccount(
                    AuditAction.ACCOUNT_CORRECTED,
                    number,
                    register.get(number).facts().username());
        }
        return cancelled;
    }

    private void tell(String number, AccountFacts facts) {
        if (facts.emailAddress() != null) {
            mails.postInstead("details-corrected-user", Audience.USER, ACCOUNT.of(number));
        }
        if (hasOtherSupervisor(facts)) {
            mails.postInstead("details-corrected-supervisor", Audience.SUPERVISOR, ACCOUNT.of(number));
        }
    }

    /** Both addresses hear of a new one, and the supervisor when it counts. */
    @EventListener
    void on(EmailAddressChange change) {
        CaseNumber account = ACCOUNT.of(change.account());
        mails.withdrawSuperseded(account, CONFIRM, ENTERED);
        if (!change.counts()) {
            mails.post(CONFIRM, Audience.NEW_ADDRESS, account);
            mails.post(ENTERED, Audience.OLD_ADDRESS, account);
            return;
        }
        Account changed = register.get(change.account());
        audit.recordAccount(
                AuditAction.EMAIL_ADDRESS_CHANGED,
                change.account(),
                changed.facts().username());
        mails.post("email-address-changed", Audience.OLD_ADDRESS, account);
        if (hasOtherSupervisor(changed.facts())) {
            mails.post("email-address-changed-supervisor", Audience.SUPERVISOR, account);
        }
    }

    /** The old address heard of one that the mail server refused, and hears of the one that replaces it. */
    @EventListener
    void on(MailAddressCorrected corrected) {
        if (corrected.caseNumber().kind() == CaseKind.ACCOUNT && corrected.audience() == Audience.NEW_ADDRESS) {
            mails.postInstead(ENTERED, Audience.OLD_ADDRESS, corrected.caseNumber());
        }
    }

    private static boolean hasOtherSupervisor(AccountFacts facts) {
        return facts.supervisorAddress() != null && !Objects.equals(facts.supervisorAddress(), facts.emailAddress());
    }
}
