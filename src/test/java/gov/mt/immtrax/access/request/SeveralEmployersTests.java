package gov.mt.immtrax.access.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.AccountStatus;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.deletion.SampleDeletion;
import gov.mt.immtrax.access.deletion.submission.DeletionService;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A nurse works at two clinics: one login, one password, and an account for each employer. */
@ModelTest
class SeveralEmployersTests {

    private static final String EVE = "eve.elsewhere@example.org";
    private static final String CLINIC = "Elsewhere Clinic";

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    RequestService service;

    @Autowired
    AccountRegister register;

    @Autowired
    DeletionService deletions;

    @Autowired
    FormSubmissionService forms;

    @Autowired
    ProvisioningContradictions contradictions;

    private String first;

    @BeforeEach
    void worksAtStPeters() {
        office.itIs("2026-11-23T10:00");
        String number = signed(office.submit());
        office.provision(number);
        office.runJobs();
        first = login().get(0).number();
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void asksTheHelpDeskWhetherAsWellOrInstead() {
        String number = signed(submitElsewhere());

        assertThatThrownBy(() -> provision(number, "username", "nnurse")).satisfies(refusedAt("otherEmployer"));
        assertThatThrownBy(() -> provision(number, "likelyAccount", first)).satisfies(refusedAt("otherEmployer"));

        assertThat(login()).hasSize(1);
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);
    }

    @Test
    void addsTheEmployerToTheLogin() {
        String number = signed(submitElsewhere());
        provision(number, "username", "NNurse", "otherEmployer", "AS_WELL");
        office.runJobs();

        assertThat(login())
                .extracting(
                        it -> it.facts().username(),
                        it -> it.facts().employer(),
                        it -> it.facts().supervisorAddress(),
                        it -> it.facts().agreementRequest(),
                        Account::status)
                .containsExactly(
                        tuple(
                                "nnurse",
                                "St. Peters Health",
                                Office.SUPERVISOR,
                                login().get(0).facts().agreementRequest(),
                                AccountStatus.ACTIVE),
                        tuple("nnurse", CLINIC, EVE, number, AccountStatus.ACTIVE));
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
        assertThat(office.lastMailTo(Office.USER))
                .contains("Your imMTrax login now has access under " + CLINIC + ", too", "You keep your user name")
                .doesNotContain(Office.PASSWORD);
        assertThat(office.lastMailTo(EVE))
                .contains("now has access to imMTrax under " + CLINIC)
                .doesNotContain("St. Peters", Office.SUPERVISOR);
        assertThat(office.mailsTo(Office.SUPERVISOR)).noneMatch(mail -> mail.contains(CLINIC));
    }

    @Test
    void takesNoPasswordForALoginThatHasOne() {
        String number = signed(submitElsewhere());
        assertThatThrownBy(() -> provision(
                        number, "username", "nnurse", "otherEmployer", "AS_WELL", "temporaryPassword", Office.PASSWORD))
                .satisfies(refusedAt("temporaryPassword"));
    }

    @Test
    void movesTheAccountInstead() {
        String number = signed(submitElsewhere());
        provision(number, "likelyAccount", first, "otherEmployer", "INSTEAD", "despiteContradiction", true);
        office.runJobs();

        assertThat(login())
                .extracting(Account::number, it -> it.facts().employer())
                .containsExactly(tuple(first, CLINIC));
        assertThat(office.lastMailTo(Office.SUPERVISOR)).contains("has ended");
    }

    @Test
    void addsOnTheStartDate() {
        String number = signed(submitElsewhere("startDate", "2026-12-14"));
        provision(number, "username", "nnurse", "otherEmployer", "AS_WELL");
        office.runJobs();
        assertThat(login()).hasSize(1);
        assertThat(office.lastMailTo(Office.USER)).contains("access under " + CLINIC + " from");

        office.wait("2026-12-11T12:00");
        assertThat(login()).hasSize(1);
        office.wait("2026-12-14T12:00");
        assertThat(login()).extracting(it -> it.facts().employer()).containsExactly("St. Peters Health", CLINIC);
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
    }

    @Test
    void opensTheSameAccountAgainWhenAnEndedJobBeginsAgain() {
        String number = signed(submitElsewhere());
        provision(number, "username", "nnurse", "otherEmployer", "AS_WELL");
        office.runJobs();
        String second = login().get(1).number();
        register.inactivate(second, InactivationReason.ACCESS_DELETION, Cause.note("for this test"));

        acting.is(EVE);
        String again = service.submit(elsewhere());
        office.runJobs();
        provision(again, "username", "nnurse", "otherEmployer", "AS_WELL");
        office.runJobs();

        assertThat(login()).extracting(Account::number).containsExactly(first, second);
        assertThat(login()).allMatch(Account::isActive);
        assertThat(office.lastMailTo(Office.USER))
                .contains("You keep your user name")
                .doesNotContain(Office.PASSWORD);
    }

