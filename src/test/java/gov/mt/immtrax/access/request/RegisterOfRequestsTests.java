package gov.mt.immtrax.access.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountChange;
import gov.mt.immtrax.access.account.AccountChangeType;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountHistory;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.inactivation.process.AccountInactivationProcess;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import gov.mt.immtrax.access.request.process.StartDates;
import gov.mt.immtrax.access.request.provisioning.RequestEffect;
import gov.mt.immtrax.access.request.provisioning.RequestEffectRepository;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each decision of the help desk does to the register of accounts, and which user names it may enter. */
@ModelTest
class RegisterOfRequestsTests {

    private static final String FORMER = "fern.former@example.org";
    private static final String OLD_ADDRESS = "nancy.nurse@oldclinic.org";

    /** What the help desk enters for an account that begins to be used. */
    private static final Map<String, Object> NNURSE =
            Map.of("outcome", "PROVISIONED", "username", "nnurse", "temporaryPassword", Office.PASSWORD);

    @Autowired
    StartDates startDates;

    @Autowired
    ActingPerson acting;

    @Autowired
    Office office;

    @Autowired
    AccountRegister register;

    @Autowired
    AccountHistory history;

    @Autowired
    RequestEffectRepository effects;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Nested
    class OfNewAccess {

        @Test
        void opensAnAccountWithAllThatWasAskedFor() {
            String number = signed(office.submit("endDate", "2027-06-30"));

            office.provision(number);

            Account account = register.ofLogin("nnurse").get(0);
            assertThat(account.isActive()).isTrue();
            assertThat(account.provisionedAt()).isEqualTo(office.now());
            assertThat(account.facts())
                    .isEqualTo(new AccountFacts(
                            "nnurse",
                            "Nancy",
                            "Nurse",
                            Office.USER,
                            "St. Peters Health",
                            "SPH Broadway",
                            AccessLevel.READ_ONLY_WITH_CONSENT,
                            "2102",
                            "Stacy Supervisor",
                            Office.SUPERVISOR,
                            number,
                            LocalDate.of(2027, 6, 30),
                            "406-444-1234",
                            "Clinic RN"));
            assertThat(effects.find(number)).contains(RequestEffect.opened(account.number()));
            assertThat(history.of(account.number())).singleElement().satisfies(change -> {
                assertThat(change.type()).isEqualTo(AccountChangeType.OPENED);
                assertThat(change.caseNumber()).isEqualTo(number);
                assertThat(change.actor()).isEqualTo(Office.HELP_DESK);
            });
        }

        @Test
        void usesAnInactivatedAccountOfTheSamePersonAgain() {
            Account old = inactivated(SampleAccount.facts("NNurse", "Nancy", "Maiden", Office.USER));
            String number = signed(office.submit("accessLevel", "RECORD_MAINTENANCE"));

            office.provision(number);
            office.runJobs();

            Account account = register.get(old.number());
            assertThat(account.isActive()).isTrue();
            assertThat(account.facts().username()).as("as imMTrax writes it").isEqualTo("NNurse");
            assertThat(account.facts().lastName()).isEqualTo("Nurse");
            assertThat(account.facts().accessLevel()).isEqualTo(AccessLevel.RECORD_MAINTENANCE);
            assertThat(account.facts().agreementRequest()).isEqualTo(number);
            assertThat(office.lastMailTo(Office.USER)).contains("NNurse", Office.PASSWORD);
        }

        @Test
        void refusesTheUserNameOfSomebodyElseAndKeepsTheTask() {
            register.open(
                    SampleAccount.facts("nnurse", "Nora", "Nurse", "nora.nurse@example.org"), Cause.note("known"));
            String number = signed(office.submit());

            refused("username", "request.rule.usernameOfSomeoneElse", () -> office.decide(number, NNURSE));

            assertThat(office.task(number, AccessRequestProcess.PROVISION_ACCESS))
                    .isNotNull();
            assertThat(effects.find(number)).isEmpty();
            assertThat(office.decide(
                            number,
                            Map.of(
                                    "outcome",
                                    "PROVISIONED",
                                    "username",
                                    "nnurse2",
                                    "temporaryPassword",
                                    Office.PASSWORD)))
                    .isTrue();
        }

        @Test
        void refusesTheUserNameOfAnAccountThatThePersonUses() {
            register.open(elsewhere(Office.USER).with(Map.of("employer", "St. Peters Health")), Cause.note("known"));
            String number = signed(office.submit());

            refused("username", "request.rule.usernameInUse", () -> office.decide(number, NNURSE));
        }

        @Test
        void asksWhatBecomesOfTheOtherEmployersAccess() {
            register.open(elsewhere(Office.USER), Cause.note("known"));
            String number = signed(office.submit());

            refused("otherEmployer", "request.rule.otherEmployerMissing", () -> office.decide(number, NNURSE));
        }
    }

