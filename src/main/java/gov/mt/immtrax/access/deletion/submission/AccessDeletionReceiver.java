package gov.mt.immtrax.access.deletion.submission;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
import gov.mt.immtrax.access.deletion.DeletionEventType;
import gov.mt.immtrax.access.deletion.DeletionStatus;
import gov.mt.immtrax.access.deletion.DeletionTimeline;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.Receipt;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumberGenerator;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Stores a supervisor's deletion, and finds out whether the supervisor is responsible for the account. */
@Component
class AccessDeletionReceiver implements FormReceiver {

    private final AccessDeletionRepository deletions;
    private final DeletionTimeline events;
    private final AccountMatching accounts;
    private final CaseNumberGenerator numbers;
    private final AuditTrail audit;
    private final CurrentPerson currentPerson;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    AccessDeletionReceiver(
            AccessDeletionRepository deletions,
            DeletionTimeline events,
            AccountMatching accounts,
            CaseNumberGenerator numbers,
            AuditTrail audit,
            CurrentPerson currentPerson,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.deletions = deletions;
        this.events = events;
        this.accounts = accounts;
        this.numbers = numbers;
        this.audit = audit;
        this.currentPerson = currentPerson;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public String form() {
        return DeletionForm.NAME;
    }

    @Override
    public Receipt receive(FormSubmission form) {
        Person supervisor = currentPerson.official();
        Optional<Account> account = accounts.of(form, supervisor);
        boolean responsible =
                account.filter(it -> accounts.isOf(it, supervisor)).isPresent();
        AccessDeletion deletion = DeletionForm.read(
                form,
                numbers.next(CaseKind.ACCESS_DELETION),
                DeletionStatus.AWAITING_DECISION,
                account.orElse(null),
                supervisor,
                clock.instant());
        account.flatMap(it -> deletions.findOpen(it.number()).filter(open -> accounts.supersedes(it, supervisor, open)))
                .ifPresent(open -> publisher.publishEvent(new DeletionSuperseded(open.number())));
        try {
            deletions.insert(deletion);
        } catch (DuplicateKeyException e) {
            // two concurrent deletions of one account: the rule cannot see the other one, but the table's unique key
            // can
            throw new FormRejectedException(
                    List.of(FormError.of("emailAddress", AccessDeletionRules.OPEN_DELETION_JUST_NOW)));
        }
        events.note(deletion.number(), DeletionEventType.SUBMITTED, null);
        audit.record(AuditAction.DELETION_SUBMITTED, deletion.number());
        return new Receipt(
                deletion.number(), Map.of("requestNumber", deletion.number(), "requesterResponsible", responsible));
    }
}
