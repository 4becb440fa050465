package gov.mt.immtrax.access.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccountChange;
import gov.mt.immtrax.access.account.AccountChangeType;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountHistory;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.EmailAddressChanges;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.PersonLoggedIn;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** What was once typed of a person can be put right: by the supervisor, by the help desk, by a login. */
@ModelTest
@AutoConfigureMockMvc
class CorrectedDetailsTests {

    private static final String NEW_ADDRESS = "nancy.miller@sphealth.org";

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
    EmailAddressChanges addresses;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    FormSubmissionService forms;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    private String nancy;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        nancy = register.open(SampleAccount.facts(), Cause.note("test")).number();
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Nested
    class ByTheSupervisor {

        @Test
        void correctsWhatTheAccountSaysWithoutAnotherLevel() throws Exception {
            String number = corrected("legalLastName", "Miller", "jobTitle", "Lead Nurse", "locationName", "SPH North");
            acting.is(Office.HELP_DESK, Role.HELP_DESK);
            http.perform(get("/staff/requests/{n}/summary.json", number).with(desk()))
                    .andExpect(jsonPath("$.factsCorrected[*].field", contains("Last name", "Job title", "Location")))
                    .andExpect(jsonPath("$.factsCorrected[0].before").value("Nurse"))
                    .andExpect(jsonPath("$.factsCorrected[0].after").value("Miller"));
            assertThat(facts()).isEqualTo(SampleAccount.facts());

            office.provisionChange(number);
            office.runJobs();

            assertThat(facts())
                    .isEqualTo(SampleAccount.facts()
                            .with(Map.of("lastName", "Miller", "jobTitle", "Lead Nurse", "locationName", "SPH North")));
            assertThat(history.of(nancy))
                    .filteredOn(change -> number.equals(change.caseNumber()))
                    .extracting(AccountChange::field, AccountChange::before, AccountChange::after)
                    .containsExactlyInAnyOrder(
                            tuple("lastName", "Nurse", "Miller"),
                            tuple("jobTitle", null, "Lead Nurse"),
                            tuple("locationName", "SPH Broadway", "SPH North"));
            for (String address : List.of(Office.USER, Office.SUPERVISOR)) {
                assertThat(plain(office.lastMailTo(address)))
                        .contains("Last name: from Nurse to Miller", "Location: from SPH Broadway to SPH North")
                        .contains("Job title: Lead Nurse")
                        .contains("St. Peters Health, SPH North");
            }
        }

        @Test
        void keepsWhatTheFormOfAnotherLevelDoesNotShow() {
            register.change(
                    nancy, f -> f.with(Map.of("phoneNumber", "406-444-1000", "jobTitle", "RN")), Cause.note(null));

            office.provisionChange(office.submitFor(nancy));

            assertThat(facts().phoneNumber()).isEqualTo("406-444-1000");
            assertThat(facts().jobTitle()).isEqualTo("RN");
        }

        @Test
        void takesAwayAPinAndAnEndDateThatTheFormShows() {
            register.change(nancy, f -> f.with(Map.of("endDate", "2027-01-31")), Cause.note(null));
            office.provisionChange(corrected("jobTitle", "RN", "vfcPin", ""));

            assertThat(facts().vfcPin()).isNull();
            assertThat(facts().endDate()).isNull();
        }

        @Test
        void correctsWhatWasTypedFromMemoryOnlyWhereItIsDifferent() {
            String number = office.submit(
                    "requestType",
                    "PERMISSIONS_CHANGE",
                    "hadPriorAccess",
                    "YES",
                    "employer",
                    "ST. PETERS  HEALTH",
                    "locationName",
                    "sph broadway",
                    "accessLevel",
                    "RECORD_MAINTENANCE");

            office.provisionChange(number);

            assertThat(facts().employer()).isEqualTo("St. Peters Health");
            assertThat(facts().locationName()).isEqualTo("SPH Broadway");
        }

        @Test
        void isToldThatNothingWouldChange() {
            refused("accessLevel", "request.rule.levelIsTheSame", () -> corrected());
        }

