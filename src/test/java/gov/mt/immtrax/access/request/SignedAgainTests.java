package gov.mt.immtrax.access.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.agreement.SignedAgreementRepository;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import gov.mt.immtrax.access.timeline.CaseEvent;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

/** What was signed binds: what follows when a request is corrected before or after its user has signed. */
@ModelTest
class SignedAgainTests {

    private static final String OTHER = "nora.nurse@sphealth.org";
    private static final Map<String, Object> PROVISIONED =
            Map.of("outcome", "PROVISIONED", "username", "nnurse", "temporaryPassword", Office.PASSWORD);

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    AccountRegister register;

    @Autowired
    SignedAgreementRepository agreements;

    @Autowired
    FormSubmissionService forms;

    @Autowired
    Timeline timeline;

    @Autowired
    RequestChanges changes;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    RuntimeService runtime;

    /** A Monday; Thursday of this week is Thanksgiving. */
    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void signsAgainForAnotherEmployerAndIsSetUpWithTheNewSignature(boolean returned) {
        String number = signed();
        if (returned) {
            giveBack(number);
        }
        office.itIs("2026-11-24T10:00");

        office.correct(
                number, "employer", "Benefis", "locationName", "Benefis East", "accessLevel", "RECORD_MAINTENANCE");
        office.runJobs();

        assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_SIGNATURE);
        assertThat(office.request(number).paperworkCompleteAt()).isNull();
        assertThat(office.request(number).dueAt()).isEqualTo(montana("2026-11-30T17:00"));
        assertThat(office.task(number, AccessRequestProcess.PROVISION_ACCESS)).isNull();
        assertThat(office.mailsTo(Office.USER)).hasSize(2).last().asString().contains("sign", "again");
        assertThat(lastMailTo(Office.USER))
                .contains(
                        "Employer: now Benefis (before: St. Peters Health)",
                        "Location Name: now Benefis East (before: SPH Broadway)",
                        "Access requested: now Record Maintenance",
                        "/agreements/" + number);
        assertThat(agreements.find(number)).isEmpty();
        assertThat(agreements.voidOnes(number)).hasSize(1);
        assertThat(types(number)).contains(RequestEventType.AGREEMENT_VOID);
        assertThat(office.provision(number)).isFalse();

