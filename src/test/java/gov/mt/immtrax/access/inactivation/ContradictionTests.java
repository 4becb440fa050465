package gov.mt.immtrax.access.inactivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.AccountStatus;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.deletion.SampleDeletion;
import gov.mt.immtrax.access.deletion.submission.DeletionService;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.inactivation.process.AccountInactivationProcess;
import gov.mt.immtrax.access.request.RequestStatus;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.MockMvc;

/** A task shows what contradicts it, and an outcome that makes no sense is asked about. */
@ModelTest
@AutoConfigureMockMvc
@WithMockUser
class ContradictionTests {

    private static final String ASKED = "despiteContradiction";

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    AccountRegister register;

    @Autowired
    DeletionService deletions;

    @Autowired
    FormSubmissionService forms;

    @Autowired
    RuntimeService engine;

    @Autowired
    MockMvc http;

    @BeforeEach
    void open() {
        office.itIs("2026-12-07T10:00");
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    /** An account that ends on Friday, December 11, 2026. */
    @Nested
    class AtTheEndDate {

        private String account;

        @BeforeEach
        void open() {
            account = register.open(SampleAccount.endingOn(LocalDate.of(2026, 12, 11)), Cause.note("test"))
                    .number();
        }

        @Test
        void asksInTheNightAfterItWithoutAnExtension() {
            office.wait("2026-12-11T23:59");
            assertThat(task()).isFalse();
            office.wait("2026-12-12T06:00");
            assertThat(task()).isTrue();
        }

        /** Requested in the afternoon of the last day, due three business days later. */
        @Test
        void waitsForAnExtensionUntilItIsDue() {
            String extension = extend("2026-12-11T16:00", Office.SUPERVISOR);
            assertThat(LocalDate.ofInstant(office.request(extension).dueAt(), java.time.ZoneId.of("America/Denver")))
                    .isEqualTo("2026-12-16");

            office.wait("2026-12-16T23:59");
            assertThat(task()).isFalse();
            office.wait("2026-12-17T06:00");
            assertThat(task()).isTrue();
        }

        /** The help desk has confirmed it in time, and it takes effect after the weekend on which the access ends. */
        @Test
        void waitsForAnExtensionThatTakesEffectLater() {
            String extension = office.submitFor(account, "startDate", "2026-12-14", "endDate", "2027-03-31");
            office.wait("2026-12-10T10:00");
            office.provisionChange(extension);

            office.wait("2026-12-13T12:00");
            assertThat(task()).isFalse();
            office.wait("2026-12-15T06:00"); // the service was off on the start date
            assertThat(task()).isFalse();
            assertThat(register.get(account).facts().endDate()).isEqualTo("2027-03-31");
        }

        /** A form that names the account and no end date removes it. */
        @Test
        void waitsForTheRemovalOfTheEndDateToo() {
            office.wait("2026-12-11T16:00");
            String removal = office.submitFor(account);
            office.wait("2026-12-16T23:59");
            assertThat(task()).isFalse();

            office.provisionChange(removal);
            office.wait("2026-12-18T06:00");

            assertThat(task()).isFalse();
            assertThat(register.get(account).facts().endDate()).isNull();
        }

        @Test
        void goesOnWithTheNewEndDate() {
            String extension = extend("2026-12-11T16:00", Office.SUPERVISOR);
            office.wait("2026-12-14T09:00");
            office.provisionChange(extension);

            office.wait("2026-12-18T06:00");

            assertThat(task()).isFalse();
            assertThat(register.get(account).facts().endDate()).isEqualTo("2027-03-31");
        }

        @Test
        void asksInTheNightAfterTheExtensionWasDeclined() {
            String extension = extend("2026-12-11T16:00", Office.SUPERVISOR);
            office.wait("2026-12-14T09:00");
            office.decide(extension, Map.of("outcome", "DECLINED", "note", "No longer needed."));

            office.wait("2026-12-15T06:00");

            assertThat(task()).isTrue();
        }

        /** Typed text is no authority: whoever is not the account's supervisor holds nothing. */
        @Test
        void doesNotWaitForTheRequestOfSomebodyElse() {
            extend("2026-12-11T16:00", "other.supervisor@example.org");

            office.wait("2026-12-12T06:00");

            assertThat(task()).isTrue();
        }

        @Test
        void showsAnOpenExtensionAndAsksBeforeTheAccountEnds() throws Exception {
            office.wait("2026-12-12T06:00");
            String extension = extend("2026-12-14T09:00", Office.SUPERVISOR);
            http.perform(get("/staff/accounts/" + account + "/summary.json")
                            .with(user("r").roles("REGISTRY_STAFF")))
                    .andExpect(jsonPath("$.contradictions[0]")
                            .value("Request " + extension
                                    + " asks for a later end date, 03-31-2027, and is open. Decide that request"
                                    + " first."));

            refusesBut(() -> inactivate(Map.of()), () -> inactivate(Map.of(ASKED, true)));
            assertThat(register.get(account).status()).isEqualTo(AccountStatus.INACTIVATED);
        }

        @Test
        void asksBeforeAnAccountIsChangedThatIsAboutToEnd() {
            office.itIs("2026-12-10T10:00");
            String otherLevel = office.submit(
                    "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "accessLevel", "RECORD_MAINTENANCE");
            office.wait("2026-12-12T09:00");

            refusesBut(() -> provision(otherLevel, Map.of()), () -> provision(otherLevel, Map.of(ASKED, true)));
        }

        private String extend(String at, String asker) {
            office.wait(at);
            acting.is(asker);
            return asker.equals(Office.SUPERVISOR)
                    ? office.submitFor(account, "endDate", "2027-03-31")
                    : forms.start(
                            gov.mt.immtrax.access.request.process.AccessRequestProcess.KEY,
                            Office.screenshotWith(
                                    "requestType",
                                    "PERMISSIONS_CHANGE",
                                    "hadPriorAccess",
                                    "YES",
                                    "endDate",
                                    "2027-03-31"));
        }

        private boolean task() {
            return office.task(account, AccountInactivationProcess.INACTIVATE_ACCOUNT) != null;
        }

        private void inactivate(Map<String, Object> more) {
            acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
            Map<String, Object> answer = new HashMap<>(Map.of("outcome", "INACTIVATED"));
            answer.putAll(more);
            forms.complete(
                    AccountInactivationProcess.KEY, account, AccountInactivationProcess.INACTIVATE_ACCOUNT, answer);
        }
    }

    /** The day before, on and after the end date of the request itself. */
    @ParameterizedTest
    @CsvSource({"2026-12-10T10:00, false", "2026-12-11T23:59, false", "2026-12-12T00:00, true"})
    void asksBeforeARequestIsProvisionedWhoseEndDateHasPassed(String now, boolean asks) throws Exception {
        String number = office.submit("startDate", "2026-12-07", "endDate", "2026-12-11");
        office.sign(number);
        office.itIs(now);
        var summary = get("/staff/requests/" + number + "/summary.json")
                .with(user("h").roles("HELP_DESK"));

        if (asks) {
            http.perform(summary)
                    .andExpect(jsonPath("$.contradictions[0]")
                            .value(
                                    "The end date of this request, 12-11-2026, has passed. Return the request so that the"
                                            + " supervisor corrects it, or decline it."));
            http.perform(get("/requests/" + number))
                    .andExpect(content().string(containsString("has passed before the access was set up")));
            refusesBut(() -> provisionNew(number, Map.of()), () -> provisionNew(number, Map.of(ASKED, true)));
        } else {
            http.perform(summary).andExpect(jsonPath("$.contradictions").isEmpty());
            provisionNew(number, Map.of());
        }
        assertThat(office.request(number).status()).isNotEqualTo(RequestStatus.AWAITING_PROVISIONING);
    }

    @Test
    void takesAReturnWithoutAsking() {
        String number = office.submit("startDate", "2026-12-07", "endDate", "2026-12-11");
        office.sign(number);
        office.itIs("2026-12-14T10:00");

        office.decide(number, Map.of("outcome", "RETURNED", "note", "The end date has passed."));

        assertThat(office.request(number).status()).isEqualTo(RequestStatus.RETURNED);
    }

    /** A planned deletion is shown; only a request for the time after it contradicts it. */
    @ParameterizedTest
    @CsvSource({"2026-12-17, false", "2026-12-18, true"})
    void asksAboutAnOpenDeletion(String start, boolean asks) {
        String account =
                register.open(SampleAccount.facts(), Cause.note("test")).number();
        acting.is(Office.SUPERVISOR);
        deletions.submit(SampleDeletion.with("lastDay", "2026-12-17"));
        String number = office.submitFor(account, "startDate", start, ASKED, asks);
        office.wait("2026-12-15T10:00"); // when the help desk is asked to make the change

        if (asks) {
            refusesBut(() -> provision(number, Map.of()), () -> provision(number, Map.of(ASKED, true)));
        } else {
            provision(number, Map.of());
        }
    }

    /** Registry staff decide whether the account has been unused for too long; a change does not use it. */
    @Test
    void asksBeforeAnAccountIsChangedThatIsAboutToEndForInactivity() throws Exception {
        String account =
                register.open(SampleAccount.facts(), Cause.note("test")).number();
        String number = office.submitFor(account);
        engine.startProcessInstanceByKey(
                AccountInactivationProcess.KEY,
                account,
                Map.of(
                        "accountNumber",
                        account,
                        "caseNumber",
                        account,
                        "inactivationReason",
                        "INACTIVITY",
                        "inactivator",
                        "registry-staff",
                        "inactivationDays",
                        3,
                        "confirmationMode",
                        "STAFF"));

        http.perform(get("/staff/requests/" + number + "/summary.json")
                        .with(user("h").roles("HELP_DESK")))
                .andExpect(
                        jsonPath("$.contradictions[0]").value(containsString(account + " is about to be inactivated")));
        refusesBut(() -> provision(number, Map.of()), () -> provision(number, Map.of(ASKED, true)));
    }

    private void provision(String number, Map<String, Object> more) {
        Map<String, Object> answer = new HashMap<>(Map.of("outcome", "PROVISIONED"));
        answer.putAll(more);
        assertThat(office.decide(number, answer)).isTrue();
    }

    private void provisionNew(String number, Map<String, Object> more) {
        Map<String, Object> answer = new HashMap<>(
                Map.of("outcome", "PROVISIONED", "username", "nnurse", "temporaryPassword", Office.PASSWORD));
        answer.putAll(more);
        assertThat(office.decide(number, answer)).isTrue();
    }

    private static void refusesBut(Runnable unanswered, Runnable answered) {
        assertThatThrownBy(unanswered::run)
                .isInstanceOfSatisfying(
                        FormRejectedException.class,
                        refused -> assertThat(refused.errors())
                                .extracting(FormError::field)
                                .containsExactly(ASKED));
        answered.run();
    }
}
