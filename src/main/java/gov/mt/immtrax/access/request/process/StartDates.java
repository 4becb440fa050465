package gov.mt.immtrax.access.request.process;

import static gov.mt.immtrax.access.number.CaseKind.ACCESS_REQUEST;

import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.CorrectionRepository;
import gov.mt.immtrax.access.request.OpenTaskUpdater;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.RequestType;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.request.provisioning.RequestEffect;
import gov.mt.immtrax.access.request.provisioning.RequestEffectRepository;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Which start dates are taken, and how the start date of an open request changes. */
@Service
public class StartDates {

    /** The field of the form in which somebody confirms a start date far ahead. */
    public static final String CONFIRMED = "startDateConfirmed";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd-yyyy", Locale.ROOT);

    /** An employee may have started long before they need access. */
    private static final int MOST_YEARS_BACK = 10;

    private final FormSubmissionService service;
    private final AccessRequestRepository requests;
    private final CorrectionRepository corrections;
    private final RequestEffectRepository effects;
    private final AccountRegister register;
    private final Timeline timeline;
    private final OpenTaskUpdater tasks;
    private final PlannedChanges planned;
    private final UserMails userMails;
    private final Mails mails;
    private final BusinessCalendar calendar;
    private final RequestSettings settings;
    private final CurrentPerson currentPerson;
    private final AuditTrail audit;
    private final Clock clock;

    StartDates(
            FormSubmissionService service,
            AccessRequestRepository requests,
            CorrectionRepository corrections,
            RequestEffectRepository effects,
            AccountRegister register,
            Timeline timeline,
            OpenTaskUpdater tasks,
            PlannedChanges planned,
            UserMails userMails,
            Mails mails,
            BusinessCalendar calendar,
            RequestSettings settings,
            CurrentPerson currentPerson,
            AuditTrail audit,
            Clock clock) {
        this.service = service;
        this.requests = requests;
        this.corrections = corrections;
        this.effects = effects;
        this.register = register;
        this.timeline = timeline;
        this.tasks = tasks;
        this.planned = planned;
        this.userMails = userMails;
        this.mails = mails;
        this.calendar = calendar;
        this.settings = settings;
        this.currentPerson = currentPerson;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What is wrong with a start date; empty if nothing is.
     *
     * @param known whether the request names an account, whose user has access already or had it before
     */
    public Optional<FormError> mistake(LocalDate start, boolean known) {
        LocalDate today = today();
        boolean plausible =
                !start.isBefore(today.minusYears(known ? 1 : MOST_YEARS_BACK)) && !start.isAfter(today.plusYears(1));
        return plausible
                ? Optional.empty()
                : Optional.of(FormError.of(
                        "startDate",
                        known ? "request.rule.startDateOfKnownAccount" : "request.rule.startDateImplausible"));
    }

    /** The question whether the year is right, if a start date is so far ahead that it may be a slip. */
    public Optional<FormError> question(LocalDate start) {
        LocalDate last = today().plus(settings.startDateAskedAfter());
        return start.isAfter(last)
                ? Optional.of(FormError.question(
                        CONFIRMED,
                        "request.rule.startDateFarAhead",
                        DAY.format(start),
                        Long.toString(ChronoUnit.DAYS.between(today(), last))))
                : Optional.empty();
    }

    /**
     * Changes the start date of a request whose credentials have not gone out, or of a change that has not taken
     * effect. The user is told if they know of the request, and the supervisor if somebody else did it. The help desk
     * gets a new task for a change, in time for the new date.
     *
     * @return false if it is too late
     */
    public boolean change(String number, LocalDate start) {
        return service.inTurn(number, () -> {
            AccessRequest before = requests.get(number);
            if (!before.status().isOpen()) {
                return false;
            }
            if (!before.startDate().equals(start)) {
                change(before, start);
            }
            return true;
        });
    }

    private void change(AccessRequest before, LocalDate start) {
        String number = before.number();
        requests.changeStartDate(number, start);
        Instant now = timeline.note(
                number,
                RequestEventType.START_DATE_CHANGED,
                DAY.format(before.startDate()) + " \u2192 " + DAY.format(start));
        corrections.add(before, requests.get(number), now);
        audit.record(AuditAction.REQUEST_CORRECTED, number, AuditResult.DONE, "the start date");
        tasks.moveStart(number);
        if (planned.isPlanned(number)) {
            planned.announceOtherDate(number);
        } else {
            effects.find(number)
                    .map(RequestEffect::account)
                    .ifPresent(account -> register.becomeUsable(account, usableFrom(start)));
        }
        if (before.status() == RequestStatus.AWAITING_PROVISIONING && before.requestType() != RequestType.NEW_ACCESS) {
            service.send(AccessRequestProcess.REQUEST_CORRECTED, AccessRequestProcess.KEY, number);
        }
        userMails.postInstead("start-date-changed-user", number);
        if (!currentPerson.official().hasAddress(before.supervisorAddress())) {
            mails.postInstead("start-date-changed-supervisor", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
        }
    }

    private Instant usableFrom(LocalDate start) {
        Instant opening = calendar.opening(start);
        return opening.isAfter(clock.instant()) ? opening : clock.instant();
    }

    private LocalDate today() {
        return calendar.dateOf(clock.instant());
    }
}
