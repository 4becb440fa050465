package gov.mt.immtrax.access.deletion.submission;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.database.RecordLocks;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
import gov.mt.immtrax.access.deletion.DeletionEventType;
import gov.mt.immtrax.access.deletion.DeletionTimeline;
import gov.mt.immtrax.access.deletion.process.AccessDeletionProcess;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.AccountMoved;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Submits and withdraws access deletions for supervisors on our own pages. */
@Service
public class DeletionService {

    private final FormSubmissionService service;
    private final AccessDeletionRepository deletions;
    private final DeletionTimeline events;
    private final AccountMatching accounts;
    private final AccessRequestRepository requests;
    private final RecordLocks locks;

    DeletionService(
            FormSubmissionService service,
            AccessDeletionRepository deletions,
            DeletionTimeline events,
            AccountMatching accounts,
            AccessRequestRepository requests,
            RecordLocks locks) {
        this.service = service;
        this.deletions = deletions;
        this.events = events;
        this.accounts = accounts;
        this.requests = requests;
        this.locks = locks;
    }

    /** The form for a new deletion. */
    public FormFile newForm() {
        return service.startForm(AccessDeletionProcess.KEY, DeletionForm.NAME);
    }

    /**
     * Checks a form as {@link #submit} would, and submits nothing.
     *
     * @param chosen the account that was chosen for the form, whose values are added to it
     * @throws FormRejectedException if the form is refused, or is about someone else than the chosen account
     */
    public void check(Map<String, Object> values, Optional<Account> chosen, Person supervisor) {
        if (chosen.isPresent()) {
            Map<String, Object> fixed = DeletionForm.fixed(chosen.get(), newForm());
            List<FormError> contradictions = DeletionForm.contradictions(fixed, values);
            if (!contradictions.isEmpty()) {
                throw new FormRejectedException(contradictions);
            }
            values.putAll(fixed);
        }
        service.check(AccessDeletionProcess.KEY, DeletionForm.NAME, values);
        if (chosen.isPresent() && !own(values, supervisor).equals(chosen)) {
            throw new FormRejectedException(List.of(FormError.of("emailAddress", DeletionForm.OTHER_THAN_CHOSEN)));
        }
    }

    /** The account that a valid form is about, if the supervisor is responsible for it. */
    public Optional<Account> own(Map<String, Object> values, Person supervisor) {
        return accounts.of(newForm().clean(values), supervisor).filter(it -> accounts.isOf(it, supervisor));
    }

    /** @return the number of the new deletion */
    public String submit(Map<String, Object> values) {
        try {
            return service.start(AccessDeletionProcess.KEY, values);
        } catch (FormRejectedException rejected) {
            if (rejected.errors().stream()
                    .noneMatch(it -> it.messageKey().equals(AccessDeletionRules.OPEN_DELETION_JUST_NOW))) {
                throw rejected;
            }
            // now the rules see the concurrent deletion, and whether this one takes precedence
            return service.start(AccessDeletionProcess.KEY, values);
        }
    }

    /** Ends a deletion in favor of the responsible supervisor's own. */
    @EventListener
    void on(DeletionSuperseded superseded) {
        supersede(superseded.number());
    }

    /** Closes a deletion whose account has moved to another employer: it was about access for the former employer. */
    @EventListener
    void on(AccountMoved moved) {
        deletions.findOpen(moved.account()).ifPresent(open -> supersede(open.number()));
    }

    /** Ends a deletion like a withdrawal, in the running transaction. */
    private void supersede(String number) {
        locks.lock(number);
        events.note(number, DeletionEventType.SUPERSEDED, null);
        service.send(AccessDeletionProcess.DELETION_WITHDRAWN, AccessDeletionProcess.KEY, number);
    }

    /** The open deletion that the same form has already created, because its button was pressed twice. */
    public Optional<String> madeBefore(Map<String, Object> values, Person supervisor) {
        // an invalid form has never created a deletion
        return newForm()
                .valid(values)
                .flatMap(form -> deletions
                        .findOpen(key(form, supervisor))
                        .filter(open -> supervisor.hasAddress(open.supervisorAddress()))
                        .filter(open -> DeletionForm.repeats(form, open))
                        .map(AccessDeletion::number));
    }

    /** The key of an open deletion: the account if it is known, otherwise the address. */
    private String key(Map<String, Object> form, Person supervisor) {
        return accounts.of(form, supervisor)
                .map(Account::number)
                .orElseGet(() -> EmailAddresses.normalize((String) Objects.requireNonNull(form.get("emailAddress"))));
    }

    /** Whether a deletion can be taken back: not once it has ended a request whose account waited for its user. */
    public boolean mayWithdraw(AccessDeletion deletion) {
        return deletion.status().isOpen()
                && (deletion.status().isEarly()
                        || deletion.account() == null
                        || !requests.endedBeforeLogin(deletion.account()));
    }

    /** @return false if it is too late: the deletion has been carried out or has ended in another way */
    public boolean withdraw(String number) {
        if (!mayWithdraw(deletions.get(number))) {
            return false;
        }
        try {
            return service.send(AccessDeletionProcess.DELETION_WITHDRAWN, AccessDeletionProcess.KEY, number);
        } catch (RuntimeException failure) {
            // carried out between our check and the engine's
            if (deletions.get(number).status().isOpen()) {
                throw failure;
            }
            return false;
        }
    }
}
