package gov.mt.immtrax.access.inactivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.Mockito.doReturn;

import gov.mt.immtrax.access.AtOnce;
import gov.mt.immtrax.access.DatabaseDump;
import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.PathCoverage;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountChange;
import gov.mt.immtrax.access.account.AccountChangeType;
import gov.mt.immtrax.access.account.AccountHistory;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.AccountStatus;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.engine.DueDates;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.inactivation.process.AccountInactivationProcess;
import gov.mt.immtrax.access.inactivation.process.AccountLifecycleProcess;
import gov.mt.immtrax.access.mail.process.EmailDeliveryProcess;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Walks every path of {@code account-inactivation.bpmn}, called as its callers call it. */
@ModelTest
@PathCoverage(except = {AccountLifecycleProcess.KEY, AccessRequestProcess.KEY, EmailDeliveryProcess.KEY})
class AccountInactivationTests {

    private static final String MONDAY = "2026-11-23T10:00";
    private static final Map<String, Object> DONE = Map.of("outcome", "INACTIVATED");
    private static final Map<String, Object> KEEP = Map.of("outcome", "KEPT", "note", "She moved to the night shift.");

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    AccountRegister register;

    @Autowired
    AccountHistory history;

    @Autowired
    InactivationRepository inactivations;

    @Autowired
    FormSubmissionService service;

    @Autowired
    DueDates dueDates;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService jobs;

    @Autowired
    HistoryService engineHistory;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    BusinessCalendar calendar;

    private String account;

