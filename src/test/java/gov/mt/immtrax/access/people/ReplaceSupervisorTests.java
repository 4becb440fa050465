package gov.mt.immtrax.access.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import gov.mt.immtrax.access.AtOnce;
import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.AccountChange;
import gov.mt.immtrax.access.account.AccountHistory;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.deletion.SampleDeletion;
import gov.mt.immtrax.access.deletion.submission.DeletionService;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.people.replacement.NewSupervisor;
import gov.mt.immtrax.access.people.replacement.SupervisorReplacements;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
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
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.support.TransactionTemplate;

/** Registry staff put somebody in the place of a supervisor who left. */
@ModelTest
@AutoConfigureMockMvc
class ReplaceSupervisorTests {

    private static final String PAGE = "/staff/supervisors/replace";
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
    AccountHistory history;

    @Autowired
    SupervisorReplacements replacements;

    @Autowired
    DeletionService deletions;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    private String nancy;
    private String abel;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        nancy = register.open(SampleAccount.facts(), Cause.note("test")).number();
        abel = register.open(SampleAccount.facts("aabel", "Ada", "Abel", "ada.abel@sphealth.org"), Cause.note("test"))
                .number();
        acting.is("registry.staff@mt.gov", Role.REGISTRY_STAFF);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void showsWhomItIsAboutBeforeAnythingChanges() throws Exception {
        String request = office.submit("emailAddress", "third.nurse@sphealth.org");
        staff();

        Document preview = send(PAGE, asked(Map.of()));

        assertThat(preview.select(".lead").text())
                .isEqualTo(
                        "2 accounts move from Stacy.Supervisor@sphealth.org to Otto Other, other.supervisor@example.org.");
        assertThat(preview.select("tbody th").eachText()).containsExactly("Abel, Ada", "Nurse, Nancy");
        assertThat(preview.text()).contains("1 open request", request);
        assertThat(preview.select("input[name=moved]").val()).isEqualTo("3");
        assertThat(register.ofSupervisor(OTHER)).isEmpty();
    }

