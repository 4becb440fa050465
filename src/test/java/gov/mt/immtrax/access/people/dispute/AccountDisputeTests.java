package gov.mt.immtrax.access.people.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doReturn;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import gov.mt.immtrax.access.DatabaseDump;
import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.PathCoverage;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountHistory;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.AccountStatus;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.credential.process.CredentialDeliveryProcess;
import gov.mt.immtrax.access.engine.DueDates;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.inactivation.process.AccountLifecycleProcess;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import gov.mt.immtrax.access.mail.process.EmailDeliveryProcess;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.people.process.AccountDisputeProcess;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** Walks every path of {@code account-dispute.bpmn}, by the pages that people use. */
@ModelTest
@AutoConfigureMockMvc
@PathCoverage(
        except = {
            AccountLifecycleProcess.KEY,
            AccessRequestProcess.KEY,
            CredentialDeliveryProcess.KEY,
            EmailDeliveryProcess.KEY
        })
class AccountDisputeTests {

    private static final String STAFF = "registry.staff@mt.gov";
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
    DisputeRepository disputes;

    @Autowired
    DisputeService service;

    @Autowired
    RuntimeService engine;

    @Autowired
    TaskService tasks;

    @Autowired
    AccountHistory history;

    @Autowired
    DueDates dueDates;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    BusinessCalendar calendar;

    @Autowired
    JdbcClient jdbc;

    private String number;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        number = register.open(SampleAccount.facts(), Cause.note("test")).number();
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void isConfirmedThenDisputedOnce() throws Exception {
        asSupervisor();
        Document question = page("/people/" + number + "/dispute");
        assertThat(question.select("h1").text()).isEqualTo("Is Nancy Nurse not your employee?");
        assertThat(disputes.open(number)).isEmpty();

        dispute("She works in Butte.");
        dispute("again");

        assertThat(disputes.of(number)).singleElement().satisfies(dispute -> {
            assertThat(dispute.note()).isEqualTo("She works in Butte.");
            assertThat(dispute.disputedBy()).isEqualTo(Office.SUPERVISOR);
        });
        assertThat(page("/people").select(".status").text()).isEqualTo("Disputed: not your employee");
        assertThat(page("/people").select(".row-actions a[href$=dispute]")).isEmpty();
        assertThat(page("/people/" + number + "/dispute").text()).contains("already disputed this");

        asStaff();
        assertThat(page("/staff/accounts").text()).contains("There is 1 open dispute.");
        assertThat(page("/staff/accounts?filter=disputed").select("tbody th").text())
                .isEqualTo("Nurse, Nancy");
        assertThat(page("/staff/accounts?filter=disputed").select(".status").text())
                .isEqualTo("Disputed");
        assertThat(page("/staff/accounts/" + number).select(".turn").text())
                .contains("(stacy.supervisor@sphealth.org) said on 11-23-2026", "She works in Butte.");
        assertThat(DatabaseDump.of(jdbc).placesOf("Nancy", "nnurse", "Butte"))
                .noneMatch(place -> place.startsWith("act_"));
    }

    @Test
    void isClosedToEverybodyElse() throws Exception {
        acting.is(OTHER);
        http.perform(get("/people/" + number + "/dispute").with(user(OTHER))).andExpect(status().isNotFound());
        http.perform(post("/people/" + number + "/dispute").with(user(OTHER)).with(csrf()))
                .andExpect(status().isNotFound());
        http.perform(get("/people/ACC9999999/dispute").with(user(OTHER))).andExpect(status().isNotFound());
        assertThat(disputes.of(number)).isEmpty();
        asSupervisor();
        Document again = Jsoup.parse(http.perform(post("/people/" + number + "/dispute")
                        .param("note", "x".repeat(1001))
                        .with(user("s"))
                        .with(csrf()))
                .andExpect(status().isUnprocessableEntity())
                .andReturn()
                .getResponse()
                .getContentAsString());
        assertThat(again.select(".form-errors[autofocus][role=alert] a").eachAttr("href"))
                .containsExactly("#note");
        assertThat(disputes.of(number)).isEmpty();
    }

