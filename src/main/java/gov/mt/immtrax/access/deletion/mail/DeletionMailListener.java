package gov.mt.immtrax.access.deletion.mail;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
import gov.mt.immtrax.access.deletion.DeletionEventType;
import gov.mt.immtrax.access.deletion.DeletionTimeline;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import gov.mt.immtrax.access.number.CaseKind;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Updates deletions when the {@code mail} room reports a corrected address. */
@Component
class DeletionMailListener {

    private final AccessDeletionRepository deletions;
    private final DeletionTimeline events;
    private final PersonMatching people;
    private final AccountRegister register;

    DeletionMailListener(
            AccessDeletionRepository deletions,
            DeletionTimeline events,
            PersonMatching people,
            AccountRegister register) {
        this.deletions = deletions;
        this.events = events;
        this.people = people;
        this.register = register;
    }

    @EventListener
    void on(MailAddressCorrected corrected) {
        if (corrected.caseNumber().kind() == CaseKind.ACCESS_DELETION) {
            String number = corrected.caseNumber().text();
            AccessDeletion deletion = deletions.get(number);
            boolean known = corrected.audience() == Audience.SUPERVISOR
                    || corrected.audience() == Audience.USER && people.isRequestersOwn(deletion);
            correct(deletion, corrected);
            events.note(number, DeletionEventType.MAIL_ADDRESS_CORRECTED, known ? corrected.change() : null);
        }
    }

    /**
     * Corrects the address that the email was sent to, where it still is: the register's, or the typed one if the
     * register has none.
     */
    private void correct(AccessDeletion deletion, MailAddressCorrected corrected) {
        Optional<AccountFacts> facts = people.account(deletion).map(Account::facts);
        String address = corrected.newAddress();
        switch (corrected.audience()) {
            case USER -> {
                boolean registered =
                        facts.filter(it -> it.emailAddress() != null).isPresent();
                if (registered) {
                    change(deletion, it -> corrected.isAbout(it.emailAddress()) ? it.withEmailAddress(address) : it);
                } else if (corrected.isAbout(deletion.emailAddress())) {
                    deletions.correctAddress(deletion.number(), true, address);
                }
            }
            case SUPERVISOR -> {
                if (corrected.isAbout(deletion.supervisorAddress())) {
                    deletions.correctAddress(deletion.number(), false, address);
                }
            }
            case ACCOUNT_SUPERVISOR ->
                facts.ifPresent(known -> change(
                        deletion,
                        it -> corrected.isAbout(it.supervisorAddress())
                                ? it.withSupervisor(it.supervisorName(), address)
                                : it));
            case FORMER_SUPERVISOR, NEW_ADDRESS, OLD_ADDRESS, HELP_DESK_LEAD, AUDITOR, DEPUTY ->
                throw new IllegalStateException(
                        corrected.audience() + " is not a recipient of emails about an access deletion");
        }
    }

    private void change(AccessDeletion deletion, UnaryOperator<AccountFacts> correction) {
        register.change(Objects.requireNonNull(deletion.account()), correction, Cause.of(deletion.number()));
    }
}