        @Test
        void isAskedWhetherItIsTheSamePersonAndTheSameEmployer() {
            refused(
                    "despiteContradiction",
                    "request.question.otherPerson",
                    () -> corrected("legalFirstName", "Mary", "legalLastName", "Miller"));
            refused(
                    "despiteContradiction",
                    "request.question.otherEmployer",
                    () -> corrected("employer", "Benefis Health"));

            String number = corrected("employer", "Benefis Health", "despiteContradiction", true);
            refused("despiteContradiction", "request.rule.contradiction", () -> office.provisionChange(number));
            office.decide(number, Map.of("outcome", "PROVISIONED", "despiteContradiction", true));
            assertThat(facts().employer()).isEqualTo("Benefis Health");
        }

        @Test
        void asksTheHelpDeskAboutTheAccountThatItNames() {
            String number = office.submit(
                    "requestType",
                    "PERMISSIONS_CHANGE",
                    "hadPriorAccess",
                    "YES",
                    "emailAddress",
                    "nancy@typo.example",
                    "employer",
                    "Benefis Health",
                    "accessLevel",
                    "RECORD_MAINTENANCE");

            refused(
                    "despiteContradiction",
                    "request.rule.correctionContradiction",
                    () -> office.decide(number, Map.of("outcome", "PROVISIONED", "username", "nnurse")));
        }

        @Test
        void doesNotCorrectAnAccountOfSomebodyElse() {
            register.change(nancy, f -> f.withSupervisor("Fern Former", "fern@example.org"), Cause.note(null));
            String number = office.submit(
                    "requestType",
                    "PERMISSIONS_CHANGE",
                    "hadPriorAccess",
                    "YES",
                    "legalFirstName",
                    "Nan",
                    "locationName",
                    "SPH North",
                    "accessLevel",
                    "RECORD_MAINTENANCE");

            office.provisionForAnother(number, "nnurse");
            office.runJobs();

            assertThat(facts().firstName()).isEqualTo("Nancy");
            assertThat(facts().locationName()).isEqualTo("SPH Broadway");
            assertThat(plain(office.lastMailTo(Office.SUPERVISOR))).doesNotContain("SPH North", "SPH Broadway");
            assertThat(plain(office.lastMailTo(Office.USER)))
                    .contains("SPH Broadway")
                    .doesNotContain("SPH North");
        }

        @Test
        void offersAFormWithWhatCanBeCorrected() throws Exception {
            acting.is(Office.SUPERVISOR);

            Document level = page("/requests/new?type=PERMISSIONS_CHANGE&account=" + nancy);
            assertThat(level.select("#newEmailAddress, #phoneNumber, input#legalLastName"))
                    .isEmpty();

            Document details = page("/requests/new?type=PERMISSIONS_CHANGE&details=&account=" + nancy);
            assertThat(details.select("h1").text()).isEqualTo("Correct details");
            assertThat(details.select(".form").attr("action")).isEqualTo("/requests/new?details");
            assertThat(details.select(".form [name]:not([type=hidden])").eachAttr("name"))
                    .startsWith("legalFirstName", "legalLastName", "phoneNumber", "newEmailAddress", "employer")
                    .contains("jobTitle", "locationName", "vfcPin")
                    .doesNotContain("accessLevel", "dateOfBirth");
            assertThat(details.select("#legalLastName").val()).isEqualTo("Nurse");
            assertThat(details.select("label.required").eachAttr("for")).doesNotContain("phoneNumber", "jobTitle");
            assertThat(page("/people").select("a:contains(Correct details)").attr("href"))
                    .isEqualTo("/requests/new?type=PERMISSIONS_CHANGE&account=" + nancy + "&details");
        }
    }

    @Nested
    class ANewEmailAddress {