    /** New Access for somebody of one's own whose account was inactivated. */
    @Nested
    class OfAnAccountThatIsUsedAgain {

        private String first;
        private String account;

        @BeforeEach
        void anAccountIsInactivated() {
            first = signed(office.submit());
            office.provision(first);
            office.runJobs();
            account = register.ofLogin("nnurse").get(0).number();
            register.inactivate(account, InactivationReason.INACTIVITY, Cause.note("not used"));
        }

        @Test
        void needsNoSignatureWhileTheAgreementHasTheWordsOfToday() {
            String number = office.submit("accessLevel", "RECORD_MAINTENANCE");
            assertThat(office.task(number, AccessRequestProcess.SIGN_USER_AGREEMENT))
                    .isNull();
            assertThat(office.request(number).dueAt()).isNotNull();

            office.provision(number);
            office.runJobs();

            assertThat(register.get(account).isActive()).isTrue();
            assertThat(register.get(account).facts().accessLevel()).isEqualTo(AccessLevel.RECORD_MAINTENANCE);
            assertThat(register.get(account).facts().agreementRequest()).isEqualTo(first);
            assertThat(office.mailsTo(Office.USER))
                    .doesNotContain(number + ": please sign your imMTrax user agreement");
            assertThat(office.lastMailTo(Office.USER)).contains(number, Office.PASSWORD);
            assertThat(office.mailsTo(Office.SUPERVISOR)).contains(number + ": imMTrax access is set up");
        }

        @Test
        void needsNoSignatureHoweverThePersonAndTheEmployerAreWritten() {
            String number = office.submit(
                    "employer",
                    "Saint Peter\u2019s Health, Inc.",
                    "legalFirstName",
                    "N\u00e1ncy",
                    "legalLastName",
                    "NURSE, JR.");
            assertThat(office.task(number, AccessRequestProcess.SIGN_USER_AGREEMENT))
                    .isNull();
            assertThat(office.request(number).employer()).isEqualTo("Saint Peter\u2019s Health, Inc.");
        }

        @Test
        void isAskedForInShortAndNeedsNoUserName() {
            String number = office.submitFor(account, "requestType", "NEW_ACCESS");
            assertThat(office.task(number, AccessRequestProcess.SIGN_USER_AGREEMENT))
                    .isNull();

            refused("temporaryPassword", "request.rule.temporaryPasswordMissing", () -> office.provisionChange(number));
            office.decide(number, Map.of("outcome", "PROVISIONED", "temporaryPassword", Office.PASSWORD));
            office.runJobs();

            assertThat(register.get(account).isActive()).isTrue();
            assertThat(office.lastMailTo(Office.USER)).contains("nnurse", Office.PASSWORD);
        }

        @Test
        void isSignedForInShortOnceTheWordsHaveChanged() {
            jdbc.sql("update user_agreement set text_version = '2019-01'").update();
            String number = office.submitFor(account, "requestType", "NEW_ACCESS");
            assertThat(office.sign(number)).isTrue();
            office.decide(number, Map.of("outcome", "PROVISIONED", "temporaryPassword", Office.PASSWORD));
            assertThat(register.get(account).facts().agreementRequest()).isEqualTo(number);
        }

        @Test
        void isSignedAgainOnceTheWordsHaveChanged() {
            jdbc.sql("update user_agreement set text_version = '2019-01'").update();
            assertThat(office.task(office.submit(), AccessRequestProcess.SIGN_USER_AGREEMENT))
                    .isNotNull();
        }

        @Test
        void isSignedAgainForAnotherEmployer() {
            assertThat(office.task(
                            office.submit("employer", "Another Clinic"), AccessRequestProcess.SIGN_USER_AGREEMENT))
                    .isNotNull();
        }

        @Test
        void isSignedAgainByAnotherPersonAtTheSameAddress() {
            assertThat(office.task(office.submit("legalFirstName", "Norman"), AccessRequestProcess.SIGN_USER_AGREEMENT))
                    .isNotNull();
        }

        @Test
        void isSignedAgainForAnotherSupervisor() {
            register.change(account, facts -> facts.withSupervisor("Fern Former", FORMER), Cause.note("replaced"));
            assertThat(office.task(office.submit(), AccessRequestProcess.SIGN_USER_AGREEMENT))
                    .isNotNull();
        }

        @Test
        void isNotOpenedAgainWithoutASignature() {
            String number = office.submit();
            refused(
                    "username",
                    "request.rule.usernameOfInactivatedAccount",
                    () -> office.decide(
                            number,
                            Map.of(
                                    "outcome",
                                    "PROVISIONED",
                                    "username",
                                    "nnurse2",
                                    "temporaryPassword",
                                    Office.PASSWORD)));
        }

