package gov.mt.immtrax.access.inactivation.lifecycle;

import static gov.mt.immtrax.access.account.SampleAccount.SUPERVISOR;
import static gov.mt.immtrax.access.account.SampleAccount.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.when;

import gov.mt.immtrax.access.DatabaseDump;
import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.PathCoverage;
import gov.mt.immtrax.access.account.AccountChange;
import gov.mt.immtrax.access.account.AccountChangeType;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountHistory;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationLookup;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.engine.DueDates;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.inactivation.ConfirmationMode;
import gov.mt.immtrax.access.inactivation.InactivationOutcome;
import gov.mt.immtrax.access.inactivation.process.AccountInactivationProcess;
import gov.mt.immtrax.access.inactivation.process.AccountLifecycleProcess;
import gov.mt.immtrax.access.inactivation.process.LifecycleStartsProcess;
import gov.mt.immtrax.access.inactivation.process.MassInactivationProcess;
import gov.mt.immtrax.access.inactivation.stop.MassInactivation;
import gov.mt.immtrax.access.mail.process.EmailDeliveryProcess;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lives of accounts by the clock: walks every path of {@code account-lifecycle.bpmn} and of the models beside it. */
@ModelTest
@PathCoverage(except = {EmailDeliveryProcess.KEY, AccountInactivationProcess.KEY})
class AccountLifecycleTests {

    private static final ZoneId MONTANA = ZoneId.of("America/Denver");
    private static final String NEW_SUPERVISOR = "other.supervisor@example.org";
    private static final Cause REQUEST = Cause.of("REQ0100387");

    @Autowired
    InactivitySettings settings;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    AccountRegister register;

    @Autowired
    AccountHistory accountHistory;

    @Autowired
    InactivationLookup openInactivations;

    @Autowired
    LifecycleStateRepository lives;

    @Autowired
    ExemptionService exemptions;

    @Autowired
    LifecycleStarter starts;

    @Autowired
    MassInactivation massInactivation;

    @Autowired
    FormSubmissionService formSubmissionService;

    @Autowired
    DueDates dueDates;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    HistoryService history;

