package gov.mt.immtrax.access.people.departure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import gov.mt.immtrax.access.AtOnce;
import gov.mt.immtrax.access.DatabaseDump;
import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.PathCoverage;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.EmailAddressChanges;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
import gov.mt.immtrax.access.deletion.DeletionStatus;
import gov.mt.immtrax.access.deletion.SampleDeletion;
import gov.mt.immtrax.access.deletion.process.AccessDeletionProcess;
import gov.mt.immtrax.access.deletion.submission.DeletionService;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.facility.FacilityDirectory;
import gov.mt.immtrax.access.facility.FacilityFacts;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.PersonLoggedIn;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.inactivation.process.AccountInactivationProcess;
import gov.mt.immtrax.access.inactivation.process.AccountLifecycleProcess;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.mail.process.EmailDeliveryProcess;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.people.process.SupervisorDepartureProcess;
import gov.mt.immtrax.access.people.replacement.NewSupervisor;
import gov.mt.immtrax.access.people.replacement.SupervisorReplacements;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** Walks every path of {@code supervisor-departure.bpmn}: Stacy leaves, and Nancy and Ada are left. */
@ModelTest
@AutoConfigureMockMvc
@PathCoverage(
        except = {
            AccountLifecycleProcess.KEY,
            AccountInactivationProcess.KEY,
            AccessDeletionProcess.KEY,
            AccessRequestProcess.KEY,
            EmailDeliveryProcess.KEY
        })
class SupervisorDepartureTests {

    private static final String STACY = Office.SUPERVISOR;
    private static final String BO = "bo.boss@sphealth.org";
    private static final String OTHER = "other.supervisor@example.org";

    @Autowired
    MockMvc http;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    AccountRegister register;

    @Autowired
    EmailAddressChanges addresses;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    FacilityDirectory directory;

    @Autowired
    SupervisorReplacements replacements;

    @Autowired
    DepartureService service;

    @Autowired
    DailyDepartureCheck daily;

    @Autowired
    FormSubmissionService forms;

    @Autowired
    DeletionService deletions;

    @Autowired
    AccessDeletionRepository deletionRows;

    @Autowired
    RuntimeService engine;

    @Autowired
    IdentityService identity;

    @Autowired
    FormService formService;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService jobs;

    @Autowired
    Mails mails;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    private String stacy;
    private String nancy;
    private String ada;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        stacy = open(ofStacy("sstacy"));
        nancy = open(SampleAccount.facts());
        ada = open(SampleAccount.facts("aabel", "Ada", "Abel", "ada.abel@sphealth.org"));
        office.runJobs();
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @ParameterizedTest
    @EnumSource(InactivationReason.class)
    void asksOnceHoweverTheAccessEnds(InactivationReason reason) {
        assertThat(asked()).isEmpty();

        end(stacy, reason);
        office.runJobs();
        service.askAboutSome("");
        office.runJobs();

        assertThat(asked()).singleElement().satisfies(task -> {
            assertThat(task.getName()).isEqualTo("Replace supervisor");
            assertThat(tasks.getIdentityLinksForTask(task.getId()))
                    .extracting(IdentityLink::getGroupId)
                    .containsExactly("registry-staff");
        });
        assertThat(DatabaseDump.of(jdbc).placesOf(STACY, "Stacy", "Nancy"))
                .noneMatch(place -> place.startsWith("act_"));
    }

    /**
     * Case: who works in Tasklist may start no process, so that the account of a supervisor could not be ended there.
     */
    @Test
    void asksAlsoWhenTheAccessIsEndedInTasklist() {
        String number = deletionOfStacy();
        office.runJobs();
        String task = Objects.requireNonNull(office.task(number, AccountInactivationProcess.INACTIVATE_ACCOUNT))
                .getId();
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        identity.setAuthentication(Office.HELP_DESK, List.of("help-desk"));
        try {
            tasks.claim(task, Office.HELP_DESK);
            formService.submitTaskForm(task, Map.of("outcome", "INACTIVATED"));
            assertThat(identity.getCurrentAuthentication().getUserId()).isEqualTo(Office.HELP_DESK);
        } finally {
            identity.clearAuthentication();
        }
        office.runJobs();
        assertThat(asked()).hasSize(1);
    }

    @Test
    void asksWhenTheHelpDeskHasCarriedOutAnAccessDeletion() {
        String number = deletionOfStacy();
        office.runJobs();
        assertThat(asked()).as("not before").isEmpty();

        office.inactivate(number, Map.of("outcome", "INACTIVATED"));
        office.runJobs();

        assertThat(asked()).hasSize(1);
        assertThat(office.mailsTo(STACY))
                .as("about herself")
                .containsExactly(number + ": your imMTrax access has ended");
    }