    @BeforeEach
    void open() {
        office.itIs(MONDAY);
        account = register.open(SampleAccount.facts(), Cause.of("REQ0100387")).number();
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void asksTheHelpDeskAndRecordsThatTheAccountIsInactivated() {
        ProcessInstance process = call("STAFF");
        Task task = office.task(account, AccountInactivationProcess.INACTIVATE_ACCOUNT);
        assertThat(task.getDueDate()).isEqualTo(montana("2026-11-24T17:00"));
        assertThat(groups(task)).containsExactly("help-desk");
        office.itIs("2026-11-23T15:00");

        assertThat(office.inactivate(account, DONE)).isTrue();

        assertThat(outcome(process)).isEqualTo("INACTIVATED");
        assertThat(register.get(account))
                .extracting(Account::status, Account::inactivationReason, Account::inactivatedAt)
                .containsExactly(
                        AccountStatus.INACTIVATED, InactivationReason.ACCESS_DELETION, montana("2026-11-23T15:00"));
        assertThat(history.of(account))
                .extracting(AccountChange::type, AccountChange::caseNumber, AccountChange::actor)
                .startsWith(
                        tuple(AccountChangeType.INACTIVATED, "REQ0100400", Office.HELP_DESK),
                        tuple(AccountChangeType.INACTIVATION_REQUESTED, "REQ0100400", null));
        assertThat(audited()).contains("ACCOUNT_INACTIVATED REQ0100400 nnurse " + Office.HELP_DESK);
        assertThat(office.inactivate(account, DONE)).as("once only").isFalse();
    }

    @Test
    void keepsTheAccountForAReason() {
        ProcessInstance process = call("STAFF");

        office.inactivate(account, KEEP);

        assertThat(outcome(process)).isEqualTo("KEPT");
        assertThat(register.get(account).isActive()).isTrue();
        assertThat(history.of(account))
                .first()
                .extracting(AccountChange::type, AccountChange::actor, AccountChange::note)
                .containsExactly(AccountChangeType.KEPT, Office.HELP_DESK, "She moved to the night shift.");
        assertThat(inactivations.latest(account).orElseThrow())
                .extracting(Inactivation::outcome, Inactivation::note)
                .containsExactly(InactivationAnswer.KEPT, "She moved to the night shift.");
        assertThat(audited()).contains("ACCOUNT_KEPT REQ0100400 nnurse " + Office.HELP_DESK);
    }

    @Test
    void bringsWhatIsOverdueBeforeTheLeadOnEveryBusinessDay() {
        call("STAFF");

        office.wait("2026-11-24T16:59");
        assertThat(office.mailsTo(Office.LEAD)).isEmpty();
        office.wait("2026-11-24T17:00");

        Task task = office.task(account, AccountInactivationProcess.INACTIVATE_ACCOUNT);
        assertThat(task.getPriority()).isEqualTo(100);
        assertThat(groups(task)).containsExactlyInAnyOrder("help-desk", "help-desk-lead");
        assertThat(office.mailsTo(Office.LEAD)).containsExactly(account + ": inactivation is overdue");
        assertThat(office.lastMailTo(Office.LEAD))
                .contains("Nancy Nurse", "Tuesday, November 24, 2026", "/camunda/app/tasklist/");

        // Thursday is Thanksgiving
        office.wait("2026-11-25T17:00");
        office.wait("2026-11-26T17:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(2);
        office.wait("2026-11-27T17:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(3);
        assertThat(office.task(account, AccountInactivationProcess.INACTIVATE_ACCOUNT)
                        .getPriority())
                .isEqualTo(102);

        acting.is(Office.LEAD, Role.HELP_DESK_LEAD);
        assertThat(service.complete(
                        AccountInactivationProcess.KEY, account, AccountInactivationProcess.INACTIVATE_ACCOUNT, DONE))
                .isTrue();
        office.wait("2026-12-15T10:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(3);
    }

    @Test
    void escalatesOnceAfterTheServiceWasOffForAWeek() {
        call("STAFF");

        office.wait("2026-12-02T09:00");

        assertThat(office.mailsTo(Office.LEAD)).hasSize(1);
    }

    @Test
    void takesBackANoticeThatIsNotSentYetWhenTheTaskIsDone() {
        ProcessInstance process = call("STAFF");
        office.itIs("2026-11-24T17:00");
        acting.isNobody();
        jobs.executeJob(jobs.createJobQuery()
                .processInstanceId(process.getId())
                .timers()
                .singleResult()
                .getId());

        office.inactivate(account, DONE);
        office.runJobs();

        assertThat(office.mailsTo(Office.LEAD)).isEmpty();
    }

    @Test
    void asksNobodyWhenTheSettingSaysSo() {
        ProcessInstance process = call("AUTOMATIC");

        assertThat(outcome(process)).isEqualTo("INACTIVATED");
        assertThat(register.get(account).isActive()).isFalse();
        assertThat(audited()).contains("ACCOUNT_INACTIVATED REQ0100400 nnurse null");
    }

    @Test
    void asksNobodyAboutAnAccountThatIsInactivatedAlready() {
        register.inactivate(account, InactivationReason.INACTIVITY, Cause.note("not used"));

        ProcessInstance process = call("STAFF");

        assertThat(outcome(process)).isEqualTo("INACTIVATED");
        assertThat(register.get(account).inactivationReason()).isEqualTo(InactivationReason.INACTIVITY);
    }

    @Test
    void asksForAnAccountThatTheRegisterDoesNotKnow() {
        ProcessInstance process = start("REQ0100401", variables(null, "REQ0100401", "help-desk", 1, "STAFF"));

        assertThat(office.inactivate("REQ0100401", KEEP)).isTrue();

        assertThat(outcome(process)).isEqualTo("KEPT");
        assertThat(inactivations.latest("REQ0100401").orElseThrow().note()).isEqualTo("She moved to the night shift.");

        start("REQ0100402", variables(null, "REQ0100402", "help-desk", 1, "STAFF"));
        office.inactivate("REQ0100402", DONE);
        assertThat(audited()).contains("ACCOUNT_INACTIVATED REQ0100402 null " + Office.HELP_DESK);
    }

    @Test
    void endsNothingWhereThereIsNoAccount() {
        ProcessInstance process = start("REQ0100401", variables(null, "REQ0100401", "help-desk", 1, "STAFF"));

        office.inactivate("REQ0100401", Map.of("outcome", "NO_ACCOUNT"));

        assertThat(engineHistory
                        .createHistoricActivityInstanceQuery()
                        .processInstanceId(process.getId())
                        .activityId("EndEvent_AccountNotFound")
                        .count())
                .isOne();
        assertThat(inactivations.latest("REQ0100401").orElseThrow().outcome()).isEqualTo(InactivationAnswer.NO_ACCOUNT);
        assertThat(audited()).contains("ACCOUNT_MISSING REQ0100401 null " + Office.HELP_DESK);
    }

    @Test
    void countsTheLifecyclesDaysWithoutARequest() {
        start(account, variables(account, account, "registry-staff", 3, "STAFF"));
        Task task = office.task(account, AccountInactivationProcess.INACTIVATE_ACCOUNT);

        // Thursday is Thanksgiving
        assertThat(task.getDueDate()).isEqualTo(montana("2026-11-27T17:00"));
        assertThat(groups(task)).containsExactly("registry-staff");
        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
        service.complete(AccountInactivationProcess.KEY, account, AccountInactivationProcess.INACTIVATE_ACCOUNT, DONE);

        assertThat(history.of(account))
                .first()
                .extracting(AccountChange::caseNumber)
                .isNull();
        assertThat(audited()).contains("ACCOUNT_INACTIVATED " + account + " nnurse " + Office.REGISTRY);
    }

    @Test
    void movesTheDueDateWhenTheCalendarChanges() {
        call("STAFF");
        doReturn(false).when(calendar).isBusinessDay(LocalDate.of(2026, 11, 24));

        assertThat(dueDates.recalculate()).isEqualTo(1);

        assertThat(office.task(account, AccountInactivationProcess.INACTIVATE_ACCOUNT)
                        .getDueDate())
                .isEqualTo(montana("2026-11-25T17:00"));
        office.wait("2026-11-25T16:59");
        assertThat(office.mailsTo(Office.LEAD)).isEmpty();
        office.wait("2026-11-25T17:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(1);
    }

    /**
     * Weekends, daylight saving (it ends on Sunday, November 1, and begins on Sunday, March 14) and the end of a year.
     */
    @ParameterizedTest
    @CsvSource({
        "2026-11-20T16:59, 2026-11-23T17:00",
        "2026-11-21T12:00, 2026-11-23T17:00",
        "2026-10-30T23:30, 2026-11-02T17:00",
        "2027-03-12T18:00, 2027-03-15T17:00",
        "2026-12-31T23:59, 2027-01-04T17:00"
    })
    void isDueAtCloseOfTheNextBusinessDay(String asked, String due) {
        office.itIs(asked);
        call("STAFF");

        assertThat(office.task(account, AccountInactivationProcess.INACTIVATE_ACCOUNT)
                        .getDueDate())
                .isEqualTo(montana(due));
    }

    @ParameterizedTest
    @CsvSource({
        "help-desk, REGISTRY_STAFF, outcome",
        "help-desk, OPERATIONS, outcome",
        "help-desk, CITIZEN, outcome",
        "registry-staff, HELP_DESK, outcome",
        "registry-staff, CITIZEN, outcome"
    })
    void isDecidedOnlyByTheGroupThatHasTheTask(String asked, Role role, String field) {
        start(account, variables(account, "REQ0100400", asked, 1, "STAFF"));
        acting.is("somebody@mt.gov", role);

        assertRefused(field, DONE);
        assertThat(register.get(account).isActive()).isTrue();
    }

    @Test
    void refusesToKeepAnAccountWithoutAReasonAndAnythingThatIsNotAsked() {
        call("STAFF");
        acting.is(Office.HELP_DESK, Role.HELP_DESK);

        assertRefused("note", Map.of("outcome", "KEPT", "note", "   "));
        assertRefused("outcome", Map.of());
        assertRefused("outcome", Map.of("outcome", "NO_ACCOUNT"));
        assertRefused("outcome", Map.of("outcome", "DELETED"));
        assertRefused("note", Map.of("outcome", "KEPT", "note", "x".repeat(1001)));
        assertRefused("accountNumber", Map.of("outcome", "INACTIVATED", "accountNumber", "ACC0000001"));
        assertRefused("inactivationReason", Map.of("outcome", "INACTIVATED", "inactivationReason", "REGISTRY"));
        assertRefused(
                "inactivationOutcome", Map.of("outcome", "KEPT", "note", "x", "inactivationOutcome", "INACTIVATED"));
        assertThat(office.task(account, AccountInactivationProcess.INACTIVATE_ACCOUNT))
                .isNotNull();
    }

    @Test
    void takesOneOfTwoDecisionsAtOnce() throws Exception {
        call("STAFF");
        acting.is(Office.HELP_DESK, Role.HELP_DESK);

        List<Object> outcomes = AtOnce.run(
                () -> service.complete(
                        AccountInactivationProcess.KEY, account, AccountInactivationProcess.INACTIVATE_ACCOUNT, DONE),
                () -> service.complete(
                        AccountInactivationProcess.KEY, account, AccountInactivationProcess.INACTIVATE_ACCOUNT, KEEP));

        assertThat(outcomes).containsExactlyInAnyOrder(true, false);
        assertThat(history.of(account))
                .filteredOn(change ->
                        change.type() == AccountChangeType.INACTIVATED || change.type() == AccountChangeType.KEPT)
                .hasSize(1);
    }

    @Test
    void leavesNothingOfAPersonInTheEngine() {
        call("STAFF");
        office.wait("2026-11-24T17:00");
        office.inactivate(account, KEEP);

        assertThat(DatabaseDump.of(jdbc)
                        .placesOf(
                                "nnurse",
                                "Nancy",
                                "Nurse",
                                SampleAccount.USER,
                                SampleAccount.SUPERVISOR,
                                "night shift"))
                .isNotEmpty()
                .noneMatch(place -> place.startsWith("act_"));
    }

    private ProcessInstance call(String confirm) {
        return start(account, variables(account, "REQ0100400", "help-desk", 1, confirm));
    }

    private ProcessInstance start(String number, Map<String, Object> variables) {
        acting.isNobody();
        return runtime.startProcessInstanceByKey(AccountInactivationProcess.KEY, number, variables);
    }

    private static Map<String, Object> variables(
            String account, String request, String inactivator, int days, String confirm) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("accountNumber", account);
        variables.put("caseNumber", request);
        variables.put("inactivationReason", "ACCESS_DELETION");
        variables.put("inactivator", inactivator);
        variables.put("inactivationDays", days);
        variables.put("confirmationMode", confirm);
        return variables;
    }

    private void assertRefused(String field, Map<String, Object> answer) {
        assertThatThrownBy(() -> service.complete(
                        AccountInactivationProcess.KEY, account, AccountInactivationProcess.INACTIVATE_ACCOUNT, answer))
                .isInstanceOfSatisfying(
                        FormRejectedException.class,
                        refused -> assertThat(refused.errors())
                                .extracting(FormError::field)
                                .containsExactly(field));
    }

    private String outcome(ProcessInstance process) {
        assertThat(engineHistory
                        .createHistoricProcessInstanceQuery()
                        .processInstanceId(process.getId())
                        .singleResult()
                        .getEndTime())
                .as("ended")
                .isNotNull();
        return (String) engineHistory
                .createHistoricVariableInstanceQuery()
                .processInstanceId(process.getId())
                .variableName("inactivationOutcome")
                .singleResult()
                .getValue();
    }

    private List<String> groups(Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .toList();
    }

    private List<String> audited() {
        return jdbc.sql("select action, case_number, account, address from audit_event order by id desc limit 5")
                .query((row, i) ->
                        row.getString(1) + " " + row.getString(2) + " " + row.getString(3) + " " + row.getString(4))
                .list();
    }

    private static Instant montana(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("America/Denver")).toInstant();
    }
}