        @Test
        void countsOnceThePersonHasLoggedInWithItAndTheOldOneHearsOfIt() {
            office.provisionChange(corrected("newEmailAddress", "Nancy.Miller@SPHealth.org"));
            office.runJobs();

            assertThat(facts().emailAddress()).isEqualTo(Office.USER);
            assertThat(office.mailsTo(NEW_ADDRESS)).containsExactly(nancy + ": please confirm your new email address");
            assertThat(office.mailsTo(Office.USER))
                    .contains(nancy + ": a new email address was entered for your imMTrax account");

            logIn(NEW_ADDRESS);
            office.runJobs();

            assertThat(facts().emailAddress()).isEqualTo(NEW_ADDRESS);
            assertThat(office.mailsTo(Office.USER)).contains(nancy + ": your imMTrax account has a new email address");
            assertThat(office.mailsTo(Office.SUPERVISOR))
                    .contains(nancy + ": one of your people has a new email address");
            assertThat(audited("EMAIL_ADDRESS_CHANGED")).isEqualTo("nnurse");
            logIn(NEW_ADDRESS);
            assertThat(history.of(nancy))
                    .filteredOn(it -> "emailAddress".equals(it.field()))
                    .hasSize(1);
        }

        @Test
        void doesNothingForAnybodyElse() {
            enter(NEW_ADDRESS);

            logIn("somebody.else@example.org");
            logIn(Office.USER);

            assertThat(facts().emailAddress()).isEqualTo(Office.USER);
        }

        @Test
        void isTakenBackWithItsEmails() throws Exception {
            enter(NEW_ADDRESS);

            send("/new-address/cancel", Map.of()).andExpect(flash().attribute("notice", "addressCancelled"));
            send("/new-address/cancel", Map.of()).andExpect(flash().attribute("notice", "addressCountsAlready"));
            office.runJobs();
            logIn(NEW_ADDRESS);

            assertThat(facts().emailAddress()).isEqualTo(Office.USER);
            assertThat(office.mailsTo(NEW_ADDRESS)).isEmpty();
            assertThat(history.of(nancy).get(0).type()).isEqualTo(AccountChangeType.EMAIL_ADDRESS_CANCELLED);
        }

        @Test
        void isShownInTheHistoryWhenTheHelpDeskHasCorrectedARefusedOne() throws Exception {
            enter("nancy@typo.example");

            transactions.executeWithoutResult(it -> events.publishEvent(new MailAddressCorrected(
                    CaseKind.ACCOUNT.of(nancy), Audience.NEW_ADDRESS, "nancy@typo.example", NEW_ADDRESS)));

            assertThat(history.of(nancy).get(0))
                    .extracting(AccountChange::type, AccountChange::note)
                    .containsExactly(AccountChangeType.EMAIL_ADDRESS_ENTERED, NEW_ADDRESS);
            assertThat(page("/staff/accounts/" + nancy).text()).contains(NEW_ADDRESS);
            office.runJobs();
            assertThat(plain(office.lastMailTo(Office.USER)))
                    .contains(NEW_ADDRESS)
                    .doesNotContain("typo.example");
        }

        @Test
        void isShownOnTheListOfTheSupervisorWhileItWaits() throws Exception {
            enter(NEW_ADDRESS);
            acting.is(Office.SUPERVISOR);
            assertThat(page("/people").text()).contains("New email address: " + NEW_ADDRESS);

            logIn(NEW_ADDRESS);

            acting.is(Office.SUPERVISOR);
            assertThat(page("/people").text()).doesNotContain("New email address:");
        }

        @Test
        void isReplacedByAnother() {
            enter("nancy@typo.example");
            enter(NEW_ADDRESS);

            logIn("nancy@typo.example");
            assertThat(facts().emailAddress()).isEqualTo(Office.USER);
            logIn(NEW_ADDRESS);
            assertThat(facts().emailAddress()).isEqualTo(NEW_ADDRESS);
        }

        @Test
        void doesNotCountAnyMoreWhenTheRegisterHasAnotherOne() {
            enter(NEW_ADDRESS);
            register.change(nancy, f -> f.withEmailAddress("nancy@example.org"), Cause.note(null));

            logIn(NEW_ADDRESS);

            assertThat(facts().emailAddress()).isEqualTo("nancy@example.org");
            assertThat(addresses.waiting(register.get(nancy))).isEmpty();
        }