    @Test
    void givesTheAccountToAnotherSupervisorWhoIsTold() throws Exception {
        disputed();
        decide(
                "outcome",
                "REASSIGNED",
                "supervisorName",
                "Otto Other",
                "supervisorAddress",
                " Other.Supervisor@Example.org ",
                "note",
                "Called both employers");

        Account account = register.get(number);
        assertThat(account.facts().supervisorAddress()).isEqualTo(OTHER);
        assertThat(account.facts().supervisorName()).isEqualTo("Otto Other");
        office.runJobs();
        assertThat(office.mailsTo(OTHER))
                .singleElement()
                .asString()
                .contains("you are now responsible for imMTrax access");
        assertThat(office.lastMailTo(OTHER))
                .contains("You find this person on your list")
                .doesNotContain("Nancy");
        assertThat(office.mailsTo(Office.SUPERVISOR)).containsExactly(number + ": we decided your dispute");
        assertThat(office.lastMailTo(Office.SUPERVISOR))
                .contains(
                        "Another supervisor is now responsible for this imMTrax access",
                        "Nancy Nurse is no longer on your list");
        assertThat(happened()).containsSubsequence("CHANGED Called both employers", "DISPUTED null");
        ended(DisputeOutcome.REASSIGNED);
        assertThat(jdbc.sql("select distinct action from audit_event")
                        .query(String.class)
                        .list())
                .contains("ACCOUNT_DISPUTED", "DISPUTE_DECIDED");
    }

    @Test
    void inactivatesTheAccountAndThanksTheSupervisor() throws Exception {
        disputed();
        decide("outcome", "INACTIVATED", "note", "Nobody knows her");

        assertThat(register.get(number).status()).isEqualTo(AccountStatus.INACTIVATED);
        office.runJobs();
        assertThat(office.mailsTo(Office.SUPERVISOR))
                .singleElement()
                .asString()
                .contains("the access that you disputed has ended");
        assertThat(office.mailsTo(Office.USER)).containsExactly(number + ": your imMTrax access has ended");
        assertThat(office.lastMailTo(Office.USER)).contains("Hello Nancy Nurse", "St. Peters Health");
        assertThat(happened()).startsWith("INACTIVATED Nobody knows her", "DISPUTED null");
        ended(DisputeOutcome.INACTIVATED);
        assertThat(jdbc.sql("select distinct action from audit_event")
                        .query(String.class)
                        .list())
                .contains("DISPUTE_DECIDED", "ACCOUNT_INACTIVATED");
    }

    @Test
    void leavesTheAccountToTheSupervisorAndSaysSo() throws Exception {
        disputed();
        decide("outcome", "KEPT", "note", "She does work there");

        assertThat(register.get(number).facts().supervisorAddress()).isEqualTo(Office.SUPERVISOR);
        office.runJobs();
        assertThat(office.mailsTo(Office.SUPERVISOR)).singleElement().asString().contains("we decided your dispute");
        ended(DisputeOutcome.KEPT);
        asStaff();
        assertThat(page("/staff/accounts/" + number).text())
                .contains("Decided on 11-23-2026: the supervisor stays responsible.", "She does work there");
        assertThat(happened()).startsWith("SUPERVISOR_KEPT She does work there", "DISPUTED null");
    }