        @Test
        void staysWithoutASignatureWhileThePersonAndTheEmployerStay() {
            String number = office.submit();
            office.decide(number, Map.of("outcome", "RETURNED", "note", "Which clinic?"));

            office.correct(number, "locationName", "SPH North");
            assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);
            office.correct(number, "employer", "Another Clinic");
            assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_SIGNATURE);
        }
    }

    @Nested
    class OfAChangeOfEmployer {

        @Test
        void movesTheAccountThatTheAddressTells() {
            Account account = register.open(elsewhere(Office.USER), Cause.note("known"));
            String number = signed(changeOfEmployer("accessLevel", "VACCINE_MANAGEMENT", "vfcPin", "2201"));

            refused("despiteContradiction", "request.rule.otherSupervisor", () -> office.provisionChange(number));
            office.provisionForAnother(number);
            office.runJobs();

            assertThat(register.get(account.number()).facts())
                    .isEqualTo(new AccountFacts(
                            "nnurse",
                            "Nancy",
                            "Nurse",
                            Office.USER,
                            "St. Peters Health",
                            "SPH Broadway",
                            AccessLevel.VACCINE_MANAGEMENT,
                            "2201",
                            "Stacy Supervisor",
                            Office.SUPERVISOR,
                            number,
                            null,
                            "406-444-1234",
                            "Clinic RN"));
            assertThat(register.ofSupervisor(FORMER)).isEmpty();
            assertThat(register.ofSupervisor(Office.SUPERVISOR))
                    .extracting(Account::number)
                    .contains(account.number());
            assertThat(effects.find(number))
                    .contains(new RequestEffect(
                            account.number(),
                            AccessLevel.READ_ONLY_WITH_CONSENT,
                            "Old Clinic",
                            "Old Clinic East",
                            "Fern Former",
                            FORMER,
                            null,
                            null,
                            null,
                            false,
                            null));
            assertThat(history.of(account.number()))
                    .extracting(AccountChange::field)
                    .contains(
                            "employer",
                            "locationName",
                            "accessLevel",
                            "vfcPin",
                            "supervisorAddress",
                            "agreementRequest");
        }

        @Test
        void movesTheAccountThatTheHelpDeskNames() {
            Account account = register.open(elsewhere(OLD_ADDRESS), Cause.note("known"));
            String number = signed(changeOfEmployer());

            refused("username", "request.rule.usernameOfAccountMissing", () -> office.provisionChange(number));
            refused(
                    "temporaryPassword",
                    "request.rule.noCredentialsNeeded",
                    () -> office.decide(number, with(NNURSE, "despiteContradiction", true)));
            office.provisionForAnother(number, "NNURSE");

            assertThat(register.get(account.number()).facts().emailAddress()).isEqualTo(Office.USER);
            assertThat(register.get(account.number()).facts().employer()).isEqualTo("St. Peters Health");
        }

        @Test
        void opensAnAccountWithCredentialsWhereNoneIsKnown() {
            String number = signed(changeOfEmployer());

            refused(
                    "temporaryPassword",
                    "request.rule.temporaryPasswordMissing",
                    () -> office.decide(number, Map.of("outcome", "PROVISIONED", "username", "nnurse")));
            office.decide(number, NNURSE);
            office.runJobs();

            assertThat(register.ofLogin("nnurse").get(0).facts().agreementRequest())
                    .isEqualTo(number);
            assertThat(office.lastMailTo(Office.USER)).contains("nnurse", Office.PASSWORD);
        }

        @Test
        void usesAnInactivatedAccountAgainWithCredentials() {
            Account account = inactivated(elsewhere(Office.USER));
            String number = signed(changeOfEmployer());

            refused("despiteContradiction", "request.rule.otherSupervisor", () -> office.decide(number, NNURSE));
            office.decide(number, with(NNURSE, "despiteContradiction", true));
            office.runJobs();

            assertThat(register.get(account.number()).isActive()).isTrue();
            assertThat(effects.find(number).orElseThrow().endsForSomebody())
                    .as("it had ended before")
                    .isFalse();
            assertThat(office.lastMailTo(Office.USER)).contains(Office.PASSWORD);
        }

        @Test
        void goesToRegistryStaffIfTheAccountHasNoSupervisor() {
            Account account =
                    register.open(SampleAccount.withoutSupervisor(elsewhere(Office.USER)), Cause.note("known"));
            String number = signed(changeOfEmployer());
            assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_DECISION);

            office.decideRequest(number, Map.of("outcome", "APPROVED"));
            office.provisionChange(number);

            assertThat(register.get(account.number()).facts().supervisorAddress())
                    .isEqualTo(Office.SUPERVISOR);
        }

        @Test
        void takesNoAccountWhoseNameAndAddressAreSomebodyElses() {
            register.open(
                    SampleAccount.facts("nnurse", "Nora", "Norris", "nora.norris@example.org"), Cause.note("known"));
            String number = signed(changeOfEmployer());

            refused(
                    "username",
                    "request.rule.usernameOfSomeoneElse",
                    () -> office.decide(number, Map.of("outcome", "PROVISIONED", "username", "nnurse")));
        }

        @Test
        void takesAnAccountWhoseNameIsTheSameWrittenInAnotherWay() {
            Account imported = register.open(
                    SampleAccount.facts("nnurse", "N\u00c1NCY", "Nurse, III", "nora.norris@example.org")
                            .withSupervisor("Fern Former", FORMER),
                    Cause.note("known"));
            String number = signed(changeOfEmployer("employer", "New Clinic"));

            office.provisionForAnother(number, "nnurse");

            assertThat(register.get(imported.number()).facts().emailAddress()).isEqualTo(Office.USER);
        }

        @Test
        void opensNoSecondAccountBesideTheOneThatIsKnown() {
            register.open(elsewhere(Office.USER), Cause.note("known"));
            String number = signed(changeOfEmployer());

            refused(
                    "username",
                    "request.rule.usernameUnknown",
                    () -> office.decide(number, Map.of("outcome", "PROVISIONED", "username", "nnurze")));
        }

        @Test
        void letsTheHelpDeskDecideBetweenTwoAccounts() {
            Account one = register.open(elsewhere(Office.USER), Cause.note("known"));
            Account two = register.open(
                    SampleAccount.facts("nnurse.lab", "Nancy", "Nurse", Office.USER)
                            .withSupervisor("Fern Former", FORMER),
                    Cause.note("known"));
            String number = signed(changeOfEmployer("employer", "New Clinic"));

            refused("username", "request.rule.usernameOfAccountMissing", () -> office.provisionChange(number));
            office.provisionForAnother(number, "nnurse.lab");

            assertThat(register.get(two.number()).facts().employer()).isEqualTo("New Clinic");
            assertThat(register.get(one.number()).facts().employer()).isEqualTo("Old Clinic");
        }

        private String changeOfEmployer(Object... changes) {
            return submitted("CHANGE_EMPLOYER", changes);
        }
    }

    @Nested
    class OfAChangeOfPermissions {

        @Test
        void changesTheLevelAndTheEndDateAndWhatIsToldDifferently() {
            Account account = register.open(SampleAccount.facts(), Cause.note("known"));
            String number = changeOfPermissions("endDate", "2027-06-30", "locationName", "SPH North");

            office.provisionChange(number);

            AccountFacts f =
                    SampleAccount.endingOn(LocalDate.of(2027, 6, 30)).withAccessLevel(AccessLevel.RECORD_MAINTENANCE);
            assertThat(register.get(account.number()).facts())
                    .isEqualTo(f.with(Map.of(
                            "locationName", "SPH North", "phoneNumber", "406-444-1234", "jobTitle", "Clinic RN")));
            assertThat(effects.find(number).orElseThrow().levelBefore()).isEqualTo(AccessLevel.READ_ONLY_WITH_CONSENT);
        }

        @Test
        void keepsAnEndDateThatNobodyMentions() {
            Account account = register.open(SampleAccount.endingOn(LocalDate.of(2027, 1, 31)), Cause.note("known"));

            office.provisionChange(changeOfPermissions());

            assertThat(register.get(account.number()).facts().endDate()).isEqualTo(LocalDate.of(2027, 1, 31));
        }

        @Test
        void looksForTheEmployerWhereAPersonHasTwoAccounts() {
            register.open(SampleAccount.facts("nnurse.old", "Nancy", "Nurse", Office.USER), Cause.note("known"));
            Account other = register.open(elsewhere(Office.USER), Cause.note("known"));

            office.provisionChange(changeOfPermissions("employer", "ST PETER'S HEALTH INC"));

            assertThat(register.ofLogin("nnurse.old").get(0).facts().accessLevel())
                    .isEqualTo(AccessLevel.RECORD_MAINTENANCE);
            assertThat(register.get(other.number()).facts()).isEqualTo(other.facts());
        }

        @Test
        void entersAnAccountFromBeforeThisServiceWithoutCredentials() {
            String number = changeOfPermissions();

            refused("username", "request.rule.usernameOfAccountMissing", () -> office.provisionChange(number));
            refused(
                    "temporaryPassword",
                    "request.rule.noCredentialsNeeded",
                    () -> office.decide(number, with(NNURSE, "usernameConfirmed", true)));
            refused(
                    "usernameConfirmed",
                    "request.rule.usernameNotInRegister",
                    () -> office.decide(number, Map.of("outcome", "PROVISIONED", "username", "nnurse")));
            assertThat(register.ofLogin("nnurse")).isEmpty();
            office.decide(number, Map.of("outcome", "PROVISIONED", "username", "nnurse", "usernameConfirmed", true));
            office.runJobs();

            Account account = register.ofLogin("nnurse").get(0);
            assertThat(account.facts().accessLevel()).isEqualTo(AccessLevel.RECORD_MAINTENANCE);
            assertThat(account.facts().agreementRequest())
                    .as("none was signed here")
                    .isNull();
            assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
        }

        @Test
        void isNotSettledForSomebodyWhoseEmployeeItIsNot() {
            Account account = register.open(elsewhere(Office.USER), Cause.note("known"));
            String number = changeOfPermissions();

            refused("username", "request.rule.usernameOfAccountMissing", () -> office.provisionChange(number));
            refused(
                    "despiteContradiction",
                    "request.rule.otherSupervisor",
                    () -> office.decide(number, Map.of("outcome", "PROVISIONED", "username", "nnurse")));
            office.provisionForAnother(number, "nnurse");

            assertThat(effects.find(number).orElseThrow().accountSupervisorAddress())
                    .isEqualTo(FORMER);
            assertThat(register.get(account.number()).facts().supervisorAddress())
                    .isEqualTo(FORMER);
        }

        /** Eve knows where Nancy works, and types it. */
        @Test
        void isNotSettledByAnEmployerThatSomebodyTyped() {
            Account account =
                    register.open(SampleAccount.facts().withSupervisor("Fern Former", FORMER), Cause.note("known"));
            String number = changeOfPermissions("employer", "ST. PETERS HEALTH", "accessLevel", "VACCINE_MANAGEMENT");

            refused("username", "request.rule.usernameOfAccountMissing", () -> office.provisionChange(number));
            refused(
                    "despiteContradiction",
                    "request.rule.otherSupervisor",
                    () -> office.decide(number, Map.of("outcome", "PROVISIONED", "username", "nnurse")));
            assertThat(register.get(account.number()).facts()).isEqualTo(account.facts());
        }

        @Test
        void refusesAnAccountWithoutASupervisorThatTheHelpDeskFindsUntilRegistryStaffEnterOne() {
            Account account = register.open(
                    SampleAccount.withoutSupervisor(SampleAccount.facts("nnurse", "Nancy", "Nurse", OLD_ADDRESS)),
                    Cause.note("known"));
            String number = changeOfPermissions();

            refused(
                    "username",
                    "request.rule.accountWithoutSupervisor",
                    () -> office.provisionForAnother(number, "nnurse"));
            assertThat(register.get(account.number()).facts().supervisorAddress())
                    .isNull();

            register.change(
                    account.number(),
                    facts -> facts.withSupervisor("Stacy Supervisor", Office.SUPERVISOR),
                    Cause.note("entered"));
            office.decide(number, Map.of("outcome", "PROVISIONED", "username", "nnurse"));
            assertThat(register.get(account.number()).facts().accessLevel()).isEqualTo(AccessLevel.RECORD_MAINTENANCE);
        }

        @Test
        void needsADecisionOfRegistryStaffAloneForWhatHasNoSupervisor() {
            register.open(SampleAccount.withoutSupervisor(SampleAccount.facts()), Cause.note("known"));
            Account own =
                    register.open(SampleAccount.facts("nnurse2", "Nancy", "Nurse", Office.USER), Cause.note("known"));

            office.provisionChange(changeOfPermissions());

            assertThat(register.get(own.number()).facts().accessLevel()).isEqualTo(AccessLevel.RECORD_MAINTENANCE);
        }

        @Test
        void isOfTheAccountThatTheRequestNames() {
            Account one = register.open(SampleAccount.facts(), Cause.note("known"));
            Account two =
                    register.open(SampleAccount.facts("nnurse2", "Nancy", "Nurse", Office.USER), Cause.note("known"));
            String number = office.submitFor(two.number());
            assertThat(office.request(number).dateOfBirth()).isNull();
            assertThat(office.request(number).hadPriorAccess()).isEqualTo("YES");

            office.provisionChange(number);

            assertThat(register.get(two.number()).facts().accessLevel()).isEqualTo(AccessLevel.RECORD_MAINTENANCE);
            assertThat(register.get(one.number()).facts().accessLevel()).isEqualTo(AccessLevel.READ_ONLY_WITH_CONSENT);
        }

        @Test
        void refusesAnAccountThatIsInactivated() {
            inactivated(elsewhere(Office.USER));
            String number = changeOfPermissions();

            refused(
                    "username",
                    "request.rule.usernameInactivated",
                    () -> office.decide(number, Map.of("outcome", "PROVISIONED", "username", "nnurse")));
        }

        private String changeOfPermissions(Object... changes) {
            return submitted("PERMISSIONS_CHANGE", "accessLevel", "RECORD_MAINTENANCE", changes);
        }
    }

    @Nested
    class AndWhomItTells {

        @Test
        void tellsTheFormerSupervisorThatTheAccessHasEndedAndNotWhereItWent() {
            register.open(elsewhere(Office.USER), Cause.note("known"));
            String number = signed(submitted("CHANGE_EMPLOYER"));

            office.provisionForAnother(number);
            office.runJobs();

            assertThat(office.mailsTo(FORMER)).containsExactly(number + ": imMTrax access has ended");
            assertThat(office.lastMailTo(FORMER))
                    .contains("Fern Former", "Nancy Nurse", "Old Clinic East")
                    .doesNotContain("Peters", "Stacy", "/requests/");
            assertThat(office.mailsTo(Office.USER)).last().isEqualTo(number + ": your imMTrax account has moved");
            assertThat(plain(office.lastMailTo(Office.USER)))
                    .contains(
                            "now belongs to St. Peters Health",
                            "access to the data of Old Clinic has ended",
                            "keep your user name and password");
            assertThat(office.mailsTo(Office.SUPERVISOR))
                    .last()
                    .isEqualTo(number + ": the imMTrax account has moved to you");
            assertThat(plain(office.lastMailTo(Office.SUPERVISOR)))
                    .contains(
                            "of Nancy Nurse now belongs to St. Peters Health", "keeps the same user name and password")
                    .as("what she could do elsewhere")
                    .doesNotContain("It is now", "Old Clinic");
        }

        @Test
        void tellsNobodyWhereTheSupervisorStays() {
            register.open(
                    elsewhere(Office.USER).withSupervisor("Stacy Supervisor", Office.SUPERVISOR), Cause.note("known"));
            String number = signed(submitted("CHANGE_EMPLOYER"));

            office.provisionChange(number);
            office.runJobs();

            assertThat(office.mailsTo(Office.SUPERVISOR)).noneMatch(subject -> subject.contains("has ended"));
        }

        @Test
        void reachesTheFormerSupervisorByACorrectedAddress() {
            register.open(elsewhere(Office.USER).withSupervisor("Fern Former", "fern at home"), Cause.note("known"));
            String number = signed(submitted("CHANGE_EMPLOYER"));
            office.provisionForAnother(number);
            office.runJobs();
            assertThat(office.mailsTo(FORMER)).isEmpty();

            office.correctAddress(number, FORMER);
            office.runJobs();

            assertThat(office.mailsTo(FORMER)).hasSize(1);
            assertThat(office.request(number).supervisorAddress()).isEqualTo(Office.SUPERVISOR);
        }

        @Test
        void confirmsAChangeOfPermissionsWithBothLevelsAndWithoutCredentials() {
            register.open(SampleAccount.facts(), Cause.note("known"));
            String number = submitted("PERMISSIONS_CHANGE", "accessLevel", "RECORD_MAINTENANCE");

            office.provisionChange(number);
            office.runJobs();

            assertThat(office.mailsTo(Office.USER)).containsExactly(number + ": your imMTrax account has changed");
            for (String somebody : new String[] {Office.USER, Office.SUPERVISOR}) {
                assertThat(office.lastMailTo(somebody).replaceAll("\\s+", " "))
                        .contains("access level was Read Only with Consent. It is now Record Maintenance.");
            }
        }

        @Test
        void keepsTheLevelBeforeFromASupervisorWhoDoesNotAnswerForTheAccount() {
            register.open(SampleAccount.facts().withSupervisor("Fern Former", FORMER), Cause.note("known"));
            String number = submitted("PERMISSIONS_CHANGE", "accessLevel", "RECORD_MAINTENANCE");

            office.provisionForAnother(number, "nnurse");
            office.runJobs();

            assertThat(office.lastMailTo(Office.SUPERVISOR)).doesNotContain("It is now");
        }

        @Test
        void tellsTheAccountsSupervisorWhatSomebodyElseAskedFor() {
            register.open(SampleAccount.facts().withSupervisor("Fern Former", "fern at home"), Cause.note("known"));
            String number =
                    submitted("PERMISSIONS_CHANGE", "accessLevel", "RECORD_MAINTENANCE", "endDate", "2027-06-30");
            office.provisionForAnother(number, "nnurse");
            office.runJobs();

            office.correctAddress(number, FORMER);
            office.runJobs();

            assertThat(office.mailsTo(FORMER))
                    .containsExactly(number + ": the imMTrax permissions of one of your people have changed");
            assertThat(plain(office.lastMailTo(FORMER)))
                    .contains(
                            "Stacy Supervisor (" + Office.SUPERVISOR
                                    + ") requested a change of the imMTrax permissions of Nancy Nurse",
                            "was Read Only with Consent. It is now Record Maintenance",
                            "last day of the access is now Wednesday, June 30, 2027");
        }

        @Test
        void tellsTheAccountsSupervisorNothingOfWhatTheyAskedForThemselves() {
            register.open(SampleAccount.facts(), Cause.note("known"));
            office.provisionChange(submitted("PERMISSIONS_CHANGE", "accessLevel", "RECORD_MAINTENANCE"));
            office.runJobs();

            assertThat(office.mailsTo(Office.SUPERVISOR)).hasSize(1);
        }

        @Test
        void saysFromWhenAndUntilWhen() {
            register.open(SampleAccount.endingOn(LocalDate.of(2027, 1, 31)), Cause.note("known"));
            String number = submitted("PERMISSIONS_CHANGE", "startDate", "2026-12-01", "endDate", "2027-06-30");
            office.wait("2026-11-25T08:00");
            office.provisionChange(number);
            office.runJobs();
            assertThat(plain(office.lastMailTo(Office.USER)))
                    .contains(
                            "will change on Tuesday, December 1, 2026",
                            "last day of the access will be Wednesday, June 30, 2027");
            office.wait("2026-12-01T08:00");

            assertThat(plain(office.lastMailTo(Office.USER)))
                    .contains("last day of your access is now Wednesday, June 30, 2027");
            assertThat(plain(office.lastMailTo(Office.SUPERVISOR)))
                    .contains("last day of the access is now Wednesday, June 30, 2027");
        }

        @Test
        void writesToTheAddressOfTheAccountAndNotToTheOneThatWasTyped() {
            Account account = register.open(SampleAccount.facts(), Cause.note("known"));
            String number = submitted(
                    "PERMISSIONS_CHANGE", "accessLevel", "RECORD_MAINTENANCE", "emailAddress", "nancy@typo.example");

            office.decide(number, Map.of("outcome", "PROVISIONED", "username", "nnurse"));
            office.runJobs();

            assertThat(register.get(account.number()).facts().emailAddress()).isEqualTo(Office.USER);
            assertThat(office.mailsTo(Office.USER))
                    .containsExactlyInAnyOrder(
                            account.number() + ": a new email address was entered for your imMTrax account",
                            number + ": your imMTrax account has changed");
            assertThat(office.mailsTo("nancy@typo.example"))
                    .containsExactly(account.number() + ": please confirm your new email address");
        }

        @Test
        void invitesWithTheWordsOfTheType() {
            register.open(elsewhere(Office.USER), Cause.note("known"));
            submitted("CHANGE_EMPLOYER");
            office.runJobs();

            assertThat(plain(office.lastMailTo(Office.USER)))
                    .contains("move your imMTrax account to St. Peters Health", "You keep your user name and password")
                    .doesNotContain("sends you your login");
        }

        @Test
        void keepsTheRegisterAtTheAddressThatTheHelpDeskCorrected() {
            String number = signed(office.submit("emailAddress", Office.USER));
            office.provision(number);
            jdbc.sql("update access_request set email_address = 'nancy at home' where number = ?")
                    .param(number)
                    .update();
            jdbc.sql("update account set email_address = 'nancy at home'").update();
            office.runJobs();

            office.correctAddress(number, "nancy.home@sphealth.org");

            assertThat(register.ofLogin("nnurse").get(0).facts().emailAddress()).isEqualTo("nancy.home@sphealth.org");
        }
    }

    @Nested
    class AndFromWhenItsInactivityCounts {

        @Test
        void startsWithTheStartDateAndNotWithTheSetUp() {
            office.itIs("2026-11-30T10:00");
            String number = signed(office.submit("startDate", "2027-05-17"));
            office.provision(number);
            office.runJobs();
            int before = office.mailsTo(Office.USER).size();

            nights("2026-12-01", "2027-05-17");
            assertThat(office.mailsTo(Office.USER)).hasSize(before);
            office.wait("2027-05-17T08:00");
            assertThat(office.lastMailTo(Office.USER)).contains(Office.PASSWORD);
            nights("2027-05-18", "2027-10-17");
            assertThat(office.mailsTo(Office.USER)).hasSize(before + 1);
            nights("2027-10-18", "2027-10-18");
            assertThat(plain(office.lastMailTo(Office.USER)))
                    .contains(
                            "have not used it yet",
                            "by Wednesday, November 17, 2027",
                            "https://immtrax.example.gov/login");
        }

        @Test
        void followsAStartDateThatIsChangedAfterTheSetUp() throws Exception {
            office.itIs("2026-11-30T10:00");
            String number = signed(office.submit("startDate", "2026-12-07"));
            office.provision(number);
            office.runJobs();
            assertThat(acting.as(Office.SUPERVISOR, () -> startDates.change(number, LocalDate.of(2027, 5, 17))))
                    .isTrue();
            office.runJobs();
            int before = office.mailsTo(Office.USER).size();

            nights("2026-12-01", "2027-05-17");
            assertThat(office.mailsTo(Office.USER))
                    .as("warnings before the first day")
                    .hasSize(before);
            office.wait("2027-05-17T08:00");
            assertThat(office.lastMailTo(Office.USER)).contains(Office.PASSWORD);
            nights("2027-05-18", "2027-10-17");
            assertThat(office.mailsTo(Office.USER)).hasSize(before + 1);
        }

        @Test
        void startsAnewWithAMoveAfterBothWarnings() {
            office.itIs("2026-05-20T10:00");
            Account account = register.open(elsewhere(Office.USER), Cause.note("known"));
            nights("2026-10-20", "2026-11-18");
            assertThat(office.mailsTo(FORMER)).singleElement().asString().contains("about to be inactivated");
            office.itIs("2026-11-18T10:00");
            String number = signed(submitted("CHANGE_EMPLOYER"));
            office.provisionForAnother(number);
            office.runJobs();
            int before = office.mailsTo(Office.USER).size();

            nights("2026-11-19", "2027-04-17");
            assertThat(register.get(account.number()).isActive()).isTrue();
            assertThat(office.task(account.number(), AccountInactivationProcess.INACTIVATE_ACCOUNT))
                    .isNull();
            assertThat(office.mailsTo(Office.USER)).hasSize(before);
            nights("2027-04-18", "2027-05-11");
            assertThat(office.mailsTo(Office.SUPERVISOR)).last().asString().contains("about to be inactivated");
            assertThat(plain(office.lastMailTo(Office.SUPERVISOR))).contains("by Tuesday, May 18, 2027");
            nights("2027-05-12", "2027-05-19");
            assertThat(office.task(account.number(), AccountInactivationProcess.INACTIVATE_ACCOUNT))
                    .isNull();
            nights("2027-05-20", "2027-05-20");
            assertThat(office.task(account.number(), AccountInactivationProcess.INACTIVATE_ACCOUNT))
                    .isNotNull();
        }

        @Test
        void startsAnewWithTheStartDateOfAReactivation() {
            office.itIs("2026-11-30T10:00");
            inactivated(elsewhere(Office.USER));
            String number = signed(submitted("CHANGE_EMPLOYER", "startDate", "2027-02-01"));
            office.wait("2027-01-27T08:00");
            office.decide(number, with(NNURSE, "despiteContradiction", true));
            office.runJobs();
            office.wait("2027-02-01T08:00");
            int before = office.mailsTo(Office.USER).size();

            nights("2027-02-02", "2027-07-01");
            assertThat(office.mailsTo(Office.USER)).hasSize(before);
            nights("2027-07-02", "2027-07-02");
            assertThat(plain(office.lastMailTo(Office.USER))).contains("by Sunday, August 1, 2027");
        }

        @Test
        void isLeftAloneByAChangeOfPermissions() {
            office.itIs("2026-11-30T10:00");
            Account account = register.open(SampleAccount.facts(), Cause.note("known"));
            office.itIs("2027-03-01T10:00");
            office.provisionChange(submitted("PERMISSIONS_CHANGE", "accessLevel", "RECORD_MAINTENANCE"));
            office.runJobs();

            nights("2027-04-29", "2027-04-30");
            assertThat(office.mailsTo(Office.USER)).last().asString().startsWith(account.number());
        }

        private void nights(String first, String last) {
            LocalDate.parse(first)
                    .datesUntil(LocalDate.parse(last).plusDays(1))
                    .forEach(day -> office.wait(day + "T06:00"));
        }
    }

    private static Map<String, Object> with(Map<String, Object> decision, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(decision);
        changed.put(field, value);
        return changed;
    }

    private static String plain(String mail) {
        return mail.replaceAll("\\s+", " ");
    }

    private String submitted(String type, Object... changes) {
        Object[] all = flat("requestType", type, "hadPriorAccess", "YES", changes);
        return office.submit(all);
    }

    private String signed(String number) {
        office.sign(number);
        return number;
    }

    private Account inactivated(AccountFacts facts) {
        Account account = register.open(facts, Cause.note("known"));
        register.inactivate(account.number(), InactivationReason.INACTIVITY, Cause.note("not used"));
        return account;
    }

    /** Nancy's account at the employer before. */
    private static AccountFacts elsewhere(String address) {
        return new AccountFacts(
                "nnurse",
                "Nancy",
                "Nurse",
                address,
                "Old Clinic",
                "Old Clinic East",
                AccessLevel.READ_ONLY_WITH_CONSENT,
                "1100",
                "Fern Former",
                FORMER,
                "REQ0100100",
                null,
                null,
                null);
    }

    /** Pairs, and pairs in an array at the end, as one array. */
    private static Object[] flat(Object... some) {
        return Arrays.stream(some)
                .flatMap(it -> it instanceof Object[] more ? Arrays.stream(flat(more)) : Stream.of(it))
                .toArray();
    }

    private static void refused(String field, String messageKey, ThrowingCallable decision) {
        assertThatThrownBy(decision)
                .isInstanceOfSatisfying(
                        FormRejectedException.class,
                        rejected -> assertThat(rejected.errors())
                                .extracting(FormError::field, FormError::messageKey)
                                .containsExactly(tuple(field, messageKey)));
    }
}