    @Test
    void asksInTheNightAfterTheEndDate() {
        register.change(stacy, facts -> facts.with(Map.of("endDate", "2026-12-15")), Cause.note("one year"));
        office.wait("2026-12-15T23:59");
        assertThat(asked()).as("on the last day").isEmpty();
        assertThat(toInactivate()).isEmpty();

        office.wait("2026-12-16T06:00");
        assertThat(asked()).as("her access is not ended yet").isEmpty();
        inactivateAll();

        assertThat(asked()).hasSize(1);
    }

    @Test
    void asksWhenTheAccessEndsForInactivity() {
        used(nancy, ada);
        LocalDate day = LocalDate.of(2027, 4, 20);
        while (toInactivate().isEmpty()) {
            office.wait(day + "T06:00");
            day = day.plusDays(1);
        }
        assertThat(day).isBetween("2027-05-24", "2027-05-31");
        assertThat(asked()).as("not yet").isEmpty();
        inactivateAll();

        assertThat(register.get(stacy).inactivationReason()).isEqualTo(InactivationReason.INACTIVITY);
        assertThat(asked()).hasSize(1);
    }

    @Test
    void asksAboutThoseWhomAMoveLeavesBehind() throws Exception {
        String elsewhere = open(SampleAccount.facts("eelse", "Ella", "Else", "ella@example.org")
                .with(Map.of("employer", "Larkspur Clinic")));
        move(stacy, "Larkspur Clinic");
        office.runJobs();

        assertThat(asked()).hasSize(1);
        summary(number())
                .andExpect(jsonPath("$.people.length()").value(2))
                .andExpect(jsonPath("$.people[0].name").value("Abel, Ada"));
        acting.is(STACY);
        assertThat(page("/people", null).select("tbody th").eachText()).containsExactly("Else, Ella eelse");
        answer(Map.of(
                "outcome", "REPLACED", "supervisorName", "Otto Other", "supervisorAddress", OTHER, "note", "asked"));
        office.runJobs();

        assertThat(asked()).isEmpty();
        assertThat(register.get(elsewhere).facts().supervisorAddress()).isEqualTo(STACY);
        assertThat(register.ofSupervisor(OTHER)).hasSize(2);
    }

    @Test
    void doesNotAskAboutAMoveToTheSameEmployerInOtherWords() {
        move(stacy, "Saint Peter's Health, Inc.");
        office.runJobs();
        assertThat(asked()).isEmpty();
    }

    @Test
    void asksNobodyAboutASupervisorWithoutAccessOfTheirOwnOrWithoutPeople() {
        register.change(nancy, facts -> facts.withSupervisor("Otto Other", OTHER), Cause.note("test"));
        end(ada, InactivationReason.ACCESS_DELETION);
        office.runJobs();
        daily.run();
        office.runJobs();
        assertThat(asked()).isEmpty();
        end(stacy, InactivationReason.ACCESS_DELETION);
        office.runJobs();
        assertThat(asked()).as("Ada's access has ended too").isEmpty();
    }

    @Test
    void asksNobodyWhileAnotherAccountOfTheirsIsInUse() {
        String second = open(ofStacy("sstacy2"));
        end(stacy, InactivationReason.INACTIVITY);
        office.runJobs();
        assertThat(asked()).isEmpty();
        end(second, InactivationReason.INACTIVITY);
        office.runJobs();
        assertThat(asked()).hasSize(1);
    }

