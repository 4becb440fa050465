package gov.mt.immtrax.access.request.web;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.deputy.ActsFor;
import gov.mt.immtrax.access.facility.ClinicName;
import gov.mt.immtrax.access.facility.ClinicNames;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.mail.LedgerEntry;
import gov.mt.immtrax.access.mail.MailLedger;
import gov.mt.immtrax.access.mail.MailState;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.AccountMatches;
import gov.mt.immtrax.access.request.ClinicsOfRequests;
import gov.mt.immtrax.access.request.CorrectionRepository;
import gov.mt.immtrax.access.request.IssuedCredentials;
import gov.mt.immtrax.access.request.OpenTaskUpdater;
import gov.mt.immtrax.access.request.RequestChanges;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.RequestService;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.RequestToday;
import gov.mt.immtrax.access.request.RequestType;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.request.likely.LikelyAccount;
import gov.mt.immtrax.access.request.likely.LikelyAccounts;
import gov.mt.immtrax.access.request.process.Deadlines;
import gov.mt.immtrax.access.request.process.PlannedChanges;
import gov.mt.immtrax.access.request.process.RequestEnding;
import gov.mt.immtrax.access.request.provisioning.RequestEffect;
import gov.mt.immtrax.access.request.provisioning.RequestEffectRepository;
import gov.mt.immtrax.access.timeline.CaseEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What a reader sees of requests: the status, whose turn it is, and the due date. */
@Component
class RequestOverview {

    /** Who must act now; the names are suffixes of message keys. */
    enum Turn {
        USER,
        SUPERVISOR,
        HELP_DESK,
        REGISTRY_STAFF,
        SERVICE,
        NOBODY
    }

    /**
     * One row of a list.
     *
     * @param yours whether the reader must act
     * @param dueAt in Montana's time zone, or null
     * @param clinic what the clinic is called today
     */
    record Row(
            AccessRequest request,
            Turn turn,
            boolean yours,
            boolean overdue,
            @Nullable ZonedDateTime dueAt,
            ZonedDateTime submittedAt,
            ClinicName clinic) {}

    /** One line of the timeline, in Montana's time zone. */
    record Line(CaseEvent<RequestEventType> event, ZonedDateTime at) {}

    /** An account that is likely the person's; its last access in Montana's time zone, or null. */
    record LikelyRow(LikelyAccount likely, @Nullable ZonedDateTime lastAccessAt) {}

    private final RequestService service;
    private final AccessRequestRepository requests;
    private final Deadlines deadlines;
    private final OpenTaskUpdater tasks;
    private final RequestEnding ending;
    private final Timeline timeline;
    private final CorrectionRepository corrections;
    private final RequestChanges changes;
    private final MailLedger ledger;
    private final IssuedCredentials credentials;
    private final AccountMatches accounts;
    private final LikelyAccounts likely;
    private final RequestEffectRepository effects;
    private final PlannedChanges plannedChanges;
    private final AccountRegister register;
    private final ActsFor actsFor;
    private final RequestToday today;
    private final ClinicNames clinics;
    private final ClinicsOfRequests clinicsOfRequests;
    private final BusinessCalendar calendar;
    private final Clock clock;

