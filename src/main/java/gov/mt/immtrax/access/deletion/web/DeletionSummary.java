package gov.mt.immtrax.access.deletion.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.PersonName;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
import gov.mt.immtrax.access.deletion.DeletionEventType;
import gov.mt.immtrax.access.deletion.DeletionTimeline;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.timeline.CaseEvent;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Provides what Tasklist shows beside forms about a deletion, because the engine does not store it. */
@RestController
class DeletionSummary {

    /**
     * A deletion as staff see it; labels are in the reader's language. Fields about the account have the same names as
     * in the account's summary.
     */
    record Summary(
            String requestNumber,
            @Nullable String accountNumber,
            String name,
            @Nullable String username,
            String emailAddress,
            String employer,
            String locationName,
            String reasonLabel,
            LocalDate lastDay,
            String supervisorName,
            String supervisorJobTitle,
            String supervisorAddress,
            @Nullable String decisionLabel,
            @Nullable String decidedBy,
            @Nullable String decisionNote,
            boolean otherUsername,
            boolean otherName,
            boolean otherAddress,
            boolean mismatch,
            List<Known> accounts,
            List<String> requests) {

        @Override
        public String toString() {
            return "Summary[" + requestNumber + "]";
        }
    }

    /** An account that the deletion may be about, and which of its values differ from what was typed. */
    record Known(
            String accountNumber,
            String username,
            String name,
            @Nullable String emailAddress,
            String employer,
            String locationName,
            @Nullable LocalDate lastAccessOn,
            String status,
            @Nullable String supervisorName,
            @Nullable String supervisorAddress,
            boolean otherUsername,
            boolean otherName,
            boolean otherAddress) {

        boolean isAsTyped() {
            return !otherUsername && !otherName && !otherAddress;
        }

        @Override
        public String toString() {
            return "Known[" + status + "]";
        }
    }

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd-uuuu", Locale.ROOT);

    private final AccessDeletionRepository deletions;
    private final DeletionTimeline events;
    private final AccountRegister register;
    private final AccessRequestRepository requests;
    private final BusinessCalendar calendar;
    private final MessageSource messages;
    private final AuditTrail audit;

    DeletionSummary(
            AccessDeletionRepository deletions,
            DeletionTimeline events,
            AccountRegister register,
            AccessRequestRepository requests,
            BusinessCalendar calendar,
            MessageSource messages,
            AuditTrail audit) {
        this.deletions = deletions;
        this.events = events;
        this.register = register;
        this.requests = requests;
        this.calendar = calendar;
        this.messages = messages;
        this.audit = audit;
    }

    @GetMapping("/staff/deletions/{number}/summary.json")
    Summary summary(@PathVariable String number, Locale locale) {
        AccessDeletion d = deletions.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        audit.record(AuditAction.DELETION_VIEWED, number, AuditResult.DONE, "in a task in Tasklist");
        Optional<CaseEvent<DeletionEventType>> decision = events.of(number).stream()
                .filter(event -> event.type() == DeletionEventType.APPROVED)
                .findFirst();
        List<Known> accounts = mayBeMeant(d, locale);
        Optional<Known> meant = accounts.stream()
                .filter(it -> it.accountNumber().equals(d.account()))
                .findFirst();
        return new Summary(
                number,
                d.account(),
                d.personName(),
                d.username(),
                d.emailAddress(),
                d.employer(),
                d.locationName(),
                messages.getMessage("form.access-deletion.reason." + d.reason(), null, locale),
                d.lastDay(),
                d.supervisorName(),
                d.supervisorJobTitle(),
                d.supervisorAddress(),
                decision.map(it -> messages.getMessage("deletion.event." + it.type(), null, locale))
                        .orElse(null),
                decision.map(CaseEvent::actor).orElse(null),
                decision.map(CaseEvent::note).orElse(null),
                meant.filter(Known::otherUsername).isPresent(),
                meant.filter(Known::otherName).isPresent(),
                meant.filter(Known::otherAddress).isPresent(),
                !accounts.isEmpty() && accounts.stream().noneMatch(Known::isAsTyped),
                accounts,
                openRequests(d, accounts, locale));
    }

    /** The open requests of everybody who may be meant, because approval may end them on the last day. */
    private List<String> openRequests(AccessDeletion d, List<Known> accounts, Locale locale) {
        Set<String> addresses = new TreeSet<>(Set.of(d.emailAddress()));
        accounts.stream().map(Known::emailAddress).filter(Objects::nonNull).forEach(addresses::add);
        return requests.openFor(addresses).stream()
                .map(request -> messages.getMessage(
                        "deletion.requests.line",
                        new Object[] {
                            request.number(),
                            messages.getMessage("request.type." + request.requestType(), null, locale),
                            DAY.format(request.startDate()),
                            messages.getMessage("request.status." + request.status(), null, locale)
                        },
                        locale))
                .toList();
    }

    private List<Known> mayBeMeant(AccessDeletion d, Locale locale) {
        Map<String, Account> found = new LinkedHashMap<>();
        Optional.ofNullable(d.account()).flatMap(register::find).ifPresent(it -> found.put(it.number(), it));
        register.ofPerson(d.emailAddress()).forEach(it -> found.put(it.number(), it));
        return found.values().stream().map(it -> known(it, d, locale)).toList();
    }

    private Known known(Account account, AccessDeletion d, Locale locale) {
        AccountFacts facts = account.facts();
        return new Known(
                account.number(),
                facts.username(),
                facts.personName(),
                facts.emailAddress(),
                facts.employer(),
                facts.locationName(),
                account.lastAccessAt() == null ? null : calendar.dateOf(account.lastAccessAt()),
                messages.getMessage("deletion.account." + account.status(), null, locale),
                facts.supervisorName(),
                facts.supervisorAddress(),
                d.username() != null && !d.username().equalsIgnoreCase(facts.username()),
                !PersonName.same(d.legalFirstName(), d.legalLastName(), facts.firstName(), facts.lastName()),
                facts.emailAddress() != null && !facts.emailAddress().equals(d.emailAddress()));
    }
}