    /** Thursday is Thanksgiving: three business days after Monday are Friday. */
    @Test
    void isDueAndBroughtBeforeTheLeadOnEveryBusinessDay() throws Exception {
        disputed();
        Task task = office.task(number, AccountDisputeProcess.DECIDE_DISPUTE);
        assertThat(task.getDueDate()).isEqualTo(montana("2026-11-27T17:00"));
        assertThat(tasks.getIdentityLinksForTask(task.getId()))
                .extracting(IdentityLink::getGroupId)
                .containsExactly("registry-staff");

        office.wait("2026-11-27T16:59");
        assertThat(office.mailsTo(Office.LEAD)).isEmpty();
        office.wait("2026-11-27T17:00");
        assertThat(office.mailsTo(Office.LEAD)).containsExactly(number + ": the decision on a dispute is overdue");
        assertThat(office.task(number, AccountDisputeProcess.DECIDE_DISPUTE).getPriority())
                .isEqualTo(100);
        office.wait("2026-11-30T17:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(2);
        assertThat(office.task(number, AccountDisputeProcess.DECIDE_DISPUTE).getPriority())
                .isEqualTo(101);

        decide("outcome", "KEPT", "note", "She does work there");
        office.wait("2026-12-15T17:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(2);
        assertThat(happened()).contains("DISPUTE_ESCALATED null");
    }

    @Test
    void movesItsDueDateWhenTheCalendarChanges() throws Exception {
        disputed();
        doReturn(false).when(calendar).isBusinessDay(LocalDate.of(2026, 11, 27));

        assertThat(dueDates.recalculate()).isEqualTo(1);

        assertThat(office.task(number, AccountDisputeProcess.DECIDE_DISPUTE).getDueDate())
                .isEqualTo(montana("2026-11-30T17:00"));
    }

    @Test
    void tellsTheDisputantAtACorrectedAddressToo() throws Exception {
        disputed();
        decide("outcome", "REASSIGNED", "supervisorName", "Otto Other", "supervisorAddress", OTHER, "note", "so");

        publisher.publishEvent(new MailAddressCorrected(
                CaseKind.ACCOUNT.of(number), Audience.FORMER_SUPERVISOR, Office.SUPERVISOR, "stacy@new.example"));
        office.runJobs();

        assertThat(office.mailsTo("stacy@new.example")).hasSize(1);
        assertThat(register.get(number).facts().supervisorAddress()).isEqualTo(OTHER);
    }

    @Test
    void goesOnWhenTheDisputantsAddressIsCorrected() throws Exception {
        disputed();

        publisher.publishEvent(new MailAddressCorrected(
                CaseKind.ACCOUNT.of(number), Audience.SUPERVISOR, Office.SUPERVISOR, "stacy@new.example"));

        assertThat(register.get(number).facts().supervisorAddress()).isEqualTo("stacy@new.example");
        decide("outcome", "KEPT", "note", "She does work there");
        office.runJobs();
        assertThat(office.mailsTo("stacy@new.example"))
                .singleElement()
                .asString()
                .contains("we decided your dispute");
        ended(DisputeOutcome.KEPT);
    }

    /** What stands beside the task in Tasklist. */
    @Test
    void showsBesideTheTaskWhoSaidWhat() throws Exception {
        asSupervisor();
        dispute("She works in Butte.");
        asStaff();

        http.perform(get("/staff/accounts/" + number + "/summary.json")
                        .with(user("r").authorities(() -> "ROLE_REGISTRY_STAFF")))
                .andExpect(jsonPath("$.disputedBy").value(Office.SUPERVISOR))
                .andExpect(jsonPath("$.disputedOn").value("2026-11-23"))
                .andExpect(jsonPath("$.disputeNote").value("She works in Butte."));
    }

    @Test
    void endsByItselfWhenTheAccountChangesHandsOrEnds() throws Exception {
        disputed();
        register.change(number, facts -> facts.withSupervisor("Otto Other", OTHER), Cause.note("moved"));
        ended(DisputeOutcome.REASSIGNED);

        acting.is(OTHER);
        service.dispute(register.get(number), acting.require(), null);
        register.change(number, facts -> facts.withEmailAddress("n@example.org"), Cause.note("nothing to do with it"));
        assertThat(disputes.open(number)).isPresent();
        register.inactivate(number, InactivationReason.INACTIVITY, Cause.note("unused"));
        ended(DisputeOutcome.INACTIVATED);
        asStaff();
        http.perform(post("/staff/accounts/" + number + "/dispute")
                        .with(user("r").authorities(() -> "ROLE_REGISTRY_STAFF"))
                        .with(csrf()))
                .andExpect(flash().attribute("notice", "alreadyDecided"));
    }

    @Test
    void saysBesideTheFieldWhatIsWrong() throws Exception {
        disputed();
        asStaff();
        Document page = Jsoup.parse(http.perform(post("/staff/accounts/" + number + "/dispute")
                        .param("outcome", "REASSIGNED")
                        .param("note", "so")
                        .with(user("r").authorities(() -> "ROLE_REGISTRY_STAFF"))
                        .with(csrf()))
                .andExpect(status().isUnprocessableEntity())
                .andReturn()
                .getResponse()
                .getContentAsString());
        assertThat(page.select(".field-error").eachText())
                .containsExactly(
                        "Enter the name of the new supervisor.", "Enter the email address of the new supervisor.");

        assertThat(refusal(
                        "outcome",
                        "REASSIGNED",
                        "supervisorName",
                        "S",
                        "supervisorAddress",
                        Office.SUPERVISOR,
                        "note",
                        "n"))
                .isEqualTo("people.rule.sameSupervisor");
        assertThat(refusal(
                        "outcome", "REASSIGNED", "supervisorName", "S", "supervisorAddress", Office.USER, "note", "n"))
                .isEqualTo("people.rule.ownSupervisor");
        assertThat(refusal("outcome", "KEPT", "supervisorAddress", "x@example.org", "note", "n"))
                .isEqualTo("people.rule.notReassigned");
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        assertThat(refusal("outcome", "KEPT", "note", "n")).isEqualTo("people.rule.registryStaffDecides");
        assertThat(disputes.open(number)).isPresent();
    }

    private String refusal(String... fields) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            values.put(fields[i], fields[i + 1]);
        }
        String[] key = new String[1];
        assertThatThrownBy(() -> service.decide(number, values))
                .isInstanceOfSatisfying(
                        FormRejectedException.class,
                        rejected -> key[0] = rejected.errors().stream()
                                .map(FormError::messageKey)
                                .findFirst()
                                .orElse(null));
        return key[0];
    }