    @Autowired
    ManagementService jobs;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void open() {
        office.itIs("2026-03-02T10:00");
        // no test counts what another one left
        massInactivation.forgetCount();
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void warnsTwiceAndThenLetsRegistryStaffInactivate() {
        String number = used("2026-03-02T10:00");

        nightOf("2026-08-02");
        assertThat(office.mailsTo(USER)).isEmpty();
        nightOf("2026-08-03");
        assertThat(office.mailsTo(USER)).hasSize(1);
        assertThat(office.lastMailTo(USER))
                .contains("last used it on Monday, March 2, 2026", "by Wednesday, September 2, 2026");
        assertThat(office.mailsTo(SUPERVISOR)).isEmpty();

        nightOf("2026-08-26");
        assertThat(office.mailsTo(USER)).hasSize(2);
        assertThat(office.lastMailTo(USER)).contains("by Wednesday, September 2, 2026");
        assertThat(office.lastMailTo(SUPERVISOR)).contains("Nancy Nurse", "by Wednesday, September 2, 2026");

        nightOf("2026-09-02");
        assertThat(task(number)).as("the last day is the user's").isNull();
        nightOf("2026-09-03");
        assertThat(task(number)).as("no export tells of it yet").isNull();
        nightOf("2026-09-04");
        assertThat(task(number)).isNotNull();
        assertThat(tasks.getVariables(task(number).getId()))
                .containsEntry("inactivationReason", "INACTIVITY")
                .containsEntry("inactivator", "registry-staff")
                .containsEntry("inactivationDays", 3)
                .containsEntry("confirmationMode", "STAFF")
                .containsEntry("caseNumber", number);
        assertThat(register.get(number).isActive()).isTrue();

        decide(number, InactivationOutcome.INACTIVATED);
        assertThat(register.get(number).inactivationReason()).isEqualTo(InactivationReason.INACTIVITY);
        assertThat(office.lastMailTo(USER)).contains("no longer log in", "not used for a long time");
        assertThat(office.lastMailTo(SUPERVISOR)).contains("Nancy Nurse");
        assertThat(ends(number)).containsExactly("EndEvent_AccountInactivated");
        assertThat(lives.get(number).startedAt()).isNull();
    }

    /** Case: a sole practitioner got each of these emails twice, as user and as supervisor. */
    @Test
    void tellsASolePractitionerOnce() {
        when(settings.confirm()).thenReturn(ConfirmationMode.AUTOMATIC);
        String number = open(with(USER, USER, null));
        accessed(number, "2026-03-02T10:00");

        live("2026-09-04");

        assertThat(office.mailsTo(USER)).hasSize(3).doesNotHaveDuplicates();
        assertThat(register.get(number).isActive()).isFalse();
    }

    @Test
    void needsNobodyWhereTheSettingSaysSo() {
        when(settings.confirm()).thenReturn(ConfirmationMode.AUTOMATIC);
        String number = used("2026-03-02T10:00");

        live("2026-09-04");

        assertThat(register.get(number).isActive()).isFalse();
        assertThat(ends(number)).containsExactly("EndEvent_AccountInactivated");
    }

    @Test
    void sparesWhoeverHeedsTheWarningOnTheLastDay() {
        when(settings.confirm()).thenReturn(ConfirmationMode.AUTOMATIC);
        String number = used("2026-03-02T10:00");
        live("2026-09-03");

        // the export of the morning after tells of an evening
        office.itIs("2026-09-03T08:00");
        accessed(number, "2026-09-02T21:00");
        live("2026-10-01");

        assertThat(register.get(number).isActive()).isTrue();
        assertThat(task(number)).isNull();
        assertThat(timer(number))
                .as("a month before six months after it")
                .isBetween(at("2027-01-31T00:00"), at("2027-01-31T04:00"));
    }

    @Test
    void waitsForTheExportAsLongAsTheSettingSays() {
        when(settings.exportDelay()).thenReturn(Period.ofDays(5));
        String number = used("2026-03-02T10:00");

        live("2026-09-06");
        assertThat(task(number)).isNull();
        nightOf("2026-09-07");
        assertThat(task(number)).isNotNull();
    }

    @Test
    void asksAPersonWhereNobodyCouldBeWarned() {
        when(settings.confirm()).thenReturn(ConfirmationMode.AUTOMATIC);
        String number = open(with(null, null, null));
        accessed(number, "2026-03-02T10:00");

        live("2026-09-04");

        assertThat(office.mailsTo(USER)).isEmpty();
        assertThat(task(number)).isNotNull();
        assertThat(register.get(number).isActive()).isTrue();
    }

    @Test
    void warnsTheSupervisorWhereTheUserHasNoAddress() {
        String number = open(with(null, SUPERVISOR, null));
        accessed(number, "2026-03-02T10:00");

        live("2026-09-04");

        assertThat(office.mailsTo(SUPERVISOR)).hasSize(1);
        assertThat(task(number)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        // last access, last day
        "2026-08-31T12:00, 2027-02-28",
        "2027-08-31T12:00, 2028-02-29",
        "2027-08-29T12:00, 2028-02-29",
        "2028-02-29T12:00, 2028-08-29",
        // late in the evening it is the next day elsewhere
        "2026-08-31T23:59, 2027-02-28",
        "2026-09-01T00:01, 2027-03-01",
    })
    void countsMonthsToTheEndOfTheMonth(String lastAccess, String lastDay) {
        office.itIs(lastAccess);
        String number = used(lastAccess);

        assertThat(lives.get(number).inactivityDueOn((level, used) -> Period.ofMonths(6), MONTANA))
                .isEqualTo(lastDay);
        live(LocalDate.parse(lastDay).plusDays(1).toString());
        assertThat(task(number)).isNull();
        nightOf(LocalDate.parse(lastDay).plusDays(2).toString());
        assertThat(task(number)).isNotNull();
    }

    @Test
    void givesAnAccountThatWasNeverUsedAsLongAsAllOthers() {
        String number = open(SampleAccount.facts());

        live("2026-08-02");
        assertThat(office.mailsTo(USER)).isEmpty();
        live("2026-09-03");
        assertThat(office.lastMailTo(USER)).contains("have not used it yet", "September 2, 2026");
        assertThat(task(number)).isNull();
        nightOf("2026-09-04");
        assertThat(task(number)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        // first day of use, last day, first warning, last warning
        "2026-05-17, 2026-11-17, 2026-10-18, 2026-11-10",
        // in summer time, from and to winter time
        "2026-08-31, 2027-02-28, 2027-01-29, 2027-02-21",
        "2026-11-01, 2027-05-01, 2027-04-01, 2027-04-24"
    })
    void countsFromTheDayOnWhichTheLoginCanFirstBeUsed(
            LocalDate start, LocalDate lastDay, LocalDate firstWarning, LocalDate lastWarning) {
        String number = register.open(
                        SampleAccount.facts(),
                        start.atTime(8, 0).atZone(MONTANA).toInstant(),
                        REQUEST)
                .number();

        live(firstWarning.minusDays(1).toString());
        assertThat(office.mailsTo(USER)).isEmpty();
        nightOf(firstWarning.toString());
        assertThat(office.mailsTo(USER)).hasSize(1);
        live(lastWarning.minusDays(1).toString());
        assertThat(office.mailsTo(USER)).hasSize(1);
        nightOf(lastWarning.toString());
        assertThat(office.mailsTo(USER)).hasSize(2);
        live(lastDay.plusDays(1).toString());
        assertThat(task(number)).isNull();
        nightOf(lastDay.plusDays(2).toString());
        assertThat(task(number)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        // start date as it becomes, first warning
        "2026-06-01, 2026-11-01",
        "2026-12-01, 2027-05-02"
    })
    void followsAStartDateThatIsChangedBeforeItIsReached(LocalDate start, LocalDate firstWarning) {
        String number = register.open(SampleAccount.facts(), at("2026-09-01T08:00"), REQUEST)
                .number();

        register.becomeUsable(number, start.atTime(8, 0).atZone(MONTANA).toInstant());

        live(firstWarning.minusDays(1).toString());
        assertThat(office.mailsTo(USER)).isEmpty();
        nightOf(firstWarning.toString());
        assertThat(office.mailsTo(USER)).hasSize(1);
    }

    @Test
    void countsAnAccountAnewThatMovesAfterBothWarnings() {
        String number = used("2026-03-02T10:00");
        live("2026-08-31");
        assertThat(office.mailsTo(USER)).hasSize(2);

        moves(number, "2026-08-31T11:00", "2026-08-31T11:00");
        live("2026-09-04");
        assertThat(task(number)).isNull();

        live("2027-01-28");
        assertThat(office.mailsTo(USER)).hasSize(2);
        nightOf("2027-01-29");
        assertThat(office.lastMailTo(USER)).contains("Larkspur Clinic", "by Sunday, February 28, 2027");
        nightOf("2027-02-21");
        assertThat(office.mailsTo(NEW_SUPERVISOR)).hasSize(1);
        assertThat(office.mailsTo(SUPERVISOR)).as("only of the time before").hasSize(1);
        live("2027-03-01");
        assertThat(task(number)).isNull();
        nightOf("2027-03-02");
        assertThat(task(number)).isNotNull();
    }

    @Test
    void countsAMoveFromTheDayOnWhichItTakesEffect() {
        String number = used("2026-03-02T10:00");
        live("2026-08-31");

        moves(number, "2026-08-31T11:00", "2026-09-03T08:00");
        live("2027-01-31");
        assertThat(office.mailsTo(USER)).hasSize(2);
        nightOf("2027-02-01");
        assertThat(office.lastMailTo(USER)).contains("by Wednesday, March 3, 2027");
    }

    @Test
    void sendsNoWarningAfterAMoveThatWasPostedBefore() {
        String number = used("2026-03-02T10:00");
        live("2026-08-25");
        office.itIs("2026-08-26T06:00");
        jobs.executeJob(jobs.createJobQuery()
                .processInstanceId(instance(number))
                .timers()
                .singleResult()
                .getId());
        assertThat(lives.get(number).lastWarningFor()).isEqualTo("2026-09-02");

        moves(number, "2026-08-26T06:00", "2026-08-26T06:00");
        office.runJobs();

        assertThat(office.mailsTo(USER)).as("the first warning").hasSize(1);
        assertThat(office.mailsTo(SUPERVISOR)).isEmpty();
        assertThat(office.mailsTo(NEW_SUPERVISOR)).isEmpty();
    }

    @Test
    void doesNotInactivateByATaskFromBeforeAMove() {
        String number = used("2026-03-02T10:00");
        live("2026-09-04");
        assertThat(task(number)).isNotNull();

        moves(number, "2026-09-04T11:00", "2026-09-04T11:00");

        assertThatThrownBy(() -> decide(number, InactivationOutcome.INACTIVATED))
                .isInstanceOf(FormRejectedException.class);
        decide(number, InactivationOutcome.KEPT);
        live("2027-03-05");
        assertThat(register.get(number).isActive()).isTrue();
        assertThat(task(number)).isNull();
        nightOf("2027-03-06");
        assertThat(task(number)).isNotNull();
    }

    @Test
    void announcesAnEndDateAnewAfterAMove() {
        String number = open(SampleAccount.endingOn(LocalDate.of(2026, 5, 15)));
        live("2026-04-01");

        moves(number, "2026-04-01T11:00", "2026-04-01T11:00");
        live("2026-05-08");

        assertThat(office.mailsTo(NEW_SUPERVISOR)).hasSize(1);
        assertThat(office.mailsTo(SUPERVISOR)).isEmpty();
    }

    @Test
    void takesAnAccessOnTheDayOfTheSetUpForUse() {
        String number = open(SampleAccount.facts());
        accessed(number, "2026-03-02T00:00");

        assertThat(lives.get(number).isUsed()).isTrue();
    }

    @Test
    void doesNothingWhenTheAccountWasAccessedAMinuteBefore() {
        String number = used("2026-03-02T10:00");
        live("2026-09-03");
        Instant due = timer(number);
        assertThat(due).isBetween(at("2026-09-04T00:00"), at("2026-09-04T04:00"));

        accessed(number, LocalDateTime.ofInstant(due.minusSeconds(60), MONTANA).toString());
        nightOf("2026-09-04");

        assertThat(task(number)).isNull();
        assertThat(outcomes(number)).last().isEqualTo("NOTHING");
        assertThat(timer(number))
                .as("armed anew, a month before the new date")
                .isBetween(at("2027-02-02T00:00"), at("2027-02-02T04:00"));
        live("2027-03-06");
        assertThat(task(number)).as("with warnings of its own").isNotNull();
        assertThat(office.mailsTo(USER)).hasSize(4);
    }

    @Test
    void restartsTheInactivityPeriodWhenTheAccountIsKept() {
        String number = used("2026-03-02T10:00");
        live("2026-09-04");

        office.itIs("2026-09-04T11:00");
        decide(number, InactivationOutcome.KEPT);

        assertThat(register.get(number).isActive()).isTrue();
        live("2027-03-05");
        assertThat(task(number)).isNull();
        nightOf("2027-03-06");
        assertThat(task(number)).isNotNull();
    }

    @Test
    void givesAReactivatedAccountTimeToBeUsed() {
        String number = used("2026-03-02T10:00");
        live("2026-09-04");
        decide(number, InactivationOutcome.INACTIVATED);

        office.itIs("2026-10-01T10:00");
        register.reactivate(number, REQUEST);

        assertThat(lives.get(number).isUsed()).isFalse();
        live("2027-04-02");
        assertThat(task(number)).isNull();
        nightOf("2027-04-03");
        assertThat(task(number)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        // the night in which an hour is missing, and the one that has it twice
        "2025-09-06T12:00, 2026-03-08, 2026-03-08T05:00",
        "2026-04-29T12:00, 2026-11-01, 2026-11-01T03:00"
    })
    void spreadsTheLooksOverFourHoursWhenTheClocksChange(String lastAccess, String night, String over) {
        office.itIs(lastAccess);
        assertThat(LocalDate.parse(lastAccess.substring(0, 10)).plusMonths(6)).isBefore(night);
        for (int i = 0; i < 40; i++) {
            String number = open(SampleAccount.facts("user" + i, "U", "Ser", null));
            jdbc.sql("update account set first_warning_for = :due, last_warning_for = :due, last_warning_on = :on, "
                            + "last_access_at = :at, counted_from = :at, exempt_until = :due where number = :number")
                    .param("due", LocalDate.parse(night).minusDays(2))
                    .param("on", LocalDate.parse(night).minusDays(9))
                    .param("at", at(lastAccess).atOffset(ZoneOffset.UTC))
                    .param("number", number)
                    .update();
            rearm(number);
            assertThat(timer(number)).isBetween(at(night + "T00:00"), at(over));
        }
        assertThat(jobs.createJobQuery().timers().list().stream()
                        .map(job -> job.getDuedate().getTime())
                        .distinct())
                .as("each at a moment of its own")
                .hasSizeGreaterThan(35);
    }

    @Test
    void warnsLateAndLeavesAWeekWhenTheServiceWasOffForDays() {
        String number = used("2026-03-02T10:00");
        live("2026-08-25");

        // off on the day of the last warning and past the due date
        office.wait("2026-09-05T09:00");
        assertThat(office.lastMailTo(USER)).contains("by Saturday, September 12, 2026");
        assertThat(office.mailsTo(SUPERVISOR)).hasSize(1);
        assertThat(task(number)).isNull();
        live("2026-09-13");
        assertThat(office.mailsTo(USER)).as("once").hasSize(2);
        assertThat(task(number)).isNull();
        nightOf("2026-09-14");
        assertThat(task(number)).isNotNull();
    }

    @Test
    void warnsOnceAndLeavesAWeekWhenTheServiceWasOffForMonths() {
        String number = used("2026-03-02T10:00");

        office.wait("2027-01-15T09:00");

        assertThat(office.mailsTo(USER)).as("the last warning says it all").hasSize(1);
        assertThat(office.lastMailTo(USER)).contains("by Friday, January 22, 2027");
        live("2027-01-23");
        assertThat(task(number)).isNull();
        nightOf("2027-01-24");
        assertThat(task(number)).isNotNull();
        assertThat(office.mailsTo(USER)).hasSize(1);
    }

    @Test
    void endsAnAccountInTheNightAfterItsEndDate() {
        String number = open(SampleAccount.endingOn(LocalDate.of(2026, 5, 15)));

        live("2026-05-07");
        assertThat(office.mailsTo(USER)).isEmpty();
        nightOf("2026-05-08");
        assertThat(office.lastMailTo(USER)).contains("ends on Friday, May 15, 2026");
        assertThat(office.lastMailTo(SUPERVISOR))
                .contains("ends on Friday, May 15, 2026", "/people")
                .doesNotContain("You requested"); // an import or the help desk may have entered the date
        live("2026-05-15");
        assertThat(task(number)).isNull();
        nightOf("2026-05-16");
        assertThat(tasks.getVariable(task(number).getId(), "inactivationReason"))
                .isEqualTo("END_DATE");
        decide(number, InactivationOutcome.INACTIVATED);
        assertThat(register.get(number).inactivationReason()).isEqualTo(InactivationReason.END_DATE);
        assertThat(office.lastMailTo(USER)).contains("Its end date has passed");
    }

    @Test
    void doesNotWarnOfInactivityAfterAnEndDate() {
        String number = open(SampleAccount.endingOn(LocalDate.of(2026, 9, 1)));

        live("2026-09-02");

        assertThat(office.mailsTo(USER)).hasSize(1);
        assertThat(tasks.getVariable(task(number).getId(), "inactivationReason"))
                .isEqualTo("END_DATE");
    }

    @Test
    void doesNotMissAnEndDateThatIsBroughtForward() {
        String number = open(SampleAccount.endingOn(LocalDate.of(2026, 12, 31)));
        office.itIs("2026-04-01T10:00");
        accessed(number, "2026-04-01T09:00");

        register.change(number, facts -> SampleAccount.endingOn(LocalDate.of(2026, 4, 20)), REQUEST);

        assertThat(timer(number)).isBetween(at("2026-04-13T00:00"), at("2026-04-13T04:00"));
        live("2026-04-21");
        assertThat(task(number)).isNotNull();
        assertThat(office.mailsTo(USER)).hasSize(1);
    }

    @Test
    void leavesTheTimerWhenAnEndDateIsPutOff() {
        String number = open(SampleAccount.endingOn(LocalDate.of(2026, 4, 30)));
        accessed(number, "2026-04-01T09:00");
        Instant before = timer(number);

        register.change(number, facts -> SampleAccount.endingOn(LocalDate.of(2026, 7, 31)), REQUEST);

        assertThat(timer(number)).isEqualTo(before);
        live("2026-05-01");
        assertThat(task(number)).isNull();
        assertThat(outcomes(number)).containsOnly("NOTHING");
    }

    @Test
    void announcesNoEndDateToAUserWhoHasJustStarted() {
        String number = open(SampleAccount.endingOn(LocalDate.of(2026, 3, 6)));

        live("2026-03-07");

        assertThat(office.mailsTo(USER)).isEmpty();
        assertThat(task(number)).isNotNull();
    }

    @Test
    void doesNotEndWhatSomebodyKeptPastItsEndDate() {
        String number = open(SampleAccount.endingOn(LocalDate.of(2026, 5, 15)));
        live("2026-05-16");
        office.itIs("2026-05-18T10:00");
        decide(number, InactivationOutcome.KEPT);
        accessed(number, "2026-05-18T11:00");

        live("2026-10-01");
        assertThat(task(number)).isNull();
        assertThat(office.mailsTo(USER)).hasSize(1);

        office.itIs("2026-10-01T10:00");
        register.change(number, facts -> SampleAccount.endingOn(LocalDate.of(2026, 10, 10)), REQUEST);
        live("2026-10-11");
        assertThat(task(number)).as("another end date counts").isNotNull();
    }

    @Test
    void endsAtAnEndDateThatPassedWhileInactivityWasDecidedAbout() {
        String number = open(SampleAccount.endingOn(LocalDate.of(2026, 9, 7)));
        accessed(number, "2026-03-02T10:00");
        live("2026-09-04");
        assertThat(tasks.getVariable(task(number).getId(), "inactivationReason"))
                .isEqualTo("INACTIVITY");

        office.itIs("2026-09-08T10:00");
        decide(number, InactivationOutcome.KEPT);
        assertThat(task(number)).isNull();
        nightOf("2026-09-09");

        assertThat(tasks.getVariable(task(number).getId(), "inactivationReason"))
                .isEqualTo("END_DATE");
    }

    @Test
    void inactivatesNobodyWhoWasAccessedWhileTheTaskWasOpen() {
        String number = used("2026-03-02T10:00");
        live("2026-09-04");

        office.itIs("2026-09-08T10:00");
        accessed(number, "2026-09-02T23:00");

        assertThat(refusal(number)).isEqualTo("outcome inactivation.rule.usedSince");
        decide(number, InactivationOutcome.KEPT);
        assertThat(register.get(number).isActive()).isTrue();
    }

    @Test
    void inactivatesNobodyWhoWasExemptedWhileTheTaskWasOpen() {
        String number = used("2026-03-02T10:00");
        live("2026-09-04");

        office.itIs("2026-09-08T10:00");
        acting.is("registry.staff@mt.gov", Role.REGISTRY_STAFF);
        exemptions.exempt(number, LocalDate.of(2026, 9, 8), "On leave");

        assertThat(refusal(number)).isEqualTo("outcome inactivation.rule.exemptSince");
        exemptions.end(number);
        decide(number, InactivationOutcome.INACTIVATED);
        assertThat(register.get(number).isActive()).as("taken back").isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2026-12-31", "2026-05-18", "''"})
    void inactivatesNobodyWhoseEndDateWasPutOffWhileTheTaskWasOpen(String end) {
        String number = open(SampleAccount.endingOn(LocalDate.of(2026, 5, 15)));
        live("2026-05-16");

        office.itIs("2026-05-18T10:00");
        LocalDate day = end.isEmpty() ? null : LocalDate.parse(end);
        register.change(number, facts -> SampleAccount.endingOn(day), REQUEST);

        assertThat(refusal(number)).isEqualTo("outcome inactivation.rule.endsLater");
        decide(number, InactivationOutcome.KEPT);
        live("2026-05-18");
        office.wait("2026-05-19T06:00");
        assertThat(task(number) != null).as("the new one counts").isEqualTo("2026-05-18".equals(end));
    }

    private String refusal(String number) {
        acting.is("registry.staff@mt.gov", Role.REGISTRY_STAFF);
        FormRejectedException refused = catchThrowableOfType(
                FormRejectedException.class,
                () -> formSubmissionService.complete(
                        AccountInactivationProcess.KEY,
                        number,
                        AccountInactivationProcess.INACTIVATE_ACCOUNT,
                        Map.of("outcome", "INACTIVATED")));
        FormError error = refused.errors().get(0);
        return error.field() + " " + error.messageKey();
    }

    @Test
    void closesTheOpenTaskWhenTheAccessEndsOtherwise() {
        String number = used("2026-03-02T10:00");
        live("2026-09-04");
        assertThat(task(number)).isNotNull();

        register.inactivate(number, InactivationReason.ACCESS_DELETION, REQUEST);

        assertThat(task(number)).isNull();
        assertThat(ends(number)).containsExactly("EndEvent_LifecycleEnded");
        assertThat(instances(number)).isZero();
    }

    @Test
    void findsAnEndThatNobodyTold() {
        String number = used("2026-03-02T10:00");
        jdbc.sql("update account set status = 'INACTIVATED', inactivation_reason = 'REGISTRY' where number = :number")
                .param("number", number)
                .update();

        live("2026-09-03");

        assertThat(ends(number)).containsExactly("EndEvent_AccessAlreadyEnded");
        assertThat(office.mailsTo(USER)).isEmpty();
    }

    @Test
    void beginsANewLifeWhenAnAccountIsReactivated() {
        String number = used("2026-03-02T10:00");
        register.inactivate(number, InactivationReason.REGISTRY, REQUEST);
        assertThat(instances(number)).isZero();

        register.reactivate(number, REQUEST);

        assertThat(instances(number)).isOne();
    }

    @Test
    void keepsAnExemptAccountUntilTheExemptionEnds() {
        String number = used("2026-03-02T10:00");
        office.itIs("2026-08-10T10:00");
        acting.is("registry.staff@mt.gov", Role.REGISTRY_STAFF);
        assertThat(exemptions.exempt(number, LocalDate.of(2026, 12, 31), "On parental leave"))
                .isTrue();

        live("2027-01-01");
        assertThat(task(number)).isNull();
        assertThat(office.lastMailTo(USER)).contains("by Thursday, December 31, 2026");
        nightOf("2027-01-02");
        assertThat(task(number)).isNotNull();
    }

    @Test
    void endsAnExemptAccountAtItsEndDate() {
        String number = open(SampleAccount.endingOn(LocalDate.of(2026, 5, 15)));
        exemptions.exempt(number, LocalDate.of(2026, 12, 31), "On leave");

        live("2026-05-16");

        assertThat(task(number)).isNotNull();
    }

    @Test
    void warnsAgainWhenAnExemptionIsTakenBack() {
        String number = used("2026-03-02T10:00");
        exemptions.exempt(number, LocalDate.of(2027, 2, 28), "On leave");
        live("2026-10-01");
        assertThat(office.mailsTo(USER)).isEmpty();

        office.itIs("2026-10-01T10:00");
        assertThat(exemptions.end(number)).isTrue();
        assertThat(exemptions.end(number)).as("once").isFalse();

        nightOf("2026-10-02");
        assertThat(office.lastMailTo(USER)).contains("by Friday, October 9, 2026");
        live("2026-10-10");
        assertThat(task(number)).isNull();
        nightOf("2026-10-11");
        assertThat(task(number)).isNotNull();
    }

    @Test
    void holdsEverybodyUntilRegistryStaffReleaseThem() {
        List<String> numbers = many(20, "2026-01-05T10:00");
        String late = used("2026-03-01T10:00");

        live("2026-07-06");
        assertThat(reviews()).isEmpty();
        nightOf("2026-07-07");

        assertThat(numbers).allSatisfy(number -> assertThat(task(number)).isNull());
        assertThat(massInactivation.isStopped()).isTrue();
        assertThat(reviews()).as("one task, however many look").hasSize(1);
        nightOf("2026-07-08");
        nightOf("2026-07-09");
        assertThat(reviews()).as("nobody is asked twice").hasSize(1);
        assertThat(massInactivation.open().orElseThrow().dueAccounts()).isEqualTo(20);

        office.itIs("2026-07-09T10:00");
        assertThat(review(Map.of(
                        "outcome",
                        "RELEASED",
                        "listCode",
                        massInactivation.listCode(),
                        "reason",
                        "The clinic has closed.")))
                .isTrue();
        assertThat(massInactivation.isStopped()).isFalse();
        assertThat(massInactivation.history(5)).singleElement().satisfies(stop -> {
            assertThat(stop.decision()).hasToString("RELEASED");
            assertThat(stop.decidedBy()).isEqualTo("registry.staff@mt.gov");
        });
        nightOf("2026-07-10");
        assertThat(numbers).allSatisfy(number -> assertThat(task(number)).isNotNull());
        assertThat(task(late)).isNull();
    }

    @Test
    void holdsTheLastWarningsOfAWrongExport() {
        List<String> numbers = many(20, "2026-06-01T10:00");
        office.itIs("2026-12-02T10:00");
        numbers.forEach(number -> accessed(number, "2019-01-01T00:00"));

        live("2026-12-03");

        assertThat(office.mailsTo(SUPERVISOR)).as("nobody is frightened").isEmpty();
        assertThat(reviews()).hasSize(1);

        office.itIs("2026-12-03T10:00");
        assertThat(review(Map.of("outcome", "HELD", "heldUntil", "2026-12-20", "reason", "Wrong file")))
                .isTrue();
        numbers.forEach(number -> accessed(number, "2026-12-01T00:00"));
        live("2026-12-21");
        assertThat(massInactivation.isStopped()).isFalse();
        assertThat(reviews()).isEmpty();
        assertThat(numbers).allSatisfy(number -> assertThat(task(number)).isNull());
    }

    @Test
    void asksAgainAfterAPauseIfNothingIsBetter() {
        many(20, "2026-01-05T10:00");
        live("2026-07-07");
        office.itIs("2026-07-07T10:00");
        assertThat(review(Map.of("outcome", "HELD", "heldUntil", "2026-07-10", "reason", "We ask the registry")))
                .isTrue();

        live("2026-07-10");
        assertThat(reviews()).isEmpty();
        nightOf("2026-07-11");
        assertThat(reviews()).hasSize(1);
    }

    @Test
    void remindsTheLeadWhileNobodyDecides() {
        many(20, "2026-01-05T10:00");
        live("2026-07-07");
        Task review = reviews().get(0);
        assertThat(review.getDueDate())
                .as("close of the next business day")
                .isEqualTo(Date.from(Instant.parse("2026-07-08T23:00:00Z")));
        live("2026-07-08");
        assertThat(overdueMails()).isEmpty();

        live("2026-07-11");
        String stop = massInactivation.open().orElseThrow().number();
        assertThat(overdueMails()).containsExactly(stop, stop);
        assertThat(reviews()).singleElement().returns(101, Task::getPriority);
        office.itIs("2026-07-11T10:00");
        assertThat(review(Map.of(
                        "outcome",
                        "RELEASED",
                        "listCode",
                        massInactivation.listCode(),
                        "reason",
                        "The clinic has closed.")))
                .isTrue();
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(MassInactivationProcess.KEY)
                        .count())
                .as("its escalation ends with it")
                .isZero();
    }

    private List<String> overdueMails() {
        return jdbc.sql("select case_number from mail_ledger where template = 'review-overdue-lead'")
                .query(String.class)
                .list();
    }

    @Test
    void goesOnWithAnEndDateWhileInactivityIsHeld() {
        List<String> numbers = many(20, "2026-01-05T10:00");
        String ending = open(SampleAccount.endingOn(LocalDate.of(2026, 7, 12)));
        accessed(ending, "2026-01-05T10:00");

        // everybody's inactivity is due on July 5, six months after the access, and nobody decides
        live("2026-07-04");
        assertThat(office.mailsTo(USER)).as("of inactivity").hasSize(2);
        nightOf("2026-07-05");
        assertThat(office.lastMailTo(USER)).contains("ends on Sunday, July 12, 2026");
        live("2026-07-07");
        assertThat(reviews()).hasSize(1);
        live("2026-07-12");
        assertThat(task(ending)).as("the last day is the user's").isNull();
        nightOf("2026-07-13");

        assertThat(tasks.getVariable(task(ending).getId(), "inactivationReason"))
                .isEqualTo("END_DATE");
        assertThat(numbers).allSatisfy(number -> assertThat(task(number)).isNull());
    }

    @Test
    void announcesAnEndDateDuringAPause() {
        many(20, "2026-01-05T10:00");
        live("2026-07-07");
        office.itIs("2026-07-07T10:00");
        assertThat(review(Map.of("outcome", "HELD", "heldUntil", "2026-08-05", "reason", "Wrong file")))
                .isTrue();
        // the last warning is due, and held until the day after the pause
        String ending = open(SampleAccount.endingOn(LocalDate.of(2026, 7, 20)));
        jdbc.sql(
                        "update account set provisioned_at = :at, counted_from = :at, last_access_at = :at where number = :number")
                .param("at", at("2026-01-12T10:00").atOffset(ZoneOffset.UTC))
                .param("number", ending)
                .update();
        rearm(ending);

        live("2026-07-12");
        assertThat(office.mailsTo(USER)).isEmpty();
        nightOf("2026-07-13");
        assertThat(office.lastMailTo(USER)).contains("ends on Monday, July 20, 2026");
        live("2026-07-21");
        assertThat(tasks.getVariable(task(ending).getId(), "inactivationReason"))
                .isEqualTo("END_DATE");
        assertThat(office.mailsTo(USER)).hasSize(1);
    }

    @Test
    void stopsNothingInASmallRegister() {
        List<String> numbers = many(9, "2026-01-05T10:00");

        live("2026-07-07");

        assertThat(numbers).allSatisfy(number -> assertThat(task(number)).isNotNull());
        assertThat(reviews()).isEmpty();
    }

    private List<String> many(int count, String lastAccess) {
        office.itIs(lastAccess);
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> {
                    String number = open(SampleAccount.facts("user" + i, "Una", "User", null));
                    accessed(number, lastAccess);
                    return number;
                })
                .toList();
    }