        @Test
        void isNotThatOfTheSupervisor() {
            refused(
                    "newEmailAddress",
                    "request.rule.addressOfSupervisor",
                    () -> corrected("jobTitle", "RN", "newEmailAddress", Office.SUPERVISOR));
        }

        @Test
        void needsAnAccount() {
            refused(
                    "newEmailAddress",
                    "request.rule.newAddressWithoutAccount",
                    () -> office.submit("newEmailAddress", NEW_ADDRESS, "emailAddress", "third.nurse@sphealth.org"));
        }

        private void enter(String address) {
            String number = corrected("newEmailAddress", address);
            office.provisionChange(number);
            assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
        }
    }

    @Nested
    class ByTheHelpDesk {

        @Test
        void correctsWithAReasonAndTellsBoth() throws Exception {
            acting.is(Office.HELP_DESK, Role.HELP_DESK);

            send("/details", typed("legalLastName", "Miller", "phoneNumber", "(406) 444 1000", "vfcPin", "MT2202"))
                    .andExpect(redirectedUrl("/staff/accounts/" + nancy))
                    .andExpect(flash().attribute("notice", "corrected"));
            office.runJobs();

            assertThat(facts())
                    .isEqualTo(SampleAccount.facts()
                            .with(Map.of("lastName", "Miller", "phoneNumber", "406-444-1000", "vfcPin", "2202")));
            assertThat(history.of(nancy))
                    .filteredOn(change -> change.field() != null)
                    .extracting(AccountChange::field, AccountChange::actor, AccountChange::note)
                    .contains(tuple("lastName", Office.HELP_DESK, "Married, says Stacy"));
            assertThat(audited("ACCOUNT_CORRECTED")).isEqualTo("nnurse");
            for (String address : List.of(Office.USER, Office.SUPERVISOR)) {
                assertThat(plain(office.lastMailTo(address)))
                        .containsSubsequence("Last name: from Nurse to Miller", "VFC PIN: from 2102 to 2202")
                        .contains("Phone number: changed")
                        .doesNotContain("406-444-1000");
            }
            acting.is(Office.HELP_DESK, Role.HELP_DESK);
            assertThat(page("/staff/accounts/" + nancy).text())
                    .contains("Married, says Stacy", "Last name: from Nurse to Miller", "406-444-1000");
        }

        @Test
        void correctsTheUserNameAndSaysSo() throws Exception {
            send("/details", typed("username", "nmiller")).andExpect(flash().attribute("notice", "corrected"));
            office.runJobs();

            assertThat(facts()).isEqualTo(SampleAccount.facts().with(Map.of("username", "nmiller")));
            assertThat(register.ofLogin("NMiller")).isNotEmpty();
            assertThat(history.of(nancy).get(0))
                    .extracting(AccountChange::field, AccountChange::before, AccountChange::after, AccountChange::note)
                    .containsExactly("username", "nnurse", "nmiller", "Married, says Stacy");
            for (String address : List.of(Office.USER, Office.SUPERVISOR)) {
                assertThat(plain(office.lastMailTo(address)))
                        .contains("user name is now nmiller")
                        .doesNotContain("user name and", "and the password stay");
            }
        }

        @Test
        void sendsCredentialsUnderTheCorrectedUserName() throws Exception {
            register.inactivate(nancy, InactivationReason.INACTIVITY, Cause.note(null));
            String number = office.submit("startDate", "2026-11-30", "emailAddress", "third.nurse@sphealth.org");
            acting.is("third.nurse@sphealth.org");
            forms.complete(
                    AccessRequestProcess.KEY,
                    number,
                    AccessRequestProcess.SIGN_USER_AGREEMENT,
                    office.signature(number));
            office.decide(
                    number,
                    Map.of(
                            "outcome",
                            "PROVISIONED",
                            "likelyAccount",
                            office.noneOfThese(),
                            "username",
                            "tnrse",
                            "temporaryPassword",
                            "Once-4-you"));
            nancy = register.ofLogin("tnrse").get(0).number();

            send("/details", typed("username", "tnurse")).andExpect(flash().attribute("notice", "corrected"));
            office.wait("2026-11-30T08:00");

            assertThat(plain(office.lastMailTo("third.nurse@sphealth.org")))
                    .contains("tnurse")
                    .doesNotContain("tnrse");
        }