    private void disputed() throws Exception {
        asSupervisor();
        dispute(null);
        assertThat(disputes.open(number)).isPresent();
    }

    private void dispute(String note) throws Exception {
        var form = post("/people/" + number + "/dispute").with(user("s")).with(csrf());
        http.perform(note == null ? form : form.param("note", note)).andExpect(redirectedUrl("/people"));
    }

    private void decide(String... fields) throws Exception {
        asStaff();
        assertThat(page("/staff/accounts/" + number + "/dispute").select("#outcome option[selected]"))
                .isEmpty();
        var decision = post("/staff/accounts/" + number + "/dispute");
        for (int i = 0; i < fields.length; i += 2) {
            decision.param(fields[i], fields[i + 1]);
        }
        http.perform(decision.with(user("r").authorities(() -> "ROLE_REGISTRY_STAFF"))
                        .with(csrf()))
                .andExpect(redirectedUrl("/staff/accounts/" + number))
                .andExpect(flash().attribute("notice", "decided"));
    }

    private void ended(DisputeOutcome outcome) {
        assertThat(disputes.of(number).get(0).outcome()).isEqualTo(outcome);
        assertThat(disputes.open(number)).isEmpty();
        assertThat(engine.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number, AccountDisputeProcess.KEY)
                        .count())
                .isZero();
    }

    private List<String> happened() {
        return history.of(number).stream()
                .map(change -> change.type() + " " + change.note())
                .toList();
    }

    private static Instant montana(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("America/Denver")).toInstant();
    }

    private void asSupervisor() {
        acting.is(Office.SUPERVISOR);
    }

    private void asStaff() {
        acting.is(STAFF, Role.REGISTRY_STAFF);
    }

    private Document page(String url) throws Exception {
        return Jsoup.parse(http.perform(
                        get(url).with(user("somebody").authorities(() -> "ROLE_REGISTRY_STAFF", () -> "ROLE_CITIZEN")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }
}