    RequestOverview(
            RequestService service,
            AccessRequestRepository requests,
            Deadlines deadlines,
            OpenTaskUpdater tasks,
            RequestEnding ending,
            Timeline timeline,
            CorrectionRepository corrections,
            RequestChanges changes,
            MailLedger ledger,
            IssuedCredentials credentials,
            AccountMatches accounts,
            LikelyAccounts likely,
            RequestEffectRepository effects,
            PlannedChanges plannedChanges,
            AccountRegister register,
            ActsFor actsFor,
            RequestToday today,
            ClinicNames clinics,
            ClinicsOfRequests clinicsOfRequests,
            BusinessCalendar calendar,
            Clock clock) {
        this.service = service;
        this.requests = requests;
        this.deadlines = deadlines;
        this.tasks = tasks;
        this.ending = ending;
        this.timeline = timeline;
        this.corrections = corrections;
        this.changes = changes;
        this.ledger = ledger;
        this.credentials = credentials;
        this.accounts = accounts;
        this.likely = likely;
        this.effects = effects;
        this.plannedChanges = plannedChanges;
        this.register = register;
        this.actsFor = actsFor;
        this.today = today;
        this.clinics = clinics;
        this.clinicsOfRequests = clinicsOfRequests;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** The requests that concern a person; for staff, all open ones. */
    List<Row> listFor(Person person) {
        List<AccessRequest> found = person.worksOnRequests() ? requests.open() : requests.naming(person.address());
        return rows(found, person);
    }

    /** The requests of an official that their deputy may see: not those about the two of them. */
    List<Row> listForDeputy(Person official) {
        return rows(
                requests.naming(official.address()).stream()
                        .filter(request -> actsFor.takeUp(request.supervisorAddress(), request.emailAddress()))
                        .toList(),
                official);
    }

    /** For staff: the requests that contain an email address or name a clinic, open or closed. */
    List<Row> listNaming(String typed, Person reader) {
        if (typed.contains("@")) {
            return rows(requests.naming(EmailAddresses.normalize(typed)), reader);
        }
        ClinicsOfRequests.Sought sought = clinicsOfRequests.sought(typed);
        return rows(requests.at(sought.numbers(), sought.employer()), reader);
    }

    /** Everything that the page of one request shows this reader. */
    Map<String, Object> of(AccessRequest request, Person reader) {
        boolean supervisor = reader.hasAddress(request.supervisorAddress());
        Map<String, Object> model = new HashMap<>();
        model.put("row", rows(List.of(request), reader).get(0));
        model.put("request", request);
        model.put("supervisor", supervisor);
        model.put("staff", reader.worksOnRequests());
        model.put("today", today.of(request, reader));
        boolean mayKnowRivals = reader.worksOnRequests() && request.status().isOpen();
        model.put("rivals", mayKnowRivals ? requests.rivalsOf(request) : List.of());
        model.put("mayWithdraw", supervisor && request.status().canBeWithdrawn());
        boolean changes = supervisor || reader.worksAtHelpDesk();
        model.put("mayCorrect", supervisor && request.status().canBeCorrected());
        model.put("mayChangeStart", changes && request.status().isOpen());
        model.put("mayCorrectEmail", changes && service.mayCorrectUserAddress(request));
        model.put("sendsAt", sendsAt(request).orElse(null));
        model.put("planned", planned(request));
        model.put("comesUpAt", comesUpAt(request).orElse(null));
        model.put("ending", ending.reason(request).orElse(null));
        model.put(
                "maySign",
                reader.hasAddress(request.emailAddress()) && request.status() == RequestStatus.AWAITING_SIGNATURE);
        model.put("levelBefore", levelBefore(request, reader).orElse(null));
        model.put(
                "timeline",
                timeline.of(request.number()).stream()
                        .map(event -> new Line(event, local(event.at())))
                        .toList());
        model.putAll(credentials.pageFor(reader, request));
        model.put(
                "corrections",
                corrections.of(request.number()).stream()
                        .map(change -> this.changes.worded(change, LocaleContextHolder.getLocale()))
                        .toList());
        List<LedgerEntry> mails = ledger.of(request.number());
        model.put("mails", mails);
        model.put("withheld", withheld(request, mails, reader).orElse(null));
        model.put("mailRefused", mails.stream().anyMatch(mail -> mail.state() == MailState.REFUSED));
        model.put(
                "endDatePast",
                request.status().isOpen()
                        && request.endDate() != null
                        && request.endDate().isBefore(calendar.dateOf(clock.instant())));
        model.put("reason", request.status() == RequestStatus.RETURNED ? reasonOf(request.number()) : null);
        if (reader.worksOnRequests()) {
            List<LikelyAccount> found = likely.shown(request);
            model.put("likely", found.stream().map(this::row).toList());
            model.put("priorAccessUnknown", request.status().canBeCorrected() && likely.isUnknown(request, found));
        }
        return model;
    }

    /** Whether the request waits for its start date to change an account in use. */
    boolean planned(AccessRequest request) {
        return request.status() == RequestStatus.AWAITING_START && plannedChanges.isPlanned(request.number());
    }

    /** When the help desk's task for a change comes, if that is still to come. */
    private Optional<ZonedDateTime> comesUpAt(AccessRequest request) {
        return request.status() == RequestStatus.AWAITING_PROVISIONING
                ? tasks.comesUpAt(request.number())
                        .filter(clock.instant()::isBefore)
                        .map(this::local)
                : Optional.empty();
    }

    /** When the credentials go out or a planned change takes effect, if that is still to come. */
    private Optional<ZonedDateTime> sendsAt(AccessRequest request) {
        return request.status() == RequestStatus.AWAITING_START
                ? Optional.of(deadlines.credentials(request.number()).toInstant())
                        .filter(clock.instant()::isBefore)
                        .map(this::local)
                : Optional.empty();
    }

    /**
     * Why the user has not received the invitation. Not shown to the user, who sees the same information on the page.
     */
    private static Optional<MailState> withheld(AccessRequest request, List<LedgerEntry> mails, Person reader) {
        return request.status() != RequestStatus.AWAITING_SIGNATURE || reader.hasAddress(request.emailAddress())
                ? Optional.empty()
                : mails.stream()
                        .filter(LedgerEntry::isWithheld)
                        .map(LedgerEntry::state)
                        .findFirst();
    }

    /** The user's access level before a change of permissions, for staff, the user and the account's supervisor. */
    private Optional<AccessLevel> levelBefore(AccessRequest request, Person reader) {
        if (request.requestType() != RequestType.PERMISSIONS_CHANGE) {
            return Optional.empty();
        }
        Optional<RequestEffect> effect = effects.find(request.number());
        Optional<Account> account = effect.map(RequestEffect::account)
                .map(register::get)
                .or(() -> request.status().isOpen() ? accounts.settled(request) : Optional.empty());
        return account.filter(a -> reader.worksOnRequests()
                        || reader.hasAddress(request.emailAddress())
                        || reader.hasAddress(a.facts().supervisorAddress()))
                .map(a -> effect.isPresent()
                        ? effect.get().levelBefore()
                        : a.facts().accessLevel());
    }

    /** The reason of the help desk's last return or decline; null if there is none. */
    @Nullable
    String reasonOf(String number) {
        return timeline.reason(number).orElse(null);
    }

    private List<Row> rows(List<AccessRequest> requests, Person reader) {
        Set<String> held = ledger.requestsWithHeldMail();
        ClinicNames.Today today = clinics.of(requests, AccessRequest::employer, AccessRequest::locationName);
        return requests.stream()
                .map(request -> row(request, held.contains(request.number()), today, reader))
                .toList();
    }

    /**
     * It is the help desk's turn while the invitation is held. A user who finds the request without it may still sign.
     */
    private Row row(AccessRequest request, boolean held, ClinicNames.Today today, Person reader) {
        Turn turn = held
                        && request.status() == RequestStatus.AWAITING_SIGNATURE
                        && !reader.hasAddress(request.emailAddress())
                ? Turn.HELP_DESK
                : turn(request.status());
        boolean yours = turn == Turn.USER && reader.hasAddress(request.emailAddress())
                || turn == Turn.SUPERVISOR && reader.hasAddress(request.supervisorAddress());
        boolean overdue = request.dueAt() != null && request.dueAt().isBefore(clock.instant());
        return new Row(
                request,
                turn,
                yours,
                overdue,
                request.dueAt() == null ? null : local(request.dueAt()),
                local(request.submittedAt()),
                today.of(request.employer(), request.locationName()));
    }

    private static Turn turn(RequestStatus status) {
        return switch (status) {
            case AWAITING_SIGNATURE -> Turn.USER;
            case AWAITING_DECISION -> Turn.REGISTRY_STAFF;
            case AWAITING_PROVISIONING -> Turn.HELP_DESK;
            case RETURNED -> Turn.SUPERVISOR;
            case AWAITING_START -> Turn.SERVICE;
            default -> Turn.NOBODY;
        };
    }

    private LikelyRow row(LikelyAccount account) {
        Instant lastAccess = account.account().lastAccessAt();
        return new LikelyRow(account, lastAccess == null ? null : local(lastAccess));
    }

    private ZonedDateTime local(Instant instant) {
        return instant.atZone(calendar.zone());
    }
}