    @Test
    void asksOnceWhenTwoAccountsEndAtOneMoment() throws Exception {
        String second = open(ofStacy("sstacy2"));
        office.runJobs();
        assertThat(AtOnce.run(
                        () -> {
                            end(stacy, InactivationReason.INACTIVITY);
                            return "ended";
                        },
                        () -> {
                            end(second, InactivationReason.INACTIVITY);
                            return "ended";
                        }))
                .containsExactly("ended", "ended");

        List<Job> checks = jobs.createJobQuery()
                .processDefinitionKey(SupervisorDepartureProcess.KEY)
                .list();
        assertThat(checks).as("each of them looks").isNotEmpty();
        if (checks.size() == 2) {
            AtOnce.run(() -> run(checks.get(0)), () -> run(checks.get(1)));
        }
        office.runJobs();

        assertThat(asked()).hasSize(1);
        assertThat(jdbc.sql("select count(*) from supervisor_departure")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    /** Thursday is Thanksgiving: three business days after Monday are Friday. */
    @Test
    void isDueAndBroughtBeforeTheLeadOnEveryBusinessDay() {
        leave();
        String number = number();
        assertThat(asked().get(0).getDueDate()).isEqualTo(montana("2026-11-27T17:00"));
        office.wait("2026-11-27T16:59");
        assertThat(office.mailsTo(Office.LEAD)).isEmpty();
        office.wait("2026-11-27T17:00");
        assertThat(office.mailsTo(Office.LEAD)).containsExactly(number + ": people are still without a supervisor");
        assertThat(office.lastMailTo(Office.LEAD)).contains("2 people are").doesNotContain("Nancy", "Stacy");
        assertThat(asked().get(0).getPriority()).isEqualTo(100);
        office.wait("2026-11-30T17:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(2);

        answer(Map.of("outcome", "WAITING", "note", "They hire somebody next week."));
        office.runJobs();

        assertThat(asked()).singleElement().satisfies(task -> {
            assertThat(task.getDueDate()).as("asked anew").isEqualTo(montana("2026-12-03T17:00"));
            assertThat(task.getPriority()).isLessThan(100);
        });
        office.wait("2026-12-03T16:59");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(2);
        office.wait("2026-12-03T17:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(3);
        assertThat(number()).isEqualTo(number);
    }

    @Test
    void showsThePeopleOfTheMomentAndWhoCouldTakeOver() throws Exception {
        open(ofStacy("bboss")
                .with(Map.of(
                        "firstName",
                        "Bo",
                        "lastName",
                        "Boss",
                        "emailAddress",
                        BO,
                        "supervisorName",
                        "Otto Other",
                        "supervisorAddress",
                        OTHER)));
        open(SampleAccount.facts("ccook", "Cy", "Cook", "cy@sphealth.org")
                .with(Map.of(
                        "employer",
                        "ST. PETER’S HEALTH, INC.",
                        "supervisorName",
                        "Bo Boss",
                        "supervisorAddress",
                        BO,
                        "locationName",
                        "SPH West")));
        leave();
        String later = open(SampleAccount.facts("llate", "Lou", "Late", "lou@sphealth.org"));
        office.runJobs();

        assertThat(asked()).as("no second task").hasSize(1);
        summary(number())
                .andExpect(jsonPath("$.supervisorName").value("Stacy Supervisor"))
                .andExpect(jsonPath("$.supervisorAddress").value(STACY))
                .andExpect(jsonPath("$.accounts[0].accountNumber").value(stacy))
                .andExpect(jsonPath("$.accounts[0].reasonLabel").value("not used for too long"))
                .andExpect(jsonPath("$.people.length()").value(3))
                .andExpect(jsonPath("$.people[1].accountNumber").value(later))
                .andExpect(jsonPath("$.officials.length()").value(1))
                .andExpect(jsonPath("$.officials[0].address").value(BO))
                .andExpect(jsonPath("$.officials[0].people").value(1))
                .andExpect(jsonPath("$.officials[0].nearby").value(0));
        answer(Map.of("outcome", "WAITING", "note", "They will call back."));
        office.runJobs();
        summary(number())
                .andExpect(jsonPath("$.waitingNote").value("They will call back."))
                .andExpect(jsonPath("$.waitingSince").value("2026-11-23"));
        http.perform(get("/staff/supervisors/departures/DEP9999999/summary.json")
                        .with(user("r").authorities(() -> "ROLE_REGISTRY_STAFF")))
                .andExpect(status().isNotFound());
        http.perform(get("/staff/supervisors/departures/" + number() + "/summary.json")
                        .with(user("h").authorities(() -> "ROLE_HELP_DESK")))
                .andExpect(status().isForbidden());
    }

    @Test
    void givesEverybodyToTheNewSupervisorWhoIsTold() {
        String request = office.submit("emailAddress", "third.nurse@sphealth.org");
        leave();
        answer(Map.of(
                "outcome", "REPLACED", "supervisorName", "Otto Other", "supervisorAddress", OTHER, "note", "called"));
        office.runJobs();

        assertThat(asked()).isEmpty();
        assertThat(register.ofSupervisor(STACY)).isEmpty();
        assertThat(register.ofSupervisor(OTHER)).hasSize(2);
        assertThat(office.request(request).supervisorAddress()).isEqualTo(OTHER);
        assertThat(office.mailsTo(OTHER)).hasSize(1);
        assertThat(running()).isZero();
        assertThat(row("outcome")).isEqualTo("REPLACED");
        assertThat(jdbc.sql(
                                "select detail from audit_event where action = 'DEPARTURE_ANSWERED' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("REPLACED");
    }

    @Test
    void asksAgainAboutWhomeverTheNewSupervisorCannotAnswerFor() throws Exception {
        leave();
        answer(Map.of(
                "outcome",
                "REPLACED",
                "supervisorName",
                "Ada Abel",
                "supervisorAddress",
                "ada.abel@sphealth.org",
                "note",
                "called"));
        office.runJobs();

        assertThat(asked()).hasSize(1);
        summary(number())
                .andExpect(jsonPath("$.people.length()").value(1))
                .andExpect(jsonPath("$.people[0].accountNumber").value(ada));
    }

    @Test
    void leavesTheSupervisorWhoStillAnswersForThemUntilTheNextEnd() throws Exception {
        leave();
        office.itIs("2026-11-24T10:00");
        answer(Map.of("outcome", "KEPT", "note", "She only makes the schedule."));
        office.runJobs();
        daily.run();
        office.runJobs();

        assertThat(asked()).isEmpty();
        acting.is(STACY);
        assertThat(page("/people", null).select("tbody th")).hasSize(2);
        office.itIs("2026-11-25T10:00");
        transactions.executeWithoutResult(it -> register.reactivate(stacy, Cause.note("needs it")));
        end(stacy, InactivationReason.ACCESS_DELETION);
        office.runJobs();
        assertThat(asked()).as("she leaves again").hasSize(1);
    }

    @Test
    void endsByItselfWhenEverybodyHasAnotherSupervisorOrHasLeft() {
        leave();
        replaceFor(nancy);
        office.runJobs();
        assertThat(asked()).hasSize(1);
        end(ada, InactivationReason.ACCESS_DELETION);
        office.runJobs();
        assertThat(asked()).isEmpty();
        assertThat(running()).isZero();
        assertThat(row("open_key")).isNull();
    }

    @Test
    void endsByItselfByThePageThatReplacesASupervisor() throws Exception {
        leave();
        asStaff();
        http.perform(post("/staff/supervisors/replace/confirm")
                        .param("from", STACY)
                        .param("name", "Otto Other")
                        .param("address", OTHER)
                        .param("reason", "called")
                        .param("moved", "2")
                        .with(user("r").authorities(() -> "ROLE_REGISTRY_STAFF"))
                        .with(csrf()))
                .andExpect(status().isSeeOther());
        office.runJobs();
        assertThat(asked()).isEmpty();
        assertThat(running()).isZero();
    }

    @Test
    void endsByItselfWhenTheSupervisorHasAccessAgain() {
        leave();
        transactions.executeWithoutResult(it -> register.reactivate(stacy, Cause.note("back")));
        office.runJobs();
        assertThat(asked()).isEmpty();
        assertThat(running()).isZero();
    }

    @Test
    void endsByItselfWhenTheAccountThatEndedGetsAnotherAddress() {
        leave();
        register.change(stacy, facts -> facts.withEmailAddress("someone@else.example"), Cause.note("wrong person"));
        office.runJobs();
        assertThat(asked()).isEmpty();
        assertThat(running()).isZero();
    }

    @Test
    void endsByItselfWhenTheLastTwoGetAnotherSupervisorAtOneMoment() throws Exception {
        leave();
        asStaff();
        AtOnce.run(() -> replaceFor(nancy), () -> replaceFor(ada));
        office.runJobs();
        assertThat(register.ofSupervisor(STACY)).isEmpty();
        assertThat(asked()).isEmpty();
        assertThat(running()).isZero();
    }

    @Test
    void asksWhenSomebodyWhoLeftGetsAPersonWhomTheyRequestedBefore() {
        String request = office.submit("emailAddress", "lou@sphealth.org");
        end(nancy, InactivationReason.ACCESS_DELETION);
        end(ada, InactivationReason.ACCESS_DELETION);
        end(stacy, InactivationReason.ACCESS_DELETION);
        office.runJobs();
        assertThat(asked()).isEmpty();
        office.itIs("2026-12-01T10:00");
        register.open(SampleAccount.facts("llate", "Lou", "Late", "lou@sphealth.org"), Cause.of(request));
        office.runJobs();
        assertThat(asked()).hasSize(1);
    }

    @Test
    void countsOnlyForThePeopleOfThatTime() throws Exception {
        end(nancy, InactivationReason.ACCESS_DELETION);
        end(ada, InactivationReason.ACCESS_DELETION);
        end(stacy, InactivationReason.ACCESS_DELETION);
        office.itIs("2027-03-01T10:00");
        String lou = open(SampleAccount.facts("llate", "Lou", "Late", "lou@example.org")
                .with(Map.of("employer", "Larkspur Clinic")));
        String mia = open(SampleAccount.facts("mmore", "Mia", "More", "mia@example.org")
                .with(Map.of("employer", "Larkspur Clinic"))
                .withSupervisor("Bo Boss", BO));
        register.change(mia, facts -> facts.withSupervisor("Stacy Supervisor", STACY), Cause.note("asked"));
        daily.run();
        office.runJobs();

        assertThat(asked()).isEmpty();
        acting.is(STACY);
        assertThat(page("/people", null).select("tbody th").eachText())
                .containsExactly("Late, Lou llate", "More, Mia mmore");
        http.perform(get("/people/" + lou + "/dispute").with(user(STACY))).andExpect(status().isOk());
    }

    @Test
    void showsTheSameToStaffAndRulesWhenTheSupervisorIsStillElsewhere() throws Exception {
        String third = open(SampleAccount.facts("tthird", "Tess", "Third", "tess@example.org")
                .with(Map.of("employer", "Third Clinic")));
        open(ofStacy("sstacy2").with(Map.of("employer", "Larkspur Clinic")));
        leave();

        assertThat(page("/staff/accounts?filter=no-supervisor", "HELP_DESK")
                        .select("tbody th")
                        .eachText())
                .as("she never had access at the third")
                .containsExactly("Abel, Ada", "Nurse, Nancy");
        assertThat(page("/staff/accounts/" + third, "HELP_DESK").select(".note.is-problem"))
                .isEmpty();
        acting.is(STACY);
        assertThat(page("/people", null).select("tbody th").eachText()).containsExactly("Third, Tess tthird");
    }

    @Test
    void goesByTheDirectoryOfClinics() throws Exception {
        String before = clinic("St. Peters Health", "SPH Broadway");
        String now = clinic("Intermountain Health", "Helena");
        merge(before, now);
        move(stacy, "Intermountain Health", "Helena");
        office.runJobs();
        daily.run();
        office.runJobs();
        assertThat(asked())
                .as("a move between two names of one clinic is no move")
                .isEmpty();

        move(stacy, "Larkspur Clinic", "Main");
        office.runJobs();
        assertThat(asked()).hasSize(1);
        open(SampleAccount.facts("eelse", "Ella", "Else", "ella@example.org")
                .with(Map.of("employer", "Intermountain Health", "locationName", "Helena"))
                .withSupervisor("Bo Boss", BO));
        open(ofStacy("bboss").with(Map.of("emailAddress", BO, "supervisorAddress", OTHER)));
        summary(number())
                .andExpect(jsonPath("$.people.length()").value(2))
                .andExpect(jsonPath("$.officials[0].address").value(BO));
    }

    @Test
    void followsASupervisorToTheirNewAddress() throws Exception {
        String now = "stacy.new@sphealth.org";
        String second = open(ofStacy("sstacy2").with(Map.of("employer", "Larkspur Clinic")));
        String request = office.submit("emailAddress", "lou@sphealth.org");
        String past = office.submit("emailAddress", "past@sphealth.org");
        office.withdraw(past);
        acting.is(STACY);
        String deletion = deletions.submit(SampleDeletion.with("emailAddress", "nancy.nurse@sphealth.org"));
        asStaff();
        transactions.executeWithoutResult(it -> addresses.enter(second, now, Cause.note("married")));
        assertThat(register.get(nancy).facts().supervisorAddress())
                .as("not yet")
                .isEqualTo(STACY);
        publisher.publishEvent(new PersonLoggedIn(new Person("https://issuer", now, now, now, Set.of(Role.CITIZEN))));
        office.runJobs();

        assertThat(register.get(second).facts().emailAddress()).isEqualTo(now);
        assertThat(register.get(stacy).facts().emailAddress())
                .as("her other account")
                .isEqualTo(now);
        assertThat(register.ofSupervisor(STACY)).isEmpty();
        assertThat(register.ofSupervisor(now)).extracting(Account::number).containsExactlyInAnyOrder(nancy, ada);
        assertThat(office.request(request).supervisorAddress()).isEqualTo(now);
        assertThat(office.request(past).supervisorAddress())
                .as("what was true then")
                .isEqualTo(STACY);
        assertThat(deletionRows.get(deletion).supervisorAddress()).isEqualTo(now);
        assertThat(jdbc.sql("select value_before || ' ' || value_after || ' ' || case_number from account_change"
                                + " where account = :account and field = 'supervisorAddress'")
                        .param("account", nancy)
                        .query(String.class)
                        .single())
                .isEqualTo(STACY + " " + now + " " + second);
        assertThat(jdbc.sql("select detail from audit_event where action = 'SUPERVISOR_ADDRESS_CHANGED'"
                                + " order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("2 accounts, 1 requests");
        assertThat(asked()).isEmpty();
        acting.is(STACY);
        assertThat(page("/people", null).select("tbody th")).isEmpty();
        http.perform(get("/people/" + nancy + "/dispute").with(user(STACY))).andExpect(status().isNotFound());
        end(stacy, InactivationReason.ACCESS_DELETION);
        office.runJobs();
        assertThat(asked()).hasSize(1);
        assertThat(row("address")).isEqualTo(now);
    }

    private String clinic(String employer, String location) {
        return directory
                .add(new FacilityFacts(employer, location, null, null, null, null, null, null), null, null)
                .number();
    }

    private void merge(String from, String into) {
        assertThat(directory.merge(
                        from,
                        into,
                        Map.of(
                                from, directory.find(from).orElseThrow().version(),
                                into, directory.find(into).orElseThrow().version()),
                        "renamed"))
                .isTrue();
    }

    private void move(String account, String employer, String location) {
        Cause request = Cause.of("REQ01003" + employer.length());
        transactions.executeWithoutResult(it -> {
            register.change(
                    account, facts -> facts.with(Map.of("employer", employer, "locationName", location)), request);
            register.recordMove(account, office.now(), request);
        });
    }

    @Test
    void findsThoseWhoLeftBeforeTheUpgrade() {
        jdbc.sql("update account set status = 'INACTIVATED', inactivation_reason = 'REGISTRY',"
                        + " inactivated_at = current_timestamp where number = :number")
                .param("number", stacy)
                .update();
        office.runJobs();
        assertThat(asked()).isEmpty();

        daily.run();
        daily.run();
        office.runJobs();
        daily.run();
        office.runJobs();

        assertThat(asked()).hasSize(1);
    }

    @Test
    void refusesAnAnswerThatCannotBe() {
        String bo = open(ofStacy("bboss").with(Map.of("emailAddress", BO, "supervisorAddress", OTHER)));
        end(bo, InactivationReason.ACCESS_DELETION);
        leave();
        assertThat(refusal(Map.of("outcome", "REPLACED", "note", "x")))
                .containsExactlyInAnyOrder(
                        "supervisorName people.rule.nameMissing", "supervisorAddress people.rule.addressMissing");
        assertThat(refusal(Map.of("outcome", "KEPT", "note", "x", "supervisorAddress", OTHER)))
                .containsExactly("supervisorAddress people.rule.notReplaced");
        assertThat(refusal(Map.of(
                        "outcome",
                        "REPLACED",
                        "note",
                        "x",
                        "supervisorName",
                        "S",
                        "supervisorAddress",
                        "Stacy.Supervisor@sphealth.org")))
                .containsExactly("supervisorAddress people.rule.sameSupervisor");
        assertThat(refusal(Map.of("outcome", "REPLACED", "note", "x", "supervisorName", "Bo", "supervisorAddress", BO)))
                .as("has left too")
                .containsExactly("supervisorAddress people.rule.leftToo");
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        assertThatThrownBy(() -> complete(Map.of("outcome", "KEPT", "note", "x")))
                .isInstanceOf(FormRejectedException.class);
        assertThat(asked()).hasSize(1);
    }

    @Test
    void tellsTheLeadInsteadOfSomebodyWhoLeft() {
        leave();
        mails.post("access-ending-supervisor", Audience.SUPERVISOR, CaseKind.ACCOUNT.of(nancy));
        mails.post("access-inactivated-user", Audience.USER, CaseKind.ACCOUNT.of(stacy));
        office.runJobs();

        assertThat(office.mailsTo(STACY)).as("about herself only").hasSize(1);
        assertThat(office.mailsTo(Office.LEAD)).hasSize(1);
        assertThat(office.lastMailTo(Office.LEAD))
                .contains("Nancy Nurse", "The supervisor whom this email is for has left");
        assertThat(jdbc.sql("select recipient from mail_ledger where template = 'access-ending-supervisor'")
                        .query(String.class)
                        .single())
                .isEqualTo(Office.LEAD);

        replaceFor(nancy);
        mails.post("access-ending-supervisor", Audience.SUPERVISOR, CaseKind.ACCOUNT.of(nancy));
        office.runJobs();
        assertThat(office.mailsTo(Office.LEAD)).hasSize(1);
        assertThat(office.mailsTo(OTHER)).hasSize(2);
        assertThat(office.lastMailTo(OTHER)).doesNotContain("whom this email is for");
    }

    @Test
    void warnsTheLeadOfWhatIsAboutToEndUntilSomebodyTakesOver() {
        register.change(nancy, facts -> facts.with(Map.of("endDate", "2026-12-15")), Cause.note("one year"));
        leave();
        office.wait("2026-12-07T23:00");
        List<String> before = office.mailsTo(Office.LEAD);
        office.wait("2026-12-08T06:00");
        assertThat(office.mailsTo(STACY)).isEmpty();
        assertThat(office.mailsTo(Office.LEAD)).hasSizeGreaterThan(before.size());
        assertThat(office.lastMailTo(Office.LEAD)).contains("ends on Tuesday, December 15, 2026");
    }

    @Test
    void tellsSomebodyWhoLeftOfTheirOwnLaterRequests() {
        String before = office.submit("emailAddress", "third.nurse@sphealth.org");
        leave();
        office.itIs("2026-11-24T10:00");
        String after = office.submit("emailAddress", "fourth.nurse@sphealth.org");
        mails.post("request-returned", Audience.SUPERVISOR, CaseKind.ACCESS_REQUEST.of(before));
        mails.post("request-returned", Audience.SUPERVISOR, CaseKind.ACCESS_REQUEST.of(after));
        office.runJobs();
        assertThat(office.mailsTo(STACY)).singleElement().asString().contains(after);
        assertThat(office.mailsTo(Office.LEAD)).singleElement().asString().contains(before);
    }

    @Test
    void letsSomebodyWhoLeftSeeAndDoNothing() throws Exception {
        acting.is(STACY);
        assertThat(page("/people", null).select("tbody th")).hasSize(2);
        leave();
        acting.is(STACY);
        Document mine = page("/people", null);
        assertThat(mine.select("tbody th")).isEmpty();
        assertThat(mine.select(".is-problem").text()).contains("Your own imMTrax access has ended");
        assertThat(http.perform(get("/people/accounts.csv").with(user(STACY)))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .doesNotContain("Nancy");
        for (String path : List.of(
                "/people/" + nancy + "/dispute",
                "/deletions/new?account=" + nancy,
                "/requests/new?type=PERMISSIONS_CHANGE&account=" + nancy)) {
            http.perform(get(path).with(user(STACY))).andExpect(status().isNotFound());
        }
        assertThat(page("/deletions/new", null).text()).doesNotContain("Nancy");
        assertThatThrownBy(() -> office.submitFor(nancy)).isInstanceOf(FormRejectedException.class);
        office.itIs("2026-11-24T10:00");
        acting.is(STACY);
        String deletion = deletions.submit(SampleDeletion.with());
        assertThat(deletionRows.get(deletion).status())
                .as("registry staff decide, as for anybody else")
                .isEqualTo(DeletionStatus.AWAITING_DECISION);
        String change = office.submit(
                "requestType",
                "PERMISSIONS_CHANGE",
                "accessLevel",
                "RECORD_MAINTENANCE",
                "emailAddress",
                "ada.abel@sphealth.org",
                "legalFirstName",
                "Ada",
                "legalLastName",
                "Abel");
        assertThatThrownBy(() -> office.provisionChange(change)).isInstanceOf(FormRejectedException.class);
    }

    @Test
    void showsAndCountsWhoHasNoSupervisor() throws Exception {
        String nobodys = open(
                SampleAccount.withoutSupervisor(SampleAccount.facts("nnobody", "Nora", "Nobody", "nora@sphealth.org")));
        assertThat(page("/staff/accounts", "REGISTRY_STAFF").text()).contains("1 active account has no supervisor.");
        leave();

        Document all = page("/staff/accounts", "REGISTRY_STAFF");
        assertThat(all.text()).contains("3 active accounts have no supervisor.");
        Document found = page("/staff/accounts?filter=no-supervisor", "HELP_DESK");
        assertThat(found.select("tbody th").eachText()).containsExactly("Abel, Ada", "Nobody, Nora", "Nurse, Nancy");
        assertThat(found.select("tbody .is-problem").eachText())
                .containsExactly("No supervisor: has left", "No supervisor", "No supervisor: has left");
        assertThat(page("/staff/accounts?find=Nobody", "HELP_DESK")
                        .select("tbody")
                        .text())
                .contains("No supervisor");
        assertThat(page("/staff/accounts/" + nobodys, "HELP_DESK")
                        .select(".note.is-problem")
                        .text())
                .contains("No supervisor is known");
        assertThat(page("/staff/accounts/" + nancy, "HELP_DESK").text())
                .contains("No supervisor: the own access of Stacy Supervisor has ended");
        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
        String csv = http.perform(get("/staff/accounts.csv?filter=no-supervisor")
                        .with(user("r").authorities(() -> "ROLE_REGISTRY_STAFF")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(csv.lines().toList())
                .hasSize(4)
                .allMatch(line -> line.endsWith("\"Yes\"") || line.endsWith("\"No supervisor\""));
    }

    private static AccountFacts ofStacy(String username) {
        return SampleAccount.facts(username, "Stacy", "Supervisor", STACY).withSupervisor("Bo Boss", BO);
    }

    private String open(AccountFacts facts) {
        return register.open(facts, Cause.note("test")).number();
    }

    private String deletionOfStacy() {
        acting.is(BO);
        return deletions.submit(SampleDeletion.with(
                "legalFirstName",
                "Stacy",
                "legalLastName",
                "Supervisor",
                "emailAddress",
                STACY,
                "supervisorName",
                "Bo Boss"));
    }

    private void end(String account, InactivationReason reason) {
        register.inactivate(account, reason, Cause.note("test"));
    }

    private void leave() {
        end(stacy, InactivationReason.INACTIVITY);
        office.runJobs();
        assertThat(asked()).hasSize(1);
    }

    private void move(String account, String employer) {
        Cause request = Cause.of("REQ0100388");
        transactions.executeWithoutResult(it -> {
            register.change(account, facts -> facts.with(Map.of("employer", employer)), request);
            register.recordMove(account, office.now(), request);
        });
    }

    private void used(String... accounts) {
        for (String account : accounts) {
            jdbc.sql("update account set last_access_at = timestamp with time zone '2027-05-01 12:00:00+00'"
                            + " where number = :number")
                    .param("number", account)
                    .update();
        }
    }

    private List<Task> toInactivate() {
        return tasks.createTaskQuery()
                .taskDefinitionKey(AccountInactivationProcess.INACTIVATE_ACCOUNT)
                .list();
    }

    private void inactivateAll() {
        assertThat(toInactivate()).isNotEmpty();
        for (Task task : new ArrayList<>(toInactivate())) {
            acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
            forms.complete(
                    AccountInactivationProcess.KEY,
                    (String) engine.getVariable(task.getExecutionId(), "accountNumber"),
                    AccountInactivationProcess.INACTIVATE_ACCOUNT,
                    Map.of("outcome", "INACTIVATED"));
        }
        office.runJobs();
    }

    private Object replaceFor(String account) {
        asStaff();
        return replacements.replaceFor(account, new NewSupervisor("Otto Other", OTHER), "called");
    }

    private Object run(Job job) {
        jobs.executeJob(job.getId());
        return "run";
    }

    private List<Task> asked() {
        return tasks.createTaskQuery()
                .taskDefinitionKey(SupervisorDepartureProcess.REPLACE_SUPERVISOR)
                .list();
    }

    private long running() {
        return engine.createProcessInstanceQuery()
                .processDefinitionKey(SupervisorDepartureProcess.KEY)
                .count();
    }

    private String number() {
        return (String) tasks.getVariable(asked().get(0).getId(), "departureNumber");
    }

    private String row(String column) {
        return jdbc.sql("select " + column + " from supervisor_departure")
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private void answer(Map<String, Object> answer) {
        asStaff();
        assertThat(complete(answer)).isTrue();
    }

    private boolean complete(Map<String, Object> answer) {
        return forms.complete(
                SupervisorDepartureProcess.KEY,
                number(),
                SupervisorDepartureProcess.REPLACE_SUPERVISOR,
                new HashMap<>(answer));
    }

    private List<String> refusal(Map<String, Object> answer) {
        asStaff();
        try {
            complete(answer);
            return List.of();
        } catch (FormRejectedException rejected) {
            return rejected.errors().stream()
                    .map((FormError error) -> error.field() + " " + error.messageKey())
                    .toList();
        }
    }

    private org.springframework.test.web.servlet.ResultActions summary(String number) throws Exception {
        asStaff();
        return http.perform(get("/staff/supervisors/departures/" + number + "/summary.json")
                        .with(user("r").authorities(() -> "ROLE_REGISTRY_STAFF")))
                .andExpect(status().isOk());
    }

    private Document page(String path, String role) throws Exception {
        if (role != null) {
            acting.is(Office.REGISTRY, Role.valueOf(role));
        }
        var reader = role == null ? user(STACY) : user("r").authorities(() -> "ROLE_" + role);
        return Jsoup.parse(http.perform(get(path).with(reader))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    private void asStaff() {
        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
    }

    private static Date montana(String local) {
        return Date.from(
                LocalDateTime.parse(local).atZone(ZoneId.of("America/Denver")).toInstant());
    }
}