        office.itIs("2026-11-25T10:00");
        assertThat(signFor(number, "Nancy Nurse", "Benefis East")).isTrue();
        assertThat(office.provision(number)).isTrue();
        office.runJobs();
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
        assertThat(register.ofLogin("nnurse").get(0).facts())
                .satisfies(facts -> assertThat(facts.employer()).isEqualTo("Benefis"))
                .satisfies(facts -> assertThat(facts.agreementRequest()).isEqualTo(number));
        assertThat(agreements.find(number).orElseThrow().signedAt()).isEqualTo(montana("2026-11-25T10:00"));
        assertThat(agreements.voidOnes(number))
                .singleElement()
                .satisfies(old -> assertThat(old.signedAt()).isEqualTo(montana("2026-11-23T10:00")));
    }

    @ParameterizedTest
    @CsvSource({
        "legalFirstName, Norma, Legal First Name: now Norma (before: Nancy)",
        "legalMiddleName, Noelle, Legal Middle Name: now Noelle (before: none)",
        "legalLastName, Smith, Legal Last Name: now Smith (before: Nurse)",
        "dateOfBirth, 1982-03-21, Date of Birth: changed",
        "employer, Benefis, Employer: now Benefis (before: St. Peters Health)",
    })
    void signsAgainForAnotherPersonOrEmployer(String field, String value, String told) {
        String number = returned();

        office.correct(number, field, value);
        office.runJobs();

        assertThat(office.task(number, AccessRequestProcess.SIGN_USER_AGREEMENT))
                .isNotNull();
        assertThat(lastMailTo(Office.USER)).contains(told).doesNotContain("1982");
    }

    @ParameterizedTest
    @CsvSource({
        "legalFirstName, NANCY",
        "legalMiddleName, N.",
        "legalLastName, N\u00fcrse",
        "employer, ST PETERS HEALTH"
    })
    void signsOnceForAnotherSpelling(String field, String value) {
        String number = returned();

        office.correct(number, field, value);

        assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);
        assertThat(agreements.find(number)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "accessLevel, RECORD_MAINTENANCE, true, Access requested: now Record Maintenance (before: Read Only with Consent)",
        "locationName, SPH North, false, Location Name: now SPH North (before: SPH Broadway)",
        "endDate, 2027-03-31, true, End Date: now 03-31-2027 (before: none)",
        "phoneNumber, 406-444-9999, false, Phone Number: changed",
    })
    void emailsTheUserAnotherFactWithoutANewSignature(String field, String value, boolean returned, String told) {
        String number = returned ? returned() : signed();

        office.correct(number, field, value);
        office.runJobs();

        assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);
        assertThat(office.mailsTo(Office.USER)).hasSize(2);
        assertThat(lastMailTo(Office.USER)).contains(told, "You do not need to do anything");
        assertThat(agreements.voidOnes(number)).isEmpty();
        assertThat(office.provision(number)).isTrue();
    }

    @Test
    void emailsNobodyWhatIsBetweenTheSupervisorAndTheHelpDeskOrWasChangedBack() {
        String number = returned();

        office.correct(number, "justification", "She gives vaccines.");
        office.correct(number, "accessLevel", "RECORD_MAINTENANCE");
        office.correct(number);
        office.runJobs();

        assertThat(office.mailsTo(Office.USER)).hasSize(1);
    }

    @Test
    void tellsAnInvitedUserWhoHasNotSignedWithoutAnotherInvitation() {
        String number = office.submit();
        office.runJobs();
        office.itIs("2026-11-24T10:00");

        office.correct(number, "employer", "Benefis");
        office.runJobs();

        assertThat(office.mailsTo(Office.USER)).hasSize(2);
        assertThat(lastMailTo(Office.USER)).contains("now Benefis", "Your signature is still needed");
        assertThat(office.request(number).dueAt()).isEqualTo(montana("2026-11-27T17:00"));
        assertThat(signFor(number, "Nancy Nurse", "Benefis")).isTrue();
    }

    @Test
    void remindsAndExpiresWhileTheSecondSignatureIsMissing() {
        String number = returned();
        office.itIs("2026-12-01T10:00");
        office.correct(number, "employer", "Benefis");
        office.runJobs();
        assertThat(office.mailsTo(Office.USER)).hasSize(2);

        office.wait("2026-12-04T16:59");
        assertThat(office.mailsTo(Office.USER)).hasSize(2);
        office.wait("2026-12-04T17:00");
        assertThat(office.mailsTo(Office.USER)).hasSize(3);
        assertThat(lastMailTo(Office.USER)).contains("You have not signed it again yet.");
        assertThat(lastMailTo(Office.SUPERVISOR)).contains("has not yet signed the user agreement again");
        office.wait("2026-12-09T17:00");
        assertThat(office.mailsTo(Office.USER)).hasSize(4);

        office.wait("2026-12-31T16:59");
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_SIGNATURE);
        office.wait("2026-12-31T17:00");
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.EXPIRED);
        assertThat(lastMailTo(Office.USER)).contains("not signed again in time");
        assertThat(lastMailTo(Office.SUPERVISOR)).contains("did not sign the user agreement again");
    }

    @Test
    void isWithdrawnWhileTheSecondSignatureIsMissing() {
        String number = returned();
        office.correct(number, "employer", "Benefis");
        office.runJobs();

        assertThat(office.withdraw(number)).isTrue();
        office.runJobs();

        assertThat(office.mailsTo(Office.USER)).hasSize(3).last().asString().contains("withdrawn");
    }

    @Test
    void givesTheAgreementToTheNewAddressAlone() {
        String number = returned();

        office.correct(number, "emailAddress", OTHER, "legalFirstName", "Nora");
        office.runJobs();

        assertThat(office.mailsTo(Office.USER)).hasSize(2).last().asString().contains("no longer for you");
        assertThat(office.mailsTo(OTHER)).singleElement().asString().contains("sign", "again");
        assertThat(office.task(number, AccessRequestProcess.SIGN_USER_AGREEMENT).getAssignee())
                .isEqualTo(OTHER);
        refused("requestNumber", "agreement.error.other-person", () -> office.sign(number));
        acting.is(OTHER);
        assertThat(forms.complete(
                        AccessRequestProcess.KEY,
                        number,
                        AccessRequestProcess.SIGN_USER_AGREEMENT,
                        typed(number, "Nora Nurse", "SPH Broadway")))
                .isTrue();
        assertThat(office.provision(number)).isTrue();
    }

    /** Another person takes the place of the one who signed; neither of them learns who the other one is. */
    @Test
    void startsAnewWithSomebodyElse() {
        String number = returned();

        office.correct(number, "emailAddress", OTHER, "legalFirstName", "Nora", "legalLastName", "Field");
        office.runJobs();

        assertThat(office.mailsTo(OTHER)).containsExactly(number + ": please sign your imMTrax user agreement");
        assertThat(office.lastMailTo(OTHER)).doesNotContain("Nancy", Office.USER);
        assertThat(office.mailsTo(Office.USER)).last().isEqualTo(number + ": an imMTrax request is no longer for you");
        assertThat(office.lastMailTo(Office.USER)).doesNotContain("Nora", OTHER);
        assertThat(changes.sinceSigned(number, Locale.US)).isEmpty();
    }

    @Test
    void tellsNobodyOfAnAddressThatWasChangedBack() {
        String number = returned();

        office.correct(number, "emailAddress", OTHER);
        office.correct(number);
        office.runJobs();

        assertThat(office.mailsTo(Office.USER)).last().asString().contains("sign", "again");
        assertThat(office.mailsTo(Office.USER)).noneMatch(subject -> subject.contains("no longer for you"));
    }

    @Test
    void tellsTheFormerAddressOnce() {
        String number = returned();

        office.correct(number, "emailAddress", OTHER);
        office.runJobs();
        office.correct(number, "emailAddress", "nora.third@sphealth.org");
        office.runJobs();

        assertThat(office.mailsTo(Office.USER))
                .filteredOn(subject -> subject.contains("no longer for you"))
                .hasSize(1);
    }

    /** The mail server refuses the address for good, so an email to it would only be refused again. */
    @Test
    void keepsTheSignatureIfTheHelpDeskCorrectsARefusedAddress() {
        String number = signed();

        publisher.publishEvent(new MailAddressCorrected(
                CaseKind.ACCESS_REQUEST.of(number), Audience.USER, Office.USER, "nancy.home@sphealth.org"));
        office.runJobs();

        assertThat(office.request(number))
                .returns("nancy.home@sphealth.org", AccessRequest::emailAddress)
                .returns(RequestStatus.AWAITING_PROVISIONING, AccessRequest::status);
        assertThat(timeline.last(number, RequestEventType.AGREEMENT_KEPT)
                        .orElseThrow()
                        .note())
                .isEqualTo(Office.USER);
        assertThat(agreements.find(number).orElseThrow().signerAddress()).isEqualTo(Office.USER);
        assertThat(office.provision(number)).isTrue();
    }

    @Test
    void signsAThirdTimeIfItIsCorrectedOnceMore() {
        String number = returned();
        office.correct(number, "employer", "Benefis");
        signFor(number, "Nancy Nurse", "Benefis");
        office.correct(number, "employer", "Benefis", "legalLastName", "Smith");
        office.runJobs();

        assertThat(lastMailTo(Office.USER)).contains("Legal Last Name: now Smith (before: Nurse)");
        assertThat(agreements.voidOnes(number)).hasSize(2);
        assertThat(signFor(number, "Nancy Smith", "Benefis")).isTrue();
        assertThat(office.provision(number)).isTrue();
    }

    @Test
    void takesNoDateBeforeTheSecondInvitation() {
        String number = returned();
        office.itIs("2026-12-01T10:00");
        office.correct(number, "employer", "Benefis");
        Map<String, Object> early = typed(number, "Nancy Nurse", "Benefis");
        early.put("signatureDate", "2026-11-30");

        acting.is(Office.USER);
        refused(
                "signatureDate",
                "agreement.error.signed-before-invited",
                () -> forms.complete(
                        AccessRequestProcess.KEY, number, AccessRequestProcess.SIGN_USER_AGREEMENT, early));
        assertThat(signFor(number, "Nancy Nurse", "Benefis")).isTrue();
    }

    @Nested
    class SignedWithAnotherName {

        @ParameterizedTest
        @CsvSource({"Bob Smith, SPH Broadway", "Nancy Nurse, x"})
        void isLookedAtWithAReason(String name, String facility) {
            String number = office.submit();
            signFor(number, name, facility);

            refused("despiteContradiction", "request.rule.contradiction", () -> office.decide(number, PROVISIONED));
            refused(
                    "differenceReason",
                    "request.rule.differenceReasonMissing",
                    () -> office.decide(number, with("despiteContradiction", true)));
            assertThat(office.decide(
                            number,
                            with("despiteContradiction", true, "differenceReason", "Maiden name, on the phone.")))
                    .isTrue();
            assertThat(timeline.last(number, RequestEventType.PROVISIONED)
                            .orElseThrow()
                            .note())
                    .isEqualTo("Maiden name, on the phone.");
        }

        @Test
        void isReturnedWithoutAReason() {
            String number = office.submit();
            signFor(number, "Bob Smith", "x");

            assertThat(office.decide(number, Map.of("outcome", "RETURNED", "note", "Who is Bob?")))
                    .isTrue();
        }

        /** The document's own example: "Nancy N. Nurse, RN" at "SPH Broadway Clinic". */
        @Test
        void isNotAskedAboutTheExampleOfTheDocument() {
            String number = signed();
            assertThat(office.provision(number)).isTrue();
        }
    }

    @Nested
    class OfAnotherType {

        @Test
        void keepsTheSignatureIfPersonAndEmployerStay() {
            String number = returned();

            office.correct(number, "requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES");
            office.runJobs();

            assertThat(office.request(number).requestType()).isEqualTo(RequestType.CHANGE_EMPLOYER);
            assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);
            assertThat(lastMailTo(Office.USER)).contains("Request Type: now Change Employer (before: New Access)");
            assertThat(office.provision(number)).isTrue();
            assertThat(register.ofLogin("nnurse").get(0).facts().agreementRequest())
                    .isEqualTo(number);
        }

        @Test
        void changesPermissionsWithoutCredentials() {
            register.open(SampleAccount.facts(), Cause.note("known"));
            String number =
                    office.submit("requestType", "CHANGE_EMPLOYER", "employer", "Benefis", "hadPriorAccess", "YES");
            office.runJobs();

            office.correct(
                    number,
                    "requestType",
                    "PERMISSIONS_CHANGE",
                    "hadPriorAccess",
                    "YES",
                    "accessLevel",
                    "RECORD_MAINTENANCE");
            office.runJobs();

            assertThat(office.task(number, AccessRequestProcess.SIGN_USER_AGREEMENT))
                    .isNull();
            assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);
            assertThat(lastMailTo(Office.USER)).contains("You do not need to do anything");
            assertThat(office.provisionChange(number)).isTrue();
            office.runJobs();
            assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
            assertThat(runtime.createProcessInstanceQuery()
                            .processInstanceBusinessKey(number)
                            .count())
                    .isZero();
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void asksForTheSignatureThatIsThenMissing(boolean returned) {
            String number = office.submit(
                    "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "accessLevel", "RECORD_MAINTENANCE");
            if (returned) {
                giveBack(number);
            }

            office.correct(number, "requestType", "NEW_ACCESS");
            office.runJobs();

            assertThat(office.mailsTo(Office.USER)).singleElement().asString().doesNotContain("again");
            assertThat(office.sign(number)).isTrue();
            assertThat(office.provision(number)).isTrue();
            office.runJobs();
            assertThat(lastMailTo(Office.USER)).contains("nnurse");
        }

        @Test
        void staysWithTheInvitationIfTheNewTypeNeedsASignatureToo() {
            String number = office.submit();
            office.runJobs();

            office.correct(number, "requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES");
            office.runJobs();

            assertThat(office.mailsTo(Office.USER)).hasSize(2);
            assertThat(lastMailTo(Office.USER)).contains("move your imMTrax account");
            assertThat(office.sign(number)).isTrue();
        }

        @Test
        void tellsWhoSignedThatNoSignatureIsNeededAnyMore() {
            String number = returned();

            office.correct(number, "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "employer", "Benefis");
            office.runJobs();

            assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);
            assertThat(agreements.find(number)).isEmpty();
            assertThat(lastMailTo(Office.USER)).contains("now Benefis", "You do not need to do anything");
        }

        @Test
        void asksTheWholeFormInsteadOfTheAccount() {
            String account =
                    register.open(SampleAccount.facts(), Cause.note("known")).number();
            String number = office.submitFor(account);
            giveBack(number);
            acting.is(Office.SUPERVISOR);

            refused(
                    "account",
                    "request.rule.accountStays",
                    () -> office.correct(
                            number,
                            "requestType",
                            "PERMISSIONS_CHANGE",
                            "hadPriorAccess",
                            "YES",
                            "accessLevel",
                            "VACCINE_MANAGEMENT"));
            office.correct(number, "requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES", "employer", "Benefis");
            office.runJobs();

            assertThat(office.request(number).account()).isNull();
            assertThat(office.mailsTo(Office.USER)).singleElement().asString().contains("sign");
            signFor(number, "Nancy Nurse", "Benefis");
            assertThat(office.provisionChange(number)).isTrue();
            assertThat(register.get(account).facts().employer()).isEqualTo("Benefis");
        }
    }

    /** Nancy's account is inactivated, and what she signed for it still has today's wording. */
    @Nested
    class WithAnAgreementOnFile {

        @ParameterizedTest
        @CsvSource({"employer, Benefis", "legalLastName, Smith", "emailAddress, nora.nurse@sphealth.org"})
        void signsForAnotherPersonOrEmployer(String field, String value) {
            office.provision(signed());
            office.runJobs();
            register.inactivate(
                    register.ofLogin("nnurse").get(0).number(), InactivationReason.REGISTRY, Cause.note("left"));
            String number = office.submit("hadPriorAccess", "YES");
            assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);

            office.correct(number, "hadPriorAccess", "YES", field, value);

            assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_SIGNATURE);
        }
    }

    @ParameterizedTest
    @CsvSource({"employer, Benefis", "emailAddress, nora.nurse@sphealth.org", "requestType, PERMISSIONS_CHANGE"})
    void keepsARequestOfAnOlderReleaseAsItWasSigned(String field, String value) {
        String number = returned();
        runtime.removeVariable(office.process(number).getId(), SignatureMatch.COUNTS);

        refused(
                "requestType",
                "request.rule.olderRequest",
                () -> office.correct(number, "hadPriorAccess", "YES", field, value));
        assertThat(office.correct(number, "locationName", "SPH North")).isTrue();
    }

    private String signed() {
        String number = office.submit();
        office.runJobs();
        office.sign(number);
        return number;
    }

    private String returned() {
        String number = signed();
        giveBack(number);
        return number;
    }

    private void giveBack(String number) {
        office.decide(number, Map.of("outcome", "RETURNED", "note", "Which clinic?"));
    }

    private boolean signFor(String number, String name, String facility) {
        acting.is(Office.USER);
        return forms.complete(
                AccessRequestProcess.KEY,
                number,
                AccessRequestProcess.SIGN_USER_AGREEMENT,
                typed(number, name, facility));
    }

    private static Map<String, Object> typed(String number, String name, String facility) {
        Map<String, Object> signature = Office.signature(number);
        signature.put("fullLegalName", name);
        signature.put("facilityName", facility);
        return signature;
    }

    private static Map<String, Object> with(Object... more) {
        Map<String, Object> decision = new HashMap<>(PROVISIONED);
        for (int i = 0; i < more.length; i += 2) {
            decision.put((String) more[i], more[i + 1]);
        }
        return decision;
    }

    private String lastMailTo(String address) {
        return office.lastMailTo(address).replaceAll("\\s+", " ");
    }

    private List<RequestEventType> types(String number) {
        return timeline.of(number).stream().map(CaseEvent::type).toList();
    }

    private static void refused(String field, String key, ThrowingCallable submission) {
        assertThatThrownBy(submission)
                .isInstanceOfSatisfying(
                        FormRejectedException.class,
                        it -> assertThat(it.errors())
                                .extracting(FormError::field, FormError::messageKey)
                                .contains(tuple(field, key)));
    }

    private static Instant montana(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("America/Denver")).toInstant();
    }
}
