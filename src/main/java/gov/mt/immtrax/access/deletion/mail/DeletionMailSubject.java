package gov.mt.immtrax.access.deletion.mail;

import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
import gov.mt.immtrax.access.deletion.DeletionStatus;
import gov.mt.immtrax.access.deletion.DeletionTimeline;
import gov.mt.immtrax.access.deletion.process.DeletionDeadlines;
import gov.mt.immtrax.access.inactivation.InactivationDeadlines;
import gov.mt.immtrax.access.inactivation.InactivationRepository;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailSubject;
import gov.mt.immtrax.access.number.CaseKind;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Provides the addresses and words of emails about an access deletion, looked up when they are sent. */
@Component
class DeletionMailSubject implements MailSubject {

    private static final Set<String> TO_REQUESTER = Set.of(
            "access-ended-supervisor",
            "access-kept-supervisor",
            "deletion-rejected-supervisor",
            "deletion-superseded",
            "account-missing-supervisor");

    private static final String TO_USER = "access-ended-user";
    private static final String TO_OFFICIAL = "access-ended-official";

    private final AccessDeletionRepository deletions;
    private final AccountRegister register;
    private final PersonMatching people;
    private final DeletionTimeline events;
    private final DeletionDeadlines deadlines;
    private final InactivationRepository inactivations;
    private final InactivationDeadlines inactivationDeadlines;
    private final BusinessCalendar calendar;

    DeletionMailSubject(
            AccessDeletionRepository deletions,
            AccountRegister register,
            PersonMatching people,
            DeletionTimeline events,
            DeletionDeadlines deadlines,
            InactivationRepository inactivations,
            InactivationDeadlines inactivationDeadlines,
            BusinessCalendar calendar) {
        this.deletions = deletions;
        this.register = register;
        this.people = people;
        this.events = events;
        this.deadlines = deadlines;
        this.inactivations = inactivations;
        this.inactivationDeadlines = inactivationDeadlines;
        this.calendar = calendar;
    }

    @Override
    public CaseKind kind() {
        return CaseKind.ACCESS_DELETION;
    }

    @Override
    public @Nullable String addressOf(Audience audience, String number) {
        AccessDeletion deletion = deletions.get(number);
        return switch (audience) {
            case USER -> people.of(deletion).emailAddress();
            case SUPERVISOR -> deletion.supervisorAddress();
            case ACCOUNT_SUPERVISOR ->
                people.account(deletion).orElseThrow().facts().supervisorAddress();
            case FORMER_SUPERVISOR, NEW_ADDRESS, OLD_ADDRESS, HELP_DESK_LEAD, AUDITOR, DEPUTY ->
                throw new IllegalArgumentException(audience + " is not a recipient of emails about an access deletion");
        };
    }

    @Override
    public Set<String> addressesOfOthers(Audience audience, String number) {
        AccessDeletion deletion = deletions.get(number);
        if (audience != Audience.USER) {
            return Set.of(people.of(deletion).emailAddress());
        }
        Set<String> supervisors = new HashSet<>(Set.of(deletion.supervisorAddress()));
        people.account(deletion)
                .map(account -> account.facts().supervisorAddress())
                .ifPresent(supervisors::add);
        return supervisors;
    }

    @Override
    public Map<String, Object> wordsFor(String template, String number) {
        AccessDeletion deletion = deletions.get(number);
        MatchedPerson person =
                TO_REQUESTER.contains(template) ? people.shownToRequester(deletion) : people.of(deletion);
        Map<String, Object> words = new HashMap<>();
        words.put("requestNumber", number);
        words.put("userName", person.name());
        words.put("supervisorName", deletion.supervisorName());
        words.put("supervisorAddress", deletion.supervisorAddress());
        words.put("employer", person.employer());
        words.put("locationName", person.locationName());
        words.put("ownPerson", people.isRequestersOwn(deletion));
        words.putAll(keptAccess(template, deletion));
        people.account(deletion)
                .ifPresent(account ->
                        words.put("formerSupervisorName", account.facts().supervisorName()));
        words.put("lastDay", deletion.lastDay());
        words.put("dueDate", dueDate(deletion));
        words.put("reason", events.reason(number).orElse(null));
        return words;
    }

    /**
     * Whether the login keeps access under other employers. Only the user is told under which, and a requester who is
     * not responsible for the person learns nothing of it.
     */
    private Map<String, Object> keptAccess(String template, AccessDeletion deletion) {
        List<String> others =
                people.account(deletion).map(register::otherEmployers).orElse(List.of());
        if (others.isEmpty()) {
            return Map.of();
        }
        return switch (template) {
            case TO_USER -> Map.of("otherEmployers", String.join(", ", others));
            case TO_OFFICIAL -> Map.of("keepsLogin", true);
            default -> Map.of("keepsLogin", people.isRequestersOwn(deletion));
        };
    }

    private LocalDate dueDate(AccessDeletion deletion) {
        return calendar.dateOf(
                deletion.status() == DeletionStatus.AWAITING_DECISION
                        ? deadlines.decisionDueAt(deletion)
                        : inactivations
                                .latest(deletion.number())
                                .map(inactivationDeadlines::dueAt)
                                .orElse(deletion.submittedAt()));
    }
}