    @Test
    void changesTheAccountOfTheRequestsEmployer() {
        String number = signed(submitElsewhere());
        provision(number, "username", "nnurse", "otherEmployer", "AS_WELL");
        office.runJobs();

        acting.is(EVE);
        String change = service.submit(elsewhere(
                "requestType", "PERMISSIONS_CHANGE", "accessLevel", "RECORD_MAINTENANCE", "startDate", "2026-11-23"));
        office.runJobs();
        office.provisionChange(change);
        office.runJobs();

        assertThat(login())
                .extracting(
                        it -> it.facts().employer(),
                        it -> it.facts().accessLevel().name())
                .contains(tuple(CLINIC, "RECORD_MAINTENANCE"))
                .doesNotContain(tuple("St. Peters Health", "RECORD_MAINTENANCE"));
    }

    @Test
    void givesTheNameOfTheLoginUnderEveryEmployer() {
        String number = signed(submitElsewhere());
        provision(number, "username", "nnurse", "otherEmployer", "AS_WELL");
        office.runJobs();

        register.change(
                first,
                facts -> facts.with(Map.of("lastName", "Married", "username", "nmarried")),
                Cause.note("married"));

        assertThat(register.ofLogin("nnurse")).isEmpty();
        assertThat(register.ofLogin("nmarried"))
                .extracting(it -> it.facts().lastName(), it -> it.facts().employer())
                .containsExactly(tuple("Married", "St. Peters Health"), tuple("Married", CLINIC));
    }

    @Test
    void movesNothingWhileItIsUncertainWhichAccountLeaves() {
        String second = addElsewhere();
        acting.is("third@example.org");
        String number = signed(service.submit(Office.screenshotWith(
                "supervisorName", "Theo Third", "employer", "Third Clinic", "locationName", "Third Street")));
        assertThatThrownBy(() -> provision(number, "username", "nnurse", "otherEmployer", "INSTEAD"))
                .satisfies(refusedAt("otherEmployer"));

        provision(number, "likelyAccount", second, "otherEmployer", "INSTEAD", "despiteContradiction", true);
        office.runJobs();
        assertThat(login())
                .extracting(it -> it.facts().employer())
                .containsExactly("St. Peters Health", "Third Clinic");
    }

    @Test
    void reactivatesTheAccountOfTheRequestsEmployer() {
        String second = addElsewhere();
        List.of(first, second)
                .forEach(it -> register.inactivate(it, InactivationReason.INACTIVITY, Cause.note("not used")));
        acting.is(EVE);
        String again = service.submit(elsewhere());
        office.runJobs();
        provision(again, "username", "nnurse", "temporaryPassword", Office.PASSWORD);
        office.runJobs();
        assertThat(register.get(second).isActive()).isTrue();
        assertThat(register.get(first).isActive()).isFalse();
        assertThat(register.get(first).facts().employer()).isEqualTo("St. Peters Health");
    }

    @Test
    void addsToTheLoginUnderItsNewUserName() {
        String number = signed(submitElsewhere("startDate", "2026-12-14"));
        provision(number, "username", "nnurse", "otherEmployer", "AS_WELL");
        office.runJobs();
        register.change(first, facts -> facts.with(Map.of("username", "nmarried")), Cause.note("married"));

        office.wait("2026-12-14T12:00");

        assertThat(register.ofLogin("nmarried"))
                .extracting(it -> it.facts().employer())
                .containsExactly("St. Peters Health", CLINIC);
    }

    @Test
    void waitsUntilTheLoginHasItsPassword() {
        acting.is(Office.SUPERVISOR);
        String later = signedByTina(service.submit(ofTina("startDate", "2026-12-14")));
        provision(later, "username", "ttwofold", "temporaryPassword", Office.PASSWORD);
        office.runJobs();
        acting.is(EVE);
        String number = signedByTina(service.submit(
                ofTina("employer", CLINIC, "locationName", "Elsewhere East", "supervisorName", "Eve Elsewhere")));
        assertThatThrownBy(() -> provision(number, "username", "ttwofold", "otherEmployer", "AS_WELL"))
                .satisfies(refusedAt("otherEmployer"));
        office.wait("2026-12-14T12:00");
        provision(number, "username", "ttwofold", "otherEmployer", "AS_WELL");
    }

