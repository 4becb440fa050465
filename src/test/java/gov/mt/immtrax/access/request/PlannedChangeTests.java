package gov.mt.immtrax.access.request;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.deletion.SampleDeletion;
import gov.mt.immtrax.access.deletion.submission.DeletionService;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import gov.mt.immtrax.access.request.process.StartDates;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A change of employer or of permissions takes effect on its start date, and the help desk is asked in time for it. */
@ModelTest
class PlannedChangeTests {

    private static final String FORMER = "fern.former@example.org";
    private static final String OTHER = "other.supervisor@example.org";

    /** Three business days before January 4, 2027: Thursday, Wednesday, Tuesday; Friday is New Year's Day. */
    private static final String TASK_COMES = "2026-12-29T08:00";

    private static final String DAY_BEFORE = "2027-01-03T23:59";
    private static final String START = "2027-01-04T08:00";

    @Autowired
    AccessRequestRepository requests;

    @Autowired
    Office office;

    @Autowired
    AccountRegister register;

    @Autowired
    StartDates startDates;

    @Autowired
    DeletionService deletions;

    @Autowired
    RequestService requestService;

    @Autowired
    FormSubmissionService forms;

    @Autowired
    ActingPerson acting;

    @Autowired
    Timeline timeline;

    @Autowired
    ManagementService jobs;

    private Account account;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        account = register.open(
                new AccountFacts(
                        "nnurse",
                        "Nancy",
                        "Nurse",
                        Office.USER,
                        "Old Clinic",
                        "Old Clinic East",
                        AccessLevel.READ_ONLY_WITH_CONSENT,
                        "1100",
                        "Fern Former",
                        FORMER,
                        "REQ0100100",
                        null,
                        null,
                        null),
                Cause.note("known"));
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void movesAnAccountOnTheStartDateAndNotBefore() {
        String number = signed("2027-01-04");
        assertThat(task(number)).as("six weeks ahead").isFalse();
        assertThat(office.request(number).dueAt()).isEqualTo(montana("2027-01-04T17:00"));
        assertThat(timersOf(number)).as("one timer for each waiting request").isEqualTo(1);
        office.wait("2026-12-29T07:59");
        assertThat(task(number)).isFalse();

        office.wait(TASK_COMES);
        assertThat(task(number)).isTrue();
        assertThat(office.task(number, AccessRequestProcess.PROVISION_ACCESS).getDueDate())
                .isEqualTo(montana("2027-01-04T17:00"));
        assertThat(office.mailsTo(Office.LEAD)).isEmpty();

        office.provisionForAnother(number);
        office.runJobs();
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_START);
        assertThat(employer()).isEqualTo("Old Clinic");
        assertThat(office.mailsTo(FORMER))
                .containsExactly(number + ": the imMTrax access of one of your people is going to change");
        assertThat(plain(office.lastMailTo(FORMER)))
                .contains("Fern Former", "for Old Clinic will end on Monday, January 4, 2027", "Until then")
                .doesNotContain("Peters", "Stacy", "/requests/");
        assertThat(plain(office.lastMailTo(Office.USER)))
                .contains("will move to St. Peters Health on Monday, January 4, 2027");
        assertThat(plain(office.lastMailTo(Office.SUPERVISOR)))
                .contains("of Nancy Nurse will move to St. Peters Health on Monday, January 4, 2027");

        office.wait(DAY_BEFORE);
        assertThat(employer()).isEqualTo("Old Clinic");
        assertThat(office.mailsTo(FORMER)).hasSize(1);