    private List<Task> reviews() {
        return tasks.createTaskQuery()
                .taskDefinitionKey(MassInactivationProcess.REVIEW_MASS_INACTIVATION)
                .list();
    }

    private boolean review(Map<String, Object> decision) {
        acting.is("registry.staff@mt.gov", Role.REGISTRY_STAFF);
        return formSubmissionService.complete(
                MassInactivationProcess.KEY,
                massInactivation.open().orElseThrow().number(),
                MassInactivationProcess.REVIEW_MASS_INACTIVATION,
                decision);
    }

    @Test
    void startsImportedAccountsSomeHundredAtATime() {
        insert(AccountLifecycle.AT_ONCE + 3);
        assertThat(starts.waiting()).isEqualTo(AccountLifecycle.AT_ONCE + 3);

        starts.begin();
        starts.begin();
        assertThat(starts.waiting()).as("in jobs").isEqualTo(AccountLifecycle.AT_ONCE + 3);
        office.runJobs();

        assertThat(starts.waiting()).isZero();
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(AccountLifecycleProcess.KEY)
                        .count())
                .isEqualTo(AccountLifecycle.AT_ONCE + 3);
        assertThat(jobs.createJobQuery().timers().executable().count())
                .as("none is due at once")
                .isZero();
        starts.begin();
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(LifecycleStartsProcess.KEY)
                        .count())
                .isZero();
    }

    @Test
    void goesOnWithStartsThatHaveFailedForGood() {
        insert(3);
        starts.begin();
        jobs.setJobRetries(
                jobs.createJobQuery()
                        .processDefinitionKey(LifecycleStartsProcess.KEY)
                        .singleResult()
                        .getId(),
                0);
        office.runJobs();
        assertThat(starts.waiting()).as("nobody tries any more").isEqualTo(3);

        starts.begin();
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(LifecycleStartsProcess.KEY)
                        .count())
                .as("none beside it")
                .isOne();
        office.runJobs();

        assertThat(starts.waiting()).isZero();
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(LifecycleStartsProcess.KEY)
                        .count())
                .isZero();
    }

    private void insert(int count) {
        for (int i = 0; i < count; i++) {
            jdbc.sql("""
                insert into account (number, username, username_key, first_name, last_name, last_name_key,
                    employer, employer_key, location_name, access_level, last_access_at, status)
                values (:number, :name, :name, 'F', 'L', 'l', 'E', 'e', 'P', 'VACCINE_MANAGEMENT', :at, 'ACTIVE')\
                """)
                    .param("number", "ACC8%06d".formatted(i))
                    .param("name", "imported" + i)
                    .param("at", at("2019-05-05T12:00").atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    @Test
    void leavesTheTimersAloneWhenDueDatesAreRecalculated() {
        String number = used("2026-03-02T10:00");
        Instant before = timer(number);

        dueDates.recalculate();

        assertThat(timer(number)).isEqualTo(before);
    }

    @Test
    void tellsTheEngineNothingOfThePerson() {
        String number = used("2026-03-02T10:00");
        live("2026-09-04");
        decide(number, InactivationOutcome.INACTIVATED);

        Set<String> places =
                DatabaseDump.of(jdbc).placesOf("nnurse", "Nancy", USER, SUPERVISOR, "Stacy Supervisor", "SPH Broadway");
        assertThat(places).isNotEmpty().noneMatch(place -> place.startsWith("act_"));
    }

    /** One login, several employers: inactivity is that of the login. */
    @Nested
    class OfALoginWithSeveralEmployers {

        @Test
        void warnsTheUserOnceAndEndsAllAccounts() {
            String first = used("2026-03-02T10:00");
            String second = added(first, "2026-03-02T10:00");

            live("2026-08-02");
            assertThat(office.mailsTo(USER)).isEmpty();
            nightOf("2026-08-03");
            assertThat(office.mailsTo(USER)).hasSize(1);
            assertThat(office.lastMailTo(USER))
                    .contains("at St. Peters Health, Benefis", "one login for several employers");
            nightOf("2026-08-26");
            assertThat(office.mailsTo(USER)).hasSize(2);
            assertThat(office.lastMailTo(USER)).contains("at St. Peters Health, Benefis");
            assertThat(office.mailsTo(SUPERVISOR)).hasSize(1);
            assertThat(office.mailsTo(NEW_SUPERVISOR)).hasSize(1);
            live("2026-09-03");
            assertThat(task(first)).isNull();
            nightOf("2026-09-04");
            assertThat(task(first)).isNotNull();
            assertThat(task(second)).isNull();
            assertThat(openInactivations.openFor(second)).contains(InactivationReason.INACTIVITY);

            decide(first, InactivationOutcome.INACTIVATED);

            assertThat(List.of(first, second)).allSatisfy(number -> {
                assertThat(register.get(number).inactivationReason()).isEqualTo(InactivationReason.INACTIVITY);
                assertThat(instances(number)).isZero();
                assertThat(lives.get(number).startedAt()).isNull();
                assertThat(accountHistory.of(number))
                        .extracting(AccountChange::type)
                        .contains(AccountChangeType.INACTIVATED);
            });
            assertThat(ends(first)).containsExactlyInAnyOrder("EndEvent_AccountInactivated", "EndEvent_LifecycleEnded");
            assertThat(office.mailsTo(USER)).hasSize(3);
            assertThat(office.lastMailTo(USER))
                    .contains("no longer log in to imMTrax at St. Peters Health, Benefis")
                    .doesNotContain("You keep");
            assertThat(office.mailsTo(SUPERVISOR)).hasSize(2);
            assertThat(office.mailsTo(NEW_SUPERVISOR)).hasSize(2);
            assertThat(office.lastMailTo(NEW_SUPERVISOR)).contains("Benefis").doesNotContain("St. Peters Health");
        }

        @Test
        void needsNobodyWhereTheSettingSaysSo() {
            when(settings.confirm()).thenReturn(ConfirmationMode.AUTOMATIC);
            String first = used("2026-03-02T10:00");
            String second = added(first, "2026-03-02T10:00");
            String third = added(first, "2026-03-02T10:00");

            live("2026-09-04");

            assertThat(List.of(first, second, third)).allSatisfy(number -> {
                assertThat(register.get(number).isActive()).isFalse();
                assertThat(instances(number)).isZero();
            });
            assertThat(office.mailsTo(USER)).hasSize(3);
        }

        @Test
        void writesToEachAddressOfTheUserOnce() {
            when(settings.confirm()).thenReturn(ConfirmationMode.AUTOMATIC);
            String first = used("2026-03-02T10:00");
            String second = added(first, "2026-03-02T10:00");
            register.change(second, facts -> facts.withEmailAddress("nancy@benefis.example.org"), REQUEST);

            live("2026-09-04");

            assertThat(office.mailsTo(USER)).hasSize(3);
            assertThat(office.mailsTo("nancy@benefis.example.org")).hasSize(3);
        }

        @ParameterizedTest
        @CsvSource({"2026-09-01, counted_from", "2026-09-01, last_access_at", "2026-09-01, kept_at"})
        void countsFromTheLatestDateOfAnyAccount(LocalDate day, String column) {
            String first = used("2026-03-02T10:00");
            String second = added(first, "2026-03-02T10:00");
            jdbc.sql("update account set " + column + " = :at where number = :number")
                    .param("at", at(day + "T10:00").atOffset(ZoneOffset.UTC))
                    .param("number", second)
                    .update();

            live("2027-01-29");
            assertThat(office.mailsTo(USER)).isEmpty();
            nightOf("2027-01-30");
            assertThat(office.mailsTo(USER)).hasSize(1);
            live("2027-03-02");
            assertThat(task(first)).isNull();
            nightOf("2027-03-03");
            assertThat(task(first)).isNotNull();
        }

        @Test
        void isExemptWhereOneAccountIs() {
            String first = used("2026-03-02T10:00");
            String second = added(first, "2026-03-02T10:00");
            exemptions.exempt(second, LocalDate.of(2026, 12, 31), "On leave");

            live("2026-11-30");
            assertThat(office.mailsTo(USER)).isEmpty();
            office.itIs("2026-11-30T10:00");
            exemptions.end(second);
            nightOf("2026-12-01");
            assertThat(office.mailsTo(USER)).as("brought forward").hasSize(1);
        }

        @Test
        void isLedByTheNextAccountWhenTheFirstOneEnds() {
            String first = used("2026-03-02T10:00");
            String second = added(first, "2026-03-02T10:00");
            live("2026-08-27");
            assertThat(office.mailsTo(USER)).hasSize(2);

            register.inactivate(first, InactivationReason.ACCESS_DELETION, REQUEST);

            assertThat(register.get(second).isActive()).isTrue();
            assertThat(instances(first)).isZero();
            assertThat(instances(second)).isOne();
            live("2026-09-03");
            assertThat(office.mailsTo(USER)).as("has been warned").hasSize(2);
            assertThat(task(second)).isNull();
            nightOf("2026-09-04");
            assertThat(task(second)).isNotNull();
        }

        @Test
        void asksAboutTheNextAccountWhenTheFirstOneEndsWhileTheTaskIsOpen() {
            String first = used("2026-03-02T10:00");
            String second = added(first, "2026-03-02T10:00");
            live("2026-09-04");
            assertThat(task(first)).isNotNull();

            register.inactivate(first, InactivationReason.ACCESS_DELETION, REQUEST);

            assertThat(task(first)).isNull();
            assertThat(task(second)).isNull();
            nightOf("2026-09-05");
            assertThat(task(second)).isNotNull();
            decide(second, InactivationOutcome.INACTIVATED);
            assertThat(register.get(second).isActive()).isFalse();
        }

        @Test
        void warnsAgainWhenAWarningThatWasNotSentIsTakenBack() {
            String first = used("2026-03-02T10:00");
            String second = added(first, "2026-03-02T10:00");
            live("2026-08-25");
            office.itIs("2026-08-26T06:00");
            jobs.executeJob(jobs.createJobQuery()
                    .processInstanceId(instance(first))
                    .timers()
                    .singleResult()
                    .getId());

            register.inactivate(first, InactivationReason.ACCESS_DELETION, REQUEST);
            live("2026-08-28");

            assertThat(office.mailsTo(USER)).hasSize(2);
            assertThat(lives.get(second).lastWarningFor()).isEqualTo("2026-09-02");
        }

        @Test
        void endsOnlyTheAccountThatReachesItsEndDate() {
            when(settings.confirm()).thenReturn(ConfirmationMode.AUTOMATIC);
            String first = open(SampleAccount.endingOn(LocalDate.of(2026, 8, 20)));
            accessed(first, "2026-03-02T10:00");
            String second = added(first, "2026-03-02T10:00");

            live("2026-08-20");
            assertThat(register.get(first).isActive()).isTrue();
            assertThat(office.mailsTo(USER)).as("the end date, and inactivity").hasSize(2);
            nightOf("2026-08-21");
            assertThat(register.get(first).inactivationReason()).isEqualTo(InactivationReason.END_DATE);
            assertThat(register.get(second).isActive()).isTrue();
            assertThat(office.lastMailTo(USER))
                    .contains("no longer log in to imMTrax at St. Peters Health", "your access at Benefis");
            assertThat(office.lastMailTo(SUPERVISOR))
                    .contains("The login itself stays active")
                    .doesNotContain("Benefis");
            live("2026-09-04");
            assertThat(register.get(second).inactivationReason()).isEqualTo(InactivationReason.INACTIVITY);
        }

        @Test
        void endsTheTaskAboutAnEndDateOfAnotherAccount() {
            String first = used("2026-03-02T10:00");
            String second = added(first, "2026-03-02T10:00");
            register.change(second, facts -> facts.with(Map.of("endDate", "2026-09-03")), REQUEST);
            live("2026-09-04");
            assertThat(task(first)).isNotNull();
            assertThat(task(second)).isNotNull();

            decide(first, InactivationOutcome.INACTIVATED);

            assertThat(task(second)).isNull();
            assertThat(instances(second)).isZero();
            assertThat(register.get(second).isActive()).isFalse();
        }

        @Test
        void keepsAllAccountsWhenTheFirstOneIsKept() {
            String first = used("2026-03-02T10:00");
            String second = added(first, "2026-03-02T10:00");
            live("2026-09-04");

            decide(first, InactivationOutcome.KEPT);

            live("2027-03-05");
            assertThat(task(first)).isNull();
            assertThat(task(second)).isNull();
            nightOf("2027-03-06");
            assertThat(task(first)).isNotNull();
        }

        @Test
        void isNotDueAnyMoreWhenAnEmployerIsAddedWhileTheTaskIsOpen() {
            String first = used("2026-03-02T10:00");
            live("2026-09-04");
            assertThat(task(first)).isNotNull();

            office.itIs("2026-09-04T10:00");
            added(first, "2026-09-04T10:00");

            assertThat(refusal(first)).isEqualTo("outcome inactivation.rule.usedSince");
        }

        @Test
        void takesBackTheWarningsOfAllWhenOneMoves() {
            String first = used("2026-03-02T10:00");
            String second = added(first, "2026-03-02T10:00");
            live("2026-08-25");
            office.itIs("2026-08-26T06:00");
            jobs.executeJob(jobs.createJobQuery()
                    .processInstanceId(instance(first))
                    .timers()
                    .singleResult()
                    .getId());

            register.recordMove(second, at("2026-08-26T06:00"), REQUEST);
            office.runJobs();

            assertThat(office.mailsTo(USER)).as("the first warning").hasSize(1);
            assertThat(office.mailsTo(SUPERVISOR)).isEmpty();
            assertThat(office.mailsTo(NEW_SUPERVISOR)).isEmpty();
        }

        /** The same login under another employer, with another supervisor. */
        private String added(String first, String usableFrom) {
            return register.add(
                            SampleAccount.facts()
                                    .with(Map.of("employer", "Benefis"))
                                    .withSupervisor("Olive Other", NEW_SUPERVISOR),
                            register.get(first),
                            at(usableFrom),
                            REQUEST)
                    .number();
        }
    }

    private String open(AccountFacts facts) {
        return register.open(facts, REQUEST).number();
    }

    private String used(String lastAccess) {
        String number = open(SampleAccount.facts());
        accessed(number, lastAccess);
        return number;
    }

    /** The help desk provisions a Change Employer. */
    private void moves(String number, String now, String usableFrom) {
        office.itIs(now);
        register.change(
                number,
                f -> new AccountFacts(
                        f.username(),
                        f.firstName(),
                        f.lastName(),
                        f.emailAddress(),
                        "Larkspur Clinic",
                        "North",
                        f.accessLevel(),
                        f.vfcPin(),
                        "Other Supervisor",
                        NEW_SUPERVISOR,
                        f.agreementRequest(),
                        f.endDate(),
                        f.phoneNumber(),
                        f.jobTitle()),
                REQUEST);
        register.recordMove(number, at(usableFrom), REQUEST);
    }

    private static AccountFacts with(String address, String supervisorAddress, LocalDate end) {
        AccountFacts f = SampleAccount.facts();
        return new AccountFacts(
                f.username(),
                f.firstName(),
                f.lastName(),
                address,
                f.employer(),
                f.locationName(),
                f.accessLevel(),
                f.vfcPin(),
                supervisorAddress == null ? null : f.supervisorName(),
                supervisorAddress,
                f.agreementRequest(),
                end,
                f.phoneNumber(),
                f.jobTitle());
    }

    /** What an export of the registry does: a column, and nothing else. */
    private void accessed(String number, String localDateTime) {
        jdbc.sql("update account set last_access_at = :at where number = :number")
                .param("at", at(localDateTime).atOffset(ZoneOffset.UTC))
                .param("number", number)
                .update();
    }

    /** Runs whatever is due until the end of a night, one night after the other, as the job executor would. */
    private void live(String untilNightOf) {
        LocalDate last = LocalDate.parse(untilNightOf);
        for (LocalDate day = office.now().atZone(MONTANA).toLocalDate().plusDays(1);
                !day.isAfter(last);
                day = day.plusDays(1)) {
            nightOf(day.toString());
        }
    }

    private void nightOf(String day) {
        office.wait(day + "T06:00");
    }

    private void rearm(String number) {
        jobs.createJobQuery()
                .processInstanceId(instance(number))
                .timers()
                .list()
                .forEach(job -> jobs.recalculateJobDuedate(job.getId(), false));
    }

    private void decide(String number, InactivationOutcome decision) {
        acting.is("registry.staff@mt.gov", Role.REGISTRY_STAFF);
        assertThat(formSubmissionService.complete(
                        AccountInactivationProcess.KEY,
                        number,
                        AccountInactivationProcess.INACTIVATE_ACCOUNT,
                        decision == InactivationOutcome.KEPT
                                ? Map.of("outcome", decision.name(), "note", "She is on leave.")
                                : Map.of("outcome", decision.name())))
                .isTrue();
        office.runJobs();
    }

    private Task task(String number) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey(AccountInactivationProcess.INACTIVATE_ACCOUNT)
                .singleResult();
    }

    private Instant timer(String number) {
        return jobs.createJobQuery()
                .processInstanceId(instance(number))
                .timers()
                .singleResult()
                .getDuedate()
                .toInstant();
    }

    private String instance(String number) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number, AccountLifecycleProcess.KEY)
                .singleResult()
                .getId();
    }

    private long instances(String number) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number, AccountLifecycleProcess.KEY)
                .count();
    }

    private List<String> ends(String number) {
        return history.createHistoricActivityInstanceQuery().list().stream()
                .filter(it -> it.getProcessDefinitionKey().equals(AccountLifecycleProcess.KEY))
                .filter(it -> it.getActivityType().equals("noneEndEvent"))
                .map(HistoricActivityInstance::getActivityId)
                .toList();
    }

    /** What the looks found, by the paths they took. */
    private List<String> outcomes(String number) {
        var found = new HashMap<String, String>();
        history.createHistoricVariableInstanceQuery()
                .variableName("reviewOutcome")
                .list()
                .forEach(it -> found.put(it.getName(), (String) it.getValue()));
        return List.copyOf(found.values());
    }

    private static Instant at(String localDateTime) {
        return LocalDateTime.parse(localDateTime).atZone(MONTANA).toInstant();
    }
}
