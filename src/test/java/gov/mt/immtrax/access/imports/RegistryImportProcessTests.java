package gov.mt.immtrax.access.imports;

import static gov.mt.immtrax.access.imports.SampleExport.HEADER;
import static gov.mt.immtrax.access.imports.SampleExport.file;
import static gov.mt.immtrax.access.imports.SampleExport.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.mt.immtrax.access.DatabaseDump;
import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.PathCoverage;
import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountChange;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountHistory;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.credential.process.CredentialDeliveryProcess;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.imports.process.DifferenceResolutionProcess;
import gov.mt.immtrax.access.inactivation.process.AccountLifecycleProcess;
import gov.mt.immtrax.access.mail.process.EmailDeliveryProcess;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Walks every path of {@code registry-import.bpmn} and {@code difference-resolution.bpmn}. */
@ModelTest
@PathCoverage(
        except = {
            AccountLifecycleProcess.KEY,
            AccessRequestProcess.KEY,
            EmailDeliveryProcess.KEY,
            CredentialDeliveryProcess.KEY
        })
class RegistryImportProcessTests {

    private static final String STAFF = "registry.staff@mt.gov";
    private static final String RESOLVE = DifferenceResolutionProcess.RESOLVE_DIFFERENCE;
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    ImportService service;

    @Autowired
    RegistryImportRepository imports;

    @Autowired
    DifferenceRepository differences;

    @Autowired
    DifferenceService differenceDesk;

    @Autowired
    AccountRegister register;

    @Autowired
    AccountHistory accountHistory;