        @Test
        void tellsOnlyTheLastStateOfWhatWasCorrectedTwice() throws Exception {
            send("/details", typed("jobTitle", "RN", "locationName", "SPH North"));
            send("/details", typed("jobTitle", "Lead RN", "locationName", "SPH Broadway"));
            office.runJobs();

            assertThat(office.mailsTo(Office.USER)).hasSize(1);
            assertThat(plain(office.lastMailTo(Office.USER)))
                    .contains("Job title: Lead RN")
                    .doesNotContain("SPH North");
        }

        @Test
        void asksAboutAnotherPersonOrEmployerOnACheckPage() throws Exception {
            Map<String, String> typed =
                    typed("legalFirstName", "Mary", "legalLastName", "Miller", "employer", "Benefis Health");
            Document check = Jsoup.parse(send("/details", typed)
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getContentAsString());
            assertThat(check.select("button[name=confirm]")).hasSize(1);
            assertThat(check.text()).contains("Is it the same person?", "Is it the same employer");
            assertThat(facts()).isEqualTo(SampleAccount.facts());

            Map<String, String> again = new LinkedHashMap<>();
            check.select("input[type=hidden]").forEach(it -> again.put(it.attr("name"), it.val()));
            again.put("confirm", "true");
            send("/details", again).andExpect(flash().attribute("notice", "corrected"));
            assertThat(facts().personName()).isEqualTo("Mary Miller");
        }