    @Test
    void movesAllPeopleAndOpenRequestsAndTellsTheNewSupervisorOnce() throws Exception {
        String request = office.submit("emailAddress", "third.nurse@sphealth.org");
        String returned =
                office.submit("emailAddress", "fourth.nurse@sphealth.org", "requestType", "PERMISSIONS_CHANGE");
        office.decide(returned, Map.of("outcome", "RETURNED", "note", "Which clinic?"));
        staff();

        confirm(asked(Map.of("moved", "4")))
                .andExpect(redirectedUrl("/staff/accounts?find=other.supervisor%40example.org"))
                .andExpect(flash().attribute("notice", "replaced"));

        assertThat(register.ofSupervisor(Office.SUPERVISOR)).isEmpty();
        assertThat(register.ofSupervisor(OTHER)).extracting(a -> a.number()).containsExactly(abel, nancy);
        assertThat(history.of(nancy))
                .filteredOn(change -> change.field() != null)
                .extracting(AccountChange::field, AccountChange::after, AccountChange::actor, AccountChange::note)
                .containsExactly(
                        tuple("supervisorAddress", OTHER, "registry.staff@mt.gov", "Stacy left in May"),
                        tuple("supervisorName", "Otto Other", "registry.staff@mt.gov", "Stacy left in May"));
        assertThat(office.request(request).supervisorAddress()).isEqualTo(OTHER);
        assertThat(office.request(request).supervisorName()).isEqualTo("Otto Other");
        assertThat(office.task(returned, AccessRequestProcess.CORRECT_REQUEST).getAssignee())
                .isEqualTo(OTHER);
        office.runJobs();
        assertThat(office.mailsTo(OTHER))
                .filteredOn(subject -> subject.contains("you are now responsible for imMTrax access"))
                .hasSize(1);
        assertThat(office.lastMailTo(OTHER)).isNotBlank();
        String replacement = jdbc.sql("select number from supervisor_replacement order by number desc limit 1")
                .query(String.class)
                .single();
        assertThat(history.of(nancy))
                .filteredOn(change -> change.field() != null)
                .extracting(AccountChange::caseNumber)
                .containsOnly(replacement);
        assertThat(jdbc.sql(
                                "select case_number || ' ' || detail from audit_event where action = 'SUPERVISOR_REPLACED' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo(replacement + " 2 accounts, 2 requests");

        staff();
        assertThat(send(PAGE, asked(Map.of())).text()).contains("There is no one on this supervisor's list");
    }

    @Test
    void leadsBackToWhatWasTyped() throws Exception {
        staff();
        Document preview = send(PAGE, asked(Map.of()));
        Map<String, String> typed = new LinkedHashMap<>();
        preview.select("form:has([name=change]) [name]").forEach(field -> typed.put(field.attr("name"), field.val()));

        Document form = send(PAGE, typed);

        assertThat(form.select("#from").val()).isEqualTo("Stacy.Supervisor@sphealth.org");
        assertThat(form.select("#address").val()).isEqualTo(OTHER);
        assertThat(form.select("#reason").text()).isEqualTo("Stacy left in May");
        assertThat(form.select(".field-error")).isEmpty();
    }

    @Test
    void asksTwiceWhetherSomebodyOfTheStaffIsTheSupervisor() throws Exception {
        staff();
        assertThat(send(PAGE, asked(Map.of())).select(".is-problem")).isEmpty();
        jdbc.sql(
                        "insert into staff_member (address, name, last_login_at) values ('desk@mt.gov', 'Dana', current_timestamp)")
                .update();
        jdbc.sql("insert into staff_role (address, role) values ('desk@mt.gov', 'HELP_DESK')")
                .update();
        try {
            assertThat(send(PAGE, asked(Map.of("address", "Desk@mt.gov")))
                            .select(".is-problem")
                            .text())
                    .contains("Desk@mt.gov works");
        } finally {
            jdbc.sql("delete from staff_member where address = 'desk@mt.gov'").update();
        }
    }

    @Test
    void asksAgainWhenTheListHasChangedMeanwhile() throws Exception {
        staff();
        Document again = Jsoup.parse(confirm(asked(Map.of("moved", "1")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
        assertThat(again.text()).contains("The list has changed since you checked it.");
        assertThat(register.ofSupervisor(OTHER)).isEmpty();
    }

    @Test
    void keepsWhatSomebodyElseChangesWhileItGoesOn() throws Exception {
        staff();
        String third = register.open(SampleAccount.facts("tthird", "Theo", "Third", null), Cause.note("test"))
                .number();

        whileItWaitsFor(nancy, () -> {
            register.change(abel, f -> f.withAccessLevel(AccessLevel.VACCINE_MANAGEMENT), Cause.of("REQ1"));
            register.change(third, f -> f.withSupervisor("Pia", "pia@example.org"), Cause.of("REQ2"));
        });

        assertThat(register.get(abel).facts())
                .isEqualTo(SampleAccount.facts("aabel", "Ada", "Abel", "ada.abel@sphealth.org")
                        .withAccessLevel(AccessLevel.VACCINE_MANAGEMENT)
                        .withSupervisor("Otto Other", OTHER));
        assertThat(history.of(abel))
                .extracting(AccountChange::field)
                .filteredOn("accessLevel"::equals)
                .hasSize(1);
        assertThat(register.get(third).facts().supervisorAddress()).isEqualTo("pia@example.org");
    }

    /** Nancy's account under another employer is older than Abel's, and her account with Stacy is younger. */
    @Test
    void locksTheLoginsOfAllPeopleInTheOrderOfTheirAccounts() throws Exception {
        staff();
        register.change(nancy, f -> f.withSupervisor("Pia", "pia@example.org"), Cause.note("test"));
        String second = register.add(
                        SampleAccount.facts().with(Map.of("employer", "Benefis")),
                        register.get(nancy),
                        office.now(),
                        Cause.note("test"))
                .number();

        whileItWaitsFor(nancy, () -> register.lock(abel));

        assertThat(register.ofSupervisor(OTHER)).extracting(a -> a.number()).containsExactly(abel, second);
    }

    /** SQL that counts what waits for a lock. */
    String waiting() {
        return "select count(*) from information_schema.sessions where blocker_id is not null";
    }

    /** Replaces Stacy while somebody has an account locked, who goes on to others once the replacement waits for it. */
    private void whileItWaitsFor(String account, Runnable next) throws Exception {
        var held = new CountDownLatch(1);
        List<Object> outcomes = AtOnce.run(
                () -> transactions.execute(somebody -> {
                    register.lock(account);
                    held.countDown();
                    await().until(() -> jdbc.sql(waiting()).query(Long.class).single() > 0);
                    next.run();
                    return "changed";
                }),
                () -> {
                    held.await();
                    return replacements.replaceAll(
                            Office.SUPERVISOR, new NewSupervisor("Otto Other", OTHER), "Stacy left in May");
                });
        assertThat(outcomes).noneMatch(Throwable.class::isInstance);
    }

    @Test
    void leavesTheNewSupervisorsOwnAccountWhereItIs() throws Exception {
        staff();
        Map<String, String> asked = asked(Map.of("address", "Ada.Abel@sphealth.org", "name", "Ada Abel", "moved", "1"));
        assertThat(send(PAGE, asked).text()).contains("Ada Abel (" + abel + ") stays as it is");
        confirm(asked).andExpect(flash().attribute("notice", "replaced"));
        assertThat(register.ofSupervisor("ada.abel@sphealth.org"))
                .extracting(a -> a.number())
                .containsExactly(nancy);
        assertThat(register.ofSupervisor(Office.SUPERVISOR))
                .extracting(a -> a.number())
                .containsExactly(abel);
    }

    @Test
    void replacesTheSupervisorOfOneAccount() throws Exception {
        acting.is(Office.SUPERVISOR);
        String deletion = deletions.submit(SampleDeletion.with("lastDay", "2026-12-04"));
        staff();
        assertThat(page(PAGE + "?account=" + nancy).select("#from")).isEmpty();
        Map<String, String> asked = asked(Map.of("account", nancy, "from", "", "moved", "1"));
        assertThat(send(PAGE, asked).select("tbody th").eachText()).containsExactly("Nurse, Nancy");
        confirm(asked).andExpect(redirectedUrl("/staff/accounts/" + nancy));
        assertThat(register.ofSupervisor(OTHER)).extracting(a -> a.number()).containsExactly(nancy);
        acting.is(OTHER);
        assertThat(deletions.withdraw(deletion))
                .as("what was asked for it goes along")
                .isTrue();
        http.perform(get(PAGE).param("account", "ACC9999999").with(user("r").authorities(() -> "ROLE_REGISTRY_STAFF")))
                .andExpect(status().isNotFound());
    }

    @Test
    void saysBesideTheFieldWhatIsWrongAndLosesNothing() throws Exception {
        staff();
        Document page = wrong(asked(Map.of("address", "nobody", "name", " ", "reason", "", "from", "")));
        assertThat(page.select(".field-error").eachText())
                .containsExactly(
                        "Please fill this in.", "Please fill this in.",
                        "Please enter a complete email address, for example name@example.org.", "Please fill this in.");
        assertThat(page.select("#address").val()).isEqualTo("nobody");
        assertThat(page.select(".form-errors[autofocus] li").eachText()).endsWith("Reason: Please fill this in.");
        assertThat(page.select(".actions a").eachAttr("href")).containsExactly("/staff/accounts");
        assertThat(wrong(asked(Map.of("address", " STACY.supervisor@sphealth.org")))
                        .select("#address-error")
                        .text())
                .contains("the current supervisor");
        assertThat(wrong(asked(Map.of("account", nancy, "address", Office.USER)))
                        .select("#address-error")
                        .text())
                .contains("No one can be responsible for their own access");
        assertThat(wrong(asked(Map.of("reason", "x".repeat(1001))))
                        .select("#reason-error")
                        .text())
                .isEqualTo("Please use at most 1,000 characters. You entered 1,001.");
    }

    @Test
    void followsACorrectedAddressOfTheNewSupervisor() throws Exception {
        staff();
        confirm(asked(Map.of("moved", "2", "address", "typo@example.org")));
        String replacement = jdbc.sql("select max(number) from supervisor_replacement")
                .query(String.class)
                .single();

        events.publishEvent(new MailAddressCorrected(
                CaseKind.SUPERVISOR_REPLACEMENT.of(replacement), Audience.SUPERVISOR, "typo@example.org", OTHER));

        assertThat(register.ofSupervisor(OTHER)).hasSize(2);
        events.publishEvent(
                new MailAddressCorrected(CaseKind.ACCOUNT.of(nancy), Audience.USER, Office.USER, "nancy@example.org"));
        events.publishEvent(
                new MailAddressCorrected(CaseKind.ACCOUNT.of(nancy), Audience.SUPERVISOR, OTHER, "otto@example.org"));
        assertThat(register.get(nancy).facts().emailAddress()).isEqualTo("nancy@example.org");
        assertThat(register.ofSupervisor("otto@example.org"))
                .as("all that they answer for")
                .extracting(a -> a.number())
                .containsExactly(abel, nancy);
    }

    private void staff() {
        acting.is("registry.staff@mt.gov", Role.REGISTRY_STAFF);
    }

    private static Map<String, String> asked(Map<String, String> changes) {
        Map<String, String> asked = new LinkedHashMap<>(Map.of(
                "from",
                "Stacy.Supervisor@sphealth.org",
                "name",
                "Otto Other",
                "address",
                OTHER,
                "reason",
                "Stacy left in May"));
        asked.putAll(changes);
        return asked;
    }

    private Document send(String url, Map<String, String> fields) throws Exception {
        return Jsoup.parse(perform(url, fields)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    private Document wrong(Map<String, String> fields) throws Exception {
        return Jsoup.parse(perform(PAGE, fields)
                .andExpect(status().isUnprocessableEntity())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    private ResultActions confirm(Map<String, String> fields) throws Exception {
        return perform(PAGE + "/confirm", fields);
    }

    private ResultActions perform(String url, Map<String, String> fields) throws Exception {
        var sent = post(url).with(csrf()).with(user("r").authorities(() -> "ROLE_REGISTRY_STAFF"));
        fields.forEach(sent::param);
        return http.perform(sent);
    }

    private Document page(String url) throws Exception {
        return Jsoup.parse(http.perform(get(url).with(user("r").authorities(() -> "ROLE_REGISTRY_STAFF")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }
}