    @Autowired
    FormSubmissionService forms;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        acting.is(STAFF, Role.REGISTRY_STAFF);
    }

    @AfterEach
    void close() throws Exception {
        for (String table : List.of(
                "account_difference",
                "import_difference",
                "import_count",
                "import_problem",
                "import_line",
                "import_file",
                "registry_import",
                "account_change",
                "account",
                "audit_unsealed",
                "audit_event")) {
            jdbc.sql("delete from " + table).update();
        }
        office.close();
    }

    @Test
    void readsAndAppliesInJobsThatNameNobody() throws Exception {
        String number = apply("zwentibold");

        assertThat(imports.get(number))
                .returns(ImportState.APPLIED, RegistryImport::state)
                .returns(STAFF, RegistryImport::appliedBy);
        assertThat(history.createHistoricActivityInstanceQuery()
                        .activityType("serviceTask")
                        .list())
                .extracting(it -> it.getActivityId())
                .containsExactlyInAnyOrder("ServiceTask_ReadFile", "ServiceTask_ApplyImport");
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
        assertThat(DatabaseDump.of(jdbc).placesOf("zwentibold"))
                .isNotEmpty()
                .noneMatch(place -> place.startsWith("act_"));
        assertThat(audited())
                .contains(
                        "IMPORT_UPLOADED " + STAFF + " " + number + " registry-export",
                        "IMPORT_APPLIED " + STAFF + " " + number + " registry-export");
    }

    @Test
    void endsWithTheHelpDesksWord() throws Exception {
        apply("stranger");
        String number = handOver();
        assertThat(differenceDesk.assign(number)).as("it is there already").isFalse();
        Task task = tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult();
        assertThat(task.getTaskDefinitionKey()).isEqualTo(RESOLVE);
        assertThat(tasks.createTaskQuery().taskCandidateGroup("help-desk").count())
                .isEqualTo(1);
        assertThat(runtime.getVariables(task.getExecutionId())).isEqualTo(Map.of("differenceNumber", number));

        assertThatThrownBy(() -> forms.complete(
                        DifferenceResolutionProcess.KEY, number, RESOLVE, Map.of("outcome", "CORRECTED")))
                .as("registry staff hands over and does not resolve")
                .isInstanceOf(FormRejectedException.class);
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        assertThatThrownBy(() ->
                        forms.complete(DifferenceResolutionProcess.KEY, number, RESOLVE, Map.of("outcome", "LEFT")))
                .isInstanceOfSatisfying(
                        FormRejectedException.class,
                        it -> assertThat(it.errors()).singleElement().returns("note", error -> error.field()));
        assertThat(forms.complete(
                        DifferenceResolutionProcess.KEY,
                        number,
                        RESOLVE,
                        Map.of("outcome", "LEFT", "note", "A test account of theirs")))
                .isTrue();

        assertThat(differences.find(number).orElseThrow())
                .returns(DifferenceOutcome.LEFT, Difference::outcome)
                .returns("A test account of theirs", Difference::note)
                .returns(office.now(), Difference::resolvedAt)
                .returns(null, Difference::closedAt);
        assertThat(endedAt("EndEvent_DifferenceResolved")).isEqualTo(1);
        assertThat(DatabaseDump.of(jdbc).placesOf("A test account of theirs"))
                .containsExactly("account_difference.note");
        assertThat(audited()).contains("DIFFERENCE_RESOLVED " + Office.HELP_DESK + " " + number + " LEFT");
        acting.is(STAFF, Role.REGISTRY_STAFF);
        assertThat(differenceDesk.assign(number)).as("assigned once more").isTrue();
    }

    @Test
    void endsWithTheExportThatAgrees() throws Exception {
        apply("stranger");
        String number = handOver();

        apply("anotherone");

        assertThat(differences.find(number).orElseThrow().closedAt()).isEqualTo(office.now());
        assertThat(tasks.createTaskQuery().count()).isZero();
        assertThat(endedAt("EndEvent_DifferenceClosed")).isEqualTo(1);
        assertThat(differenceDesk.assign(number)).as("closed").isFalse();
    }

    @Test
    void escalatesWhatTheHelpDeskLeavesOpen() throws Exception {
        apply("stranger");
        String number = handOver();
        Task task = tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult();
        assertThat(task.getDueDate())
                .as("three business days, with Thanksgiving between")
                .isEqualTo(Date.from(Instant.parse("2026-11-28T00:00:00Z")));

        office.itIs("2026-11-27T16:59");
        office.runJobs();
        assertThat(jdbc.sql("select count(*) from mail_ledger")
                        .query(Long.class)
                        .single())
                .isZero();
        for (String overdue : List.of("2026-11-27T17:00", "2026-11-30T17:00")) {
            office.itIs(overdue);
            office.runJobs();
            Task late = tasks.createTaskQuery().taskId(task.getId()).singleResult();
            assertThat(late.getPriority()).isEqualTo(overdue.contains("-27T") ? 100 : 101);
        }
        assertThat(tasks.createTaskQuery().taskCandidateGroup("help-desk-lead").count())
                .isEqualTo(1);
        assertThat(jdbc.sql("select template from mail_ledger where case_number = :number")
                        .param("number", number)
                        .query(String.class)
                        .list())
                .containsExactly("difference-overdue-lead", "difference-overdue-lead");

        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        assertThat(forms.complete(DifferenceResolutionProcess.KEY, number, RESOLVE, Map.of("outcome", "CORRECTED")))
                .isTrue();
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(DifferenceResolutionProcess.KEY)
                        .count())
                .as("its escalation ends with it")
                .isZero();
    }

    @Test
    void endsWhenTheRegisterTakesOverWhatImmtraxSays() throws Exception {
        Account account = register.open(
                new AccountFacts(
                        "zwentibold",
                        "Nancy",
                        "Nurse",
                        null,
                        "St. Peters Health",
                        "SPH Broadway",
                        AccessLevel.READ_ONLY_WITH_CONSENT,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                Cause.note("test"));
        apply("zwentibold");
        Difference difference =
                differences.open(DifferenceKind.LEVEL_DIFFERS, 1).get(0);
        assertThat(differenceDesk.assign(difference.number())).isTrue();

        assertThat(differenceDesk.accept(difference.number(), "The paper says so"))
                .isTrue();

        assertThat(register.get(account.number()).facts().accessLevel()).isEqualTo(AccessLevel.RECORD_MAINTENANCE);
        assertThat(accountHistory.of(account.number()))
                .first()
                .returns(STAFF, AccountChange::actor)
                .returns(difference.number(), AccountChange::caseNumber)
                .returns("The paper says so", AccountChange::note);
        assertThat(tasks.createTaskQuery().count()).as("nothing is left to do").isZero();
        assertThat(differences.find(difference.number()).orElseThrow())
                .returns(office.now(), Difference::closedAt)
                .returns(DifferenceOutcome.CORRECTED, Difference::outcome);
        assertThat(audited())
                .contains("DIFFERENCE_ACCEPTED " + STAFF + " " + difference.number() + " LEVEL_DIFFERS, "
                        + account.number());
        assertThat(differenceDesk.accept(difference.number(), "again"))
                .as("once")
                .isFalse();
        office.itIs("2026-11-30T10:00");
        office.runJobs();
        acting.is(STAFF, Role.REGISTRY_STAFF);
        apply("zwentibold");
        assertThat(differences.open(DifferenceKind.LEVEL_DIFFERS, 1))
                .as("the next export agrees")
                .isEmpty();
    }

    private String handOver() {
        String number = differences.open(DifferenceKind.UNKNOWN_TO_US, 1).get(0).number();
        assertThat(differenceDesk.assign(number)).isTrue();
        return number;
    }

    private String apply(String username) throws Exception {
        String number = service.take(
                        ImportKind.REGISTRY_EXPORT,
                        null,
                        "accounts.csv",
                        file(HEADER, line(username, "RECORD_MAINTENANCE", "ACTIVE", "2026-11-01")))
                .number();
        assertThat(imports.get(number).state()).isEqualTo(ImportState.UPLOADED);
        office.runJobs();
        assertThat(imports.get(number).state()).isEqualTo(ImportState.PREVIEWED);
        acting.is(STAFF, Role.REGISTRY_STAFF);
        service.apply(number, false);
        office.runJobs();
        acting.is(STAFF, Role.REGISTRY_STAFF);
        return number;
    }

    private long endedAt(String element) {
        return history.createHistoricActivityInstanceQuery().activityId(element).count();
    }

    private List<String> audited() {
        return jdbc.sql("select action, address, case_number, detail from audit_event")
                .query((row, index) ->
                        row.getString(1) + " " + row.getString(2) + " " + row.getString(3) + " " + row.getString(4))
                .list();
    }
}