        @Test
        void correctsTheEndDateAndTheNameOfTheSupervisor() throws Exception {
            send(
                            "/details",
                            typed(
                                    "endDateMonth",
                                    "2",
                                    "endDateDay",
                                    "28",
                                    "endDateYear",
                                    "2027",
                                    "supervisorName",
                                    "Stacy Supervisor-Jones"))
                    .andExpect(flash().attribute("notice", "corrected"));

            assertThat(facts().endDate()).isEqualTo(LocalDate.of(2027, 2, 28));
            assertThat(facts().supervisorName()).isEqualTo("Stacy Supervisor-Jones");
            assertThat(facts().supervisorAddress()).isEqualTo(Office.SUPERVISOR);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                username        |                                 | Please fill this in
                username        | n nurse                         | Do not use
                username        | AAbel                           | has this user name
                reason          |                                 | Please fill this in
                legalLastName   |                                 | Please fill this in
                legalLastName   | -                               | only one name
                legalFirstName  | <b>                             | Do not use
                phoneNumber     | 12                              | ten digits
                vfcPin          | none                            | digits
                newEmailAddress | nancy@                          | email
                newEmailAddress | stacy.supervisor@sphealth.org   | own address
                newEmailAddress | ada.abel@sphealth.org           | has this email address
                endDate         | 2026-11-22                      | This day is over
                endDate         | 2027-02-30                      | February
                """)
        void saysBesideTheFieldWhatIsWrongAndKeepsWhatWasTyped(String field, String value, String words)
                throws Exception {
            register.open(SampleAccount.facts("aabel", "Ada", "Abel", "ada.abel@sphealth.org"), Cause.note("test"));

            Document page = wrong(typed(field, value == null ? "" : value, "jobTitle", "Kept RN"));

            assertThat(page.select("#" + field + "-error").text()).containsIgnoringCase(words);
            assertThat(page.select(".form-errors li")).hasSize(1);
            assertThat(page.select("#jobTitle").val()).isEqualTo("Kept RN");
            assertThat(facts()).isEqualTo(SampleAccount.facts());
        }

        @Test
        void keepsAnEndDateThatIsOver() throws Exception {
            register.change(nancy, f -> f.with(Map.of("endDate", "2026-11-20")), Cause.note(null));

            send("/details", typed("jobTitle", "RN")).andExpect(flash().attribute("notice", "corrected"));

            assertThat(facts().endDate()).isEqualTo(LocalDate.of(2026, 11, 20));
        }

        @Test
        void doesNotOverwriteWhatSomebodyElseChangedMeanwhile() throws Exception {
            Map<String, String> typed = typed("jobTitle", "RN");
            register.change(nancy, f -> f.with(Map.of("locationName", "SPH North")), Cause.note("elsewhere"));

            Document page = Jsoup.parse(send("/details", typed)
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getContentAsString());

            assertThat(page.text()).contains("Somebody changed this account meanwhile");
            assertThat(page.select("#jobTitle").val()).isEqualTo("RN");
            assertThat(facts().locationName()).isEqualTo("SPH North");
            assertThat(facts().jobTitle()).isNull();
        }

        @Test
        void saysThatNothingWasDifferent() throws Exception {
            send("/details", typed()).andExpect(flash().attribute("notice", "nothingCorrected"));
            office.runJobs();
            assertThat(office.mailsTo(Office.USER)).isEmpty();
        }

        @Test
        void keepsTheAddressOfAnOpenRequest() throws Exception {
            office.submitFor(nancy);
            acting.is(Office.HELP_DESK, Role.HELP_DESK);

            assertThat(wrong(typed("newEmailAddress", NEW_ADDRESS))
                            .select("#newEmailAddress-error")
                            .text())
                    .contains("is open");
        }

        private Document wrong(Map<String, String> typed) throws Exception {
            return Jsoup.parse(send("/details", typed)
                    .andExpect(status().isUnprocessableEntity())
                    .andReturn()
                    .getResponse()
                    .getContentAsString());
        }

        /** What the page of now would send, with changes. */
        private Map<String, String> typed(String... changes) throws Exception {
            Map<String, String> typed = new LinkedHashMap<>();
            page("/staff/accounts/" + nancy + "/details")
                    .select("main form [name]")
                    .forEach(it -> typed.put(it.attr("name"), it.val()));
            typed.remove("_csrf");
            typed.put("reason", "Married, says Stacy");
            for (int i = 0; i < changes.length; i += 2) {
                typed.put(changes[i], changes[i + 1]);
            }
            if (typed.containsKey("endDate")) {
                List.of("Month", "Day", "Year").forEach(part -> typed.remove("endDate" + part));
            }
            return typed;
        }
    }

    private String corrected(Object... changes) {
        Object[] all = new Object[changes.length + 4];
        all[0] = "accessLevel";
        all[1] = "READ_ONLY_WITH_CONSENT";
        all[2] = "endDate";
        all[3] = "";
        System.arraycopy(changes, 0, all, 4, changes.length);
        return office.submitFor(nancy, all);
    }

    private AccountFacts facts() {
        return register.get(nancy).facts();
    }

    private void logIn(String address) {
        events.publishEvent(
                new PersonLoggedIn(new Person("https://issuer", address, address, address, Set.of(Role.CITIZEN))));
    }

    private String audited(String action) {
        return jdbc.sql("select account from audit_event where action = :action order by id desc limit 1")
                .param("action", action)
                .query(String.class)
                .single();
    }

    private ResultActions send(String path, Map<String, String> fields) throws Exception {
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        var sent = post("/staff/accounts/" + nancy + path).with(csrf()).with(desk());
        fields.forEach(sent::param);
        return http.perform(sent);
    }

    private Document page(String url) throws Exception {
        return Jsoup.parse(http.perform(get(url).with(desk()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    private static RequestPostProcessor desk() {
        return user("d").authorities(() -> "ROLE_HELP_DESK");
    }

    private static String plain(String mail) {
        return mail.replaceAll("\\s+", " ");
    }

    private static void refused(String field, String messageKey, ThrowingCallable submission) {
        assertThatThrownBy(submission)
                .isInstanceOfSatisfying(
                        FormRejectedException.class,
                        rejected -> assertThat(rejected.errors())
                                .extracting(FormError::field, FormError::messageKey)
                                .containsExactly(tuple(field, messageKey)));
    }
}