    @Test
    void goesOnWhenTheOtherJobEnds() {
        acting.is(Office.SUPERVISOR);
        String number = service.submit(elsewhere("otherEmployer", "AS_WELL"));
        office.runJobs();
        acting.is(Office.SUPERVISOR);
        deletions.submit(SampleDeletion.with());
        office.runJobs();
        assertThat(office.request(number).status().isOpen()).isTrue();
    }

    private String addElsewhere() {
        String number = signed(submitElsewhere());
        provision(number, "username", "nnurse", "otherEmployer", "AS_WELL");
        office.runJobs();
        return login().get(1).number();
    }

    private static Map<String, Object> ofTina(Object... changes) {
        Map<String, Object> values = Office.screenshotWith(changes);
        values.remove("legalMiddleName");
        values.putAll(
                Map.of("emailAddress", "tina@sphealth.org", "legalFirstName", "Tina", "legalLastName", "Twofold"));
        return values;
    }

    private String signedByTina(String number) {
        office.runJobs();
        Map<String, Object> signature = new HashMap<>(Office.signature(number));
        signature.put("facilityName", office.request(number).employer());
        signature.put("fullLegalName", office.request(number).legalName());
        acting.is("tina@sphealth.org");
        forms.complete(AccessRequestProcess.KEY, number, AccessRequestProcess.SIGN_USER_AGREEMENT, signature);
        office.runJobs();
        return number;
    }

    @Test
    void takesRequestsOfOneSupervisorForTwoEmployers() {
        acting.is(Office.SUPERVISOR);
        String one = service.submit(Office.screenshotWith(
                "emailAddress", "tina@sphealth.org", "legalFirstName", "Tina", "legalLastName", "Twofold"));
        Map<String, Object> other = Office.screenshotWith(
                "emailAddress",
                "tina@sphealth.org",
                "legalFirstName",
                "Tina",
                "legalLastName",
                "Twofold",
                "employer",
                CLINIC,
                "locationName",
                "Elsewhere East");
        assertThat(service.submit(other)).isNotEqualTo(one);
        assertThatThrownBy(() -> service.submit(Office.screenshotWith(
                        "emailAddress", "tina@sphealth.org", "employer", "ELSEWHERE CLINIC", "justification", "Again")))
                .satisfies(refusedAt("emailAddress"));
    }

    @Test
    void asksTheSupervisorOfBoth() {
        acting.is(Office.SUPERVISOR);
        assertThatThrownBy(() -> service.submit(elsewhere())).satisfies(refusedAt("otherEmployer"));
        assertThat(service.submit(elsewhere("otherEmployer", "AS_WELL"))).isNotNull();
    }

    @Test
    void movesNothingThatTheSupervisorSaysIsKept() {
        acting.is(EVE);
        assertThatThrownBy(() -> service.submit(elsewhere(
                        "requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES", "otherEmployer", "AS_WELL")))
                .satisfies(refusedAt("otherEmployer"));
    }

    @Test
    void isNotHeldUpByTheEndOfTheOtherJob() {
        acting.is(Office.SUPERVISOR);
        deletions.submit(SampleDeletion.with());
        String number = signed(submitElsewhere());
        assertThat(contradictions.of(office.request(number))).isEmpty();
        provision(number, "username", "nnurse", "otherEmployer", "AS_WELL");
    }

    private List<Account> login() {
        return register.ofLogin("nnurse");
    }

    private String submitElsewhere(Object... changes) {
        acting.is(EVE);
        return service.submit(elsewhere(changes));
    }

    private static Map<String, Object> elsewhere(Object... changes) {
        Map<String, Object> values = Office.screenshotWith(
                "supervisorName", "Eve Elsewhere", "employer", CLINIC, "locationName", "Elsewhere East");
        for (int i = 0; i < changes.length; i += 2) {
            values.put((String) changes[i], changes[i + 1]);
        }
        return values;
    }

    private String signed(String number) {
        office.runJobs();
        Map<String, Object> signature = new HashMap<>(Office.signature(number));
        signature.put("facilityName", office.request(number).employer());
        office.sign(number, signature);
        office.runJobs();
        return number;
    }

    private void provision(String number, Object... decision) {
        Map<String, Object> values = new HashMap<>(Map.of("outcome", "PROVISIONED"));
        for (int i = 0; i < decision.length; i += 2) {
            values.put((String) decision[i], decision[i + 1]);
        }
        assertThat(office.decide(number, values)).isTrue();
    }

    private static ThrowingConsumer<Throwable> refusedAt(String field) {
        return thrown -> assertThat(((FormRejectedException) thrown).errors())
                .extracting(FormError::field)
                .containsExactly(field);
    }
}