        office.wait(START);
        assertThat(employer()).isEqualTo("St. Peters Health");
        assertThat(register.get(account.number()).facts().supervisorAddress()).isEqualTo(Office.SUPERVISOR);
        assertThat(register.get(account.number()).facts().agreementRequest()).isEqualTo(number);
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
        assertThat(office.mailsTo(FORMER)).hasSize(2).last().isEqualTo(number + ": imMTrax access has ended");
        assertThat(office.mailsTo(Office.USER)).last().isEqualTo(number + ": your imMTrax account has moved");
    }

    @Test
    void keepsTheAgreementThatWasSignedBeforeACorrection() {
        String number = signed("2027-01-04");
        office.correct(
                number,
                "requestType",
                "CHANGE_EMPLOYER",
                "hadPriorAccess",
                "YES",
                "startDate",
                "2027-01-04",
                "accessLevel",
                "VACCINE_MANAGEMENT");
        office.wait(TASK_COMES);
        office.provisionForAnother(number);

        office.wait(START);
        assertThat(level()).isEqualTo(AccessLevel.VACCINE_MANAGEMENT);
        assertThat(register.get(account.number()).facts().agreementRequest()).isEqualTo(number);
    }

    @Test
    void changesPermissionsOnTheStartDateAndNotBefore() {
        answerForNancy();
        String number = changeOfPermissions("2027-01-04");
        office.wait(TASK_COMES);
        office.provisionChange(number);
        office.wait(DAY_BEFORE);
        assertThat(level()).isEqualTo(AccessLevel.READ_ONLY_WITH_CONSENT);
        assertThat(plain(office.lastMailTo(Office.USER)))
                .contains(
                        "permissions will change on Monday, January 4, 2027",
                        "level is Read Only with Consent. It will be Record Maintenance");

        office.wait(START);
        assertThat(level()).isEqualTo(AccessLevel.RECORD_MAINTENANCE);
        assertThat(office.mailsTo(Office.USER)).last().isEqualTo(number + ": your imMTrax account has changed");
    }

    @Test
    void tellsTheAccountsSupervisorOfAChangeThatSomebodyElseRequested() {
        String number = changeOfPermissions("2027-01-04");
        office.wait(TASK_COMES);
        office.provisionForAnother(number, "nnurse");
        office.runJobs();

        assertThat(plain(office.lastMailTo(FORMER)))
                .contains("Stacy Supervisor", "takes effect on Monday, January 4, 2027", "will be Record Maintenance");
        office.wait(START);
        assertThat(office.mailsTo(FORMER)).hasSize(2);
        assertThat(office.lastMailTo(FORMER)).contains("Someone else requested a change");
    }

    @ParameterizedTest
    @CsvSource({
        // papers complete, start date, the task comes, it is due
        "2026-11-23T10:00, 2026-11-22, 2026-11-23T10:00, 2026-11-27T17:00", // over: at once, as ever
        "2026-11-23T10:00, 2026-11-23, 2026-11-23T10:00, 2026-11-27T17:00", // today
        "2026-11-23T10:00, 2026-11-24, 2026-11-23T10:00, 2026-11-24T17:00", // tomorrow
        "2026-11-23T10:00, 2026-11-27, 2026-11-23T10:00, 2026-11-27T17:00", // over Thanksgiving
        "2026-11-23T10:00, 2026-11-30, 2026-11-24T08:00, 2026-11-30T17:00", // one business day more
        "2026-11-23T10:00, 2026-12-05, 2026-12-02T08:00, 2026-12-04T17:00", // a Saturday
        "2026-11-23T10:00, 2026-12-25, 2026-12-22T08:00, 2026-12-24T17:00", // Christmas Day
        "2026-11-28T10:00, 2026-11-29, 2026-11-28T10:00, 2026-12-02T17:00", // Saturday for Sunday
        "2026-11-23T10:00, 2027-03-15, 2027-03-10T08:00, 2027-03-15T17:00", // the clocks change on the day before
    })
    void comesToTheHelpDeskInTimeAndIsDueOnTheStartDate(String complete, String start, String comes, String due) {
        answerForNancy();
        office.itIs(complete);
        String number = changeOfPermissions(start);
        if (!complete.equals(comes)) {
            office.wait(LocalDateTime.parse(comes).minusMinutes(1).toString());
            assertThat(task(number)).as("a minute before").isFalse();
            office.wait(comes);
        }
        assertThat(task(number)).isTrue();
        assertThat(office.request(number).dueAt()).isEqualTo(montana(due));
        assertThat(office.task(number, AccessRequestProcess.PROVISION_ACCESS).getDueDate())
                .isEqualTo(montana(due));
    }

    @Test
    void takesEffectOnASaturdayToo() {
        answerForNancy();
        String number = changeOfPermissions("2026-12-05");
        office.wait("2026-12-02T08:00");
        office.provisionChange(number);

        office.wait("2026-12-05T07:59");
        assertThat(level()).isEqualTo(AccessLevel.READ_ONLY_WITH_CONSENT);
        office.wait("2026-12-05T08:00");
        assertThat(level()).isEqualTo(AccessLevel.RECORD_MAINTENANCE);
    }

    @Test
    void takesEffectAtOnceOnTheStartDateAndLater() {
        answerForNancy();
        String number = changeOfPermissions("2027-01-04");
        office.wait("2027-01-04T06:10");
        office.provisionChange(number);
        assertThat(level()).isEqualTo(AccessLevel.RECORD_MAINTENANCE);
        office.runJobs();
        assertThat(office.mailsTo(Office.USER)).containsExactly(number + ": your imMTrax account has changed");
    }

    @Test
    void isEscalatedOnlyWhenTheStartDateIsOver() {
        String number = signed("2027-01-04");
        office.wait("2027-01-04T16:59");
        assertThat(office.mailsTo(Office.LEAD)).isEmpty();
        office.wait("2027-01-04T17:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(1);
        office.provisionForAnother(number);
        office.runJobs();
        assertThat(employer()).isEqualTo("St. Peters Health");
        assertThat(office.mailsTo(FORMER)).as("done at once").hasSize(1);
    }

    @Test
    void isMadeUpForByAServerThatWasOff() {
        String number = planned("2027-01-04");
        office.wait("2027-02-01T12:00");
        assertThat(employer()).isEqualTo("St. Peters Health");
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
        assertThat(office.mailsTo(FORMER)).hasSize(2);

        office.itIs("2027-02-01T12:00");
        answerForNancy();
        String second = changeOfPermissions("2027-03-01");
        office.wait("2027-03-10T12:00");
        assertThat(task(second)).as("asked late rather than never").isTrue();
    }

    @Test
    void movesWithAStartDateThatIsCorrectedBeforeTheHelpDeskIsAsked() {
        String number = signed("2027-01-04");
        change(number, "2027-01-11");
        assertThat(office.request(number).dueAt()).isEqualTo(montana("2027-01-11T17:00"));
        office.wait("2027-01-06T07:59");
        assertThat(task(number)).isFalse();
        office.wait("2027-01-06T08:00");
        assertThat(task(number)).isTrue();
        assertThat(timersOf(number)).as("the escalation").isEqualTo(1);
    }

    @Test
    void comesAtOnceWhenTheStartDateMovesToToday() {
        String number = signed("2027-01-04");
        office.itIs("2026-12-15T10:00");
        change(number, "2026-12-15");
        assertThat(task(number)).isTrue();
        assertThat(office.request(number).dueAt()).isEqualTo(montana("2026-12-18T17:00"));
        office.provisionForAnother(number);
        assertThat(employer()).isEqualTo("St. Peters Health");
    }

    @Test
    void givesTheTaskBackWhenTheStartDateMovesAway() {
        String number = signed("2027-01-04");
        office.wait(TASK_COMES);
        change(number, "2027-02-01");
        assertThat(task(number)).isFalse();
        office.wait("2027-01-27T08:00");
        assertThat(task(number)).isTrue();
        assertThat(office.mailsTo(Office.LEAD)).isEmpty();
    }

    @Test
    void movesAPlannedChangeAndTellsEverybodyTheNewDate() {
        String number = planned("2027-01-04");
        change(number, "2027-01-11");
        office.runJobs();
        assertThat(office.mailsTo(FORMER)).hasSize(2);
        assertThat(plain(office.lastMailTo(FORMER))).contains("will end on Monday, January 11, 2027");
        assertThat(plain(office.lastMailTo(Office.USER))).contains("now takes effect on Monday, January 11, 2027");
        assertThat(plain(office.lastMailTo(Office.SUPERVISOR))).contains("It is now Monday, January 11, 2027");

        office.wait("2027-01-11T07:59");
        assertThat(employer()).isEqualTo("Old Clinic");
        office.wait("2027-01-11T08:00");
        assertThat(employer()).isEqualTo("St. Peters Health");
    }

    @Test
    void isWithdrawnAndTheFormerSupervisorHearsThatNothingChanges() {
        String number = planned("2027-01-04");

        assertThat(office.withdraw(number)).isTrue();
        office.runJobs();

        assertThat(office.request(number).status()).isEqualTo(RequestStatus.WITHDRAWN);
        assertThat(office.mailsTo(FORMER))
                .last()
                .isEqualTo(number + ": the imMTrax access of one of your people stays as it is");
        office.wait("2027-01-05T12:00");
        assertThat(employer()).isEqualTo("Old Clinic");
        assertThat(register.get(account.number()).isActive())
                .as("nothing to end")
                .isTrue();
        assertThat(requests.endedBeforeLogin(account.number()))
                .as("its user goes on using it")
                .isFalse();
        assertThat(office.mailsTo(FORMER)).hasSize(2);
    }

    @Test
    void isWithdrawnBeforeTheHelpDeskIsAskedAndNobodyElseHears() {
        String number = signed("2027-01-04");
        assertThat(office.withdraw(number)).isTrue();
        office.wait("2027-01-05T12:00");
        assertThat(employer()).isEqualTo("Old Clinic");
        assertThat(office.mailsTo(FORMER)).isEmpty();
    }

    @Test
    void goesBackToTheHelpDeskWhenTheAccountOfAMoveEnds() {
        String number = planned("2027-01-04");
        register.inactivate(account.number(), InactivationReason.ACCESS_DELETION, Cause.note("left the old clinic"));
        office.runJobs();

        assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);
        assertThat(task(number)).isTrue();
        reactivated(number);
        office.wait(START);
        assertThat(office.lastMailTo(Office.USER)).contains(Office.PASSWORD);
        assertThat(employer()).isEqualTo("St. Peters Health");
        assertThat(register.get(account.number()).isActive()).isTrue();
    }

    @Test
    void isClosedWhenTheAccountEnds() {
        answerForNancy();
        String number = changeOfPermissions("2027-01-04");
        office.wait(TASK_COMES);
        office.provisionChange(number);
        register.inactivate(account.number(), InactivationReason.REGISTRY, Cause.note("ended in imMTrax"));
        office.runJobs();

        assertThat(office.request(number).status()).isEqualTo(RequestStatus.WITHDRAWN);
        assertThat(timeline.last(number, RequestEventType.ACCOUNT_ENDED)).isPresent();
        assertThat(plain(office.lastMailTo(Office.SUPERVISOR))).contains("does not take place");
        office.wait("2027-01-05T12:00");
        assertThat(level()).isEqualTo(AccessLevel.READ_ONLY_WITH_CONSENT);
    }

    @Test
    void staysUntilTheHelpDeskReactivatesAnAccountThatEndedBeforeItWasAsked() {
        String number = signed("2027-01-04");
        register.inactivate(account.number(), InactivationReason.REGISTRY, Cause.note("left the old clinic"));
        office.wait(TASK_COMES);

        assertThat(task(number)).isTrue();
        reactivated(number);
        office.wait(START);
        assertThat(office.lastMailTo(Office.USER)).contains(Office.PASSWORD);
    }

    @Test
    void endsWithAnAccessDeletion() {
        answerForNancy();
        String number = changeOfPermissions("2027-01-04");
        acting.is(Office.SUPERVISOR);
        deletions.submit(SampleDeletion.with("username", "nnurse"));
        office.runJobs();

        assertThat(office.request(number).status()).isEqualTo(RequestStatus.WITHDRAWN);
        office.wait("2027-01-05T12:00");
        assertThat(level()).isEqualTo(AccessLevel.READ_ONLY_WITH_CONSENT);
    }

    /** Case: the former supervisor's plan was carried out on the account of the new one. */
    @Test
    void isClosedWhenTheAccountMovesUnderAnotherAddressOfTheUser() {
        answerForNancy();
        String number = changeOfPermissions("2027-01-04");
        office.wait(TASK_COMES);
        office.provisionChange(number);
        office.runJobs();

        moveTo(OTHER, "nancy@benefis.example.org");

        assertThat(office.request(number).status()).isEqualTo(RequestStatus.WITHDRAWN);
        assertThat(timeline.last(number, RequestEventType.ACCOUNT_MOVED)).isPresent();
        assertThat(timeline.last(number, RequestEventType.ACCOUNT_ENDED)).isEmpty();
        assertThat(plain(office.lastMailTo(Office.SUPERVISOR))).contains("employer");
        assertThat(office.mailsTo(Office.SUPERVISOR)).contains(number + ": your imMTrax request has ended");
        assertThat(office.mailsTo("nancy@benefis.example.org"))
                .contains(number + ": a change of your imMTrax permissions does not take place");
        assertThat(office.mailsTo(OTHER)).noneMatch(subject -> subject.startsWith(number));
        office.wait("2027-01-05T12:00");
        assertThat(level()).isEqualTo(AccessLevel.READ_ONLY_WITH_CONSENT);
    }

    @Test
    void isClosedByAMoveBeforeTheHelpDeskIsAskedToo() {
        answerForNancy();
        String number = changeOfPermissions("2027-01-04");

        moveTo(OTHER, "nancy@benefis.example.org");

        assertThat(office.request(number).status()).isEqualTo(RequestStatus.WITHDRAWN);
        assertThat(timeline.last(number, RequestEventType.ACCOUNT_MOVED)).isPresent();
        assertThat(plain(office.lastMailTo(Office.SUPERVISOR))).contains("moved to another employer");
    }

    @Test
    void staysWhenTheAccountsSupervisorMovesItToAnotherSite() {
        answerForNancy();
        String number = changeOfPermissions("2027-01-04");
        office.wait(TASK_COMES);
        office.provisionChange(number);

        moveTo(Office.SUPERVISOR, "nancy@benefis.example.org");

        assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_START);
    }

    /** Case: it was in the register at once, with the new level, and stayed there after a withdrawal. */
    @Test
    void entersAnUnknownAccountOnTheStartDateAndNotBefore() {
        String number = changeOfUnknown();
        assertThat(register.ofLogin("unknown1")).isEmpty();
        assertThat(office.mailsTo(Office.USER)).hasSize(1);
        change(number, "2027-01-11");

        office.wait("2027-01-11T07:59");
        assertThat(register.ofLogin("unknown1")).isEmpty();
        office.wait("2027-01-11T08:00");

        assertThat(register.ofLogin("unknown1").get(0).facts())
                .returns(AccessLevel.RECORD_MAINTENANCE, AccountFacts::accessLevel)
                .returns(Office.SUPERVISOR, AccountFacts::supervisorAddress);
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
    }

    @Test
    void leavesNoUnknownAccountBehindWhenItIsWithdrawn() {
        String number = changeOfUnknown();

        assertThat(office.withdraw(number)).isTrue();
        office.wait("2027-01-05T12:00");

        assertThat(register.ofLogin("unknown1")).isEmpty();
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.WITHDRAWN);
    }

    @Test
    void changesAnAccountThatTheRegisterHasLearnedOfMeanwhile() {
        String number = changeOfUnknown();
        AccountFacts imported =
                SampleAccount.facts("unknown1", "Nancy", "Nurse", Office.USER).withSupervisor("Fern Former", FORMER);
        Account known = register.open(imported, Cause.note("imported"));

        office.wait(START);

        assertThat(register.get(known.number()).facts())
                .isEqualTo(imported.withAccessLevel(AccessLevel.RECORD_MAINTENANCE));
        assertThat(office.lastMailTo(FORMER)).contains("Someone else requested a change");
    }

    @Test
    void closesAChangeOfAnAccountThatEndedBeforeTheRegisterChangedIt() {
        String number = changeOfUnknown();
        Account known =
                register.open(SampleAccount.facts("unknown1", "Nancy", "Nurse", Office.USER), Cause.note("imported"));
        register.inactivate(known.number(), InactivationReason.REGISTRY, Cause.note("ended"));

        office.wait(START);

        assertThat(office.request(number).status()).isEqualTo(RequestStatus.WITHDRAWN);
        assertThat(timeline.last(number, RequestEventType.ACCOUNT_ENDED)).isPresent();
    }

    /** Case: both emails went to the supervisor who had left. */
    @ParameterizedTest
    @CsvSource({"CHANGE_EMPLOYER", "PERMISSIONS_CHANGE"})
    void tellsTheNewSupervisorOfTheAccount(RequestType type) {
        String number = type == RequestType.CHANGE_EMPLOYER ? planned("2027-01-04") : plannedForAnother();
        replaceFern(OTHER);
        office.runJobs();

        assertThat(office.mailsTo(FORMER)).hasSize(1);
        assertThat(office.mailsTo(OTHER))
                .containsExactly(number + ": the imMTrax access of one of your people is going to change");
        assertThat(plain(office.lastMailTo(OTHER))).contains("Otto Other", "Old Clinic");

        change(number, "2027-01-11");
        office.runJobs();
        assertThat(office.mailsTo(OTHER)).hasSize(2);
        office.withdraw(number);
        office.runJobs();
        assertThat(office.mailsTo(OTHER))
                .hasSize(3)
                .last()
                .isEqualTo(number + ": the imMTrax access of one of your people stays as it is");
        assertThat(office.mailsTo(FORMER)).hasSize(1);
    }

    @Test
    void tellsTheNewSupervisorAloneIfTheOldOneWasNotReachedYet() {
        String number = signed("2027-01-04");
        office.wait(TASK_COMES);
        office.provisionForAnother(number);
        replaceFern(OTHER);
        office.runJobs();

        assertThat(office.mailsTo(FORMER)).isEmpty();
        assertThat(office.mailsTo(OTHER)).hasSize(1);
        office.wait(START);
        assertThat(office.mailsTo(OTHER)).hasSize(2).last().isEqualTo(number + ": imMTrax access has ended");
    }

    @Test
    void tellsNobodyIfTheRequesterBecomesTheSupervisorOfTheAccount() {
        String number = plannedForAnother();
        int before = office.mailsTo(Office.SUPERVISOR).size();
        replaceFern(Office.SUPERVISOR);
        office.runJobs();

        assertThat(office.mailsTo(Office.SUPERVISOR)).hasSize(before);
        office.wait(START);
        assertThat(level()).isEqualTo(AccessLevel.RECORD_MAINTENANCE);
        assertThat(office.mailsTo(FORMER)).hasSize(1);
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
    }

    private String changeOfUnknown() {
        register.change(
                account.number(), facts -> facts.withEmailAddress("somebody@else.example"), Cause.note("other"));
        String number = changeOfPermissions("2027-01-04");
        office.wait(TASK_COMES);
        assertThat(office.decide(
                        number,
                        Map.of(
                                "outcome",
                                "PROVISIONED",
                                "username",
                                "unknown1",
                                "usernameConfirmed",
                                true,
                                "likelyAccount",
                                office.noneOfThese())))
                .isTrue();
        office.runJobs();
        return number;
    }

    private String plannedForAnother() {
        String number = changeOfPermissions("2027-01-04");
        office.wait(TASK_COMES);
        office.provisionForAnother(number, "nnurse");
        office.runJobs();
        assertThat(office.mailsTo(FORMER)).hasSize(1);
        return number;
    }

    private void replaceFern(String address) {
        register.change(
                account.number(), facts -> facts.withSupervisor("Otto Other", address), Cause.note("Fern left"));
    }

    /** Nancy signs for another supervisor under another address of hers, and her account moves at once. */
    private void moveTo(String supervisor, String address) {
        acting.is(supervisor);
        String number = requestService.submit(Office.screenshotWith(
                "requestType",
                "CHANGE_EMPLOYER",
                "hadPriorAccess",
                "YES",
                "emailAddress",
                address,
                "employer",
                "Benefis",
                "locationName",
                "Benefis East"));
        acting.is(address);
        assertThat(forms.complete(
                        AccessRequestProcess.KEY,
                        number,
                        AccessRequestProcess.SIGN_USER_AGREEMENT,
                        Office.signature(number)))
                .isTrue();
        assertThat(office.decide(
                        number,
                        Map.of(
                                "outcome",
                                "PROVISIONED",
                                "username",
                                "nnurse",
                                "despiteContradiction",
                                true,
                                "differenceReason",
                                "Called her")))
                .isTrue();
        office.runJobs();
        assertThat(employer()).isEqualTo("Benefis");
    }

    @Test
    void keepsWhatElseChangedMeanwhile() {
        answerForNancy();
        String number = changeOfPermissions("2027-01-04");
        office.wait(TASK_COMES);
        office.provisionChange(number);
        register.change(
                account.number(),
                facts -> facts.withSupervisor("Nora New", "nora.new@sphealth.org"),
                Cause.note("replaced"));

        office.wait(START);
        assertThat(level()).isEqualTo(AccessLevel.RECORD_MAINTENANCE);
        assertThat(register.get(account.number()).facts().supervisorAddress()).isEqualTo("nora.new@sphealth.org");
    }

    /** Stacy is responsible for Nancy already. */
    private void answerForNancy() {
        register.change(account.number(), facts -> SampleAccount.facts(), Cause.note("moved"));
    }

    private String signed(String start) {
        String number = office.submit("requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES", "startDate", start);
        office.sign(number);
        office.runJobs();
        return number;
    }

    private void reactivated(String number) {
        assertThat(office.decide(
                        number,
                        Map.of(
                                "outcome",
                                "PROVISIONED",
                                "username",
                                "nnurse",
                                "temporaryPassword",
                                Office.PASSWORD,
                                "despiteContradiction",
                                true)))
                .isTrue();
    }

    private String planned(String start) {
        String number = signed(start);
        office.wait(TASK_COMES);
        office.provisionForAnother(number);
        office.runJobs();
        assertThat(office.mailsTo(FORMER)).hasSize(1);
        return number;
    }

    private String changeOfPermissions(String start) {
        return office.submit(
                "requestType",
                "PERMISSIONS_CHANGE",
                "hadPriorAccess",
                "YES",
                "accessLevel",
                "RECORD_MAINTENANCE",
                "startDate",
                start);
    }

    /** The help desk, with a caller on the line. */
    private void change(String number, String start) {
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        assertThat(startDates.change(number, LocalDate.parse(start))).isTrue();
    }

    private boolean task(String number) {
        return office.task(number, AccessRequestProcess.PROVISION_ACCESS) != null;
    }

    private long timersOf(String number) {
        return jobs.createJobQuery()
                .processInstanceId(office.process(number).getId())
                .timers()
                .count();
    }

    private String employer() {
        return register.get(account.number()).facts().employer();
    }

    private AccessLevel level() {
        return register.get(account.number()).facts().accessLevel();
    }

    private static String plain(String mail) {
        return mail.replaceAll("\\s+", " ");
    }

    private static Instant montana(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("America/Denver")).toInstant();
    }
}
