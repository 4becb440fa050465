package gov.mt.immtrax.access.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.PathCoverage;
import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.engine.DueDates;
import gov.mt.immtrax.access.engine.Escalation;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.inactivation.process.AccountInactivationProcess;
import gov.mt.immtrax.access.inactivation.process.AccountLifecycleProcess;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import gov.mt.immtrax.access.mail.process.EmailDeliveryProcess;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.request.CorrectionRepository.Correction;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import gov.mt.immtrax.access.request.process.StartDates;
import gov.mt.immtrax.access.timeline.CaseEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Walks every path of {@code access-request.bpmn} and {@code email-delivery.bpmn}; a flow not walked fails the build.
 */
@ModelTest
@PathCoverage(except = {AccountLifecycleProcess.KEY, AccountInactivationProcess.KEY, EmailDeliveryProcess.KEY})
class AccessRequestProcessTests {

    private static final String GRANTED = "EndEvent_AccessGranted";
    private static final String DECLINED = "EndEvent_RequestDeclined";
    private static final String EXPIRED = "EndEvent_RequestExpired";
    private static final String WITHDRAWN = "EndEvent_RequestWithdrawn";

    /** Thursday of this week is Thanksgiving; the Friday after it is a working day in Montana. */
    private static final String MONDAY = "2026-11-23T10:00";

    @Autowired
    Office office;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    SupervisorHandover handover;

    @Autowired
    ProcessEngine engine;

    @Autowired
    HistoryService history;

    @Autowired
    AccountRegister register;

    @Autowired
    Timeline timeline;

    @Autowired
    CorrectionRepository corrections;

    @Autowired
    AccessRequestRepository requests;

    @Autowired
    RequestService service;

    @Autowired
    StartDates startDates;

    @Autowired
    ActingPerson acting;

    @Autowired
    FormSubmissionService forms;

    @Autowired
    DueDates dueDates;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void open() {
        AbstractAssertions.init(engine);
        office.itIs(MONDAY);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
        AbstractAssertions.reset();
    }

    @Test
    void grantsNewAccessFromTheFormToTheCredentialsMail() {
        String number = office.submit();
        ProcessInstance process = office.process(number);

        assertThat(number).matches("REQ\\d{7}");
        assertThat(process).isWaitingAt(AccessRequestProcess.SIGN_USER_AGREEMENT);
        assertThat(office.task(number, AccessRequestProcess.SIGN_USER_AGREEMENT))
                .isAssignedTo(Office.USER);
        office.runJobs();
        assertThat(office.mailsTo(Office.USER)).singleElement().asString().contains(number);
        assertThat(office.lastMailTo(Office.USER)).contains("https://access.example.org/agreements/" + number);

        assertThat(office.sign(number)).isTrue();
        assertThat(process).isWaitingAt(AccessRequestProcess.PROVISION_ACCESS);
        assertThat(office.task(number, AccessRequestProcess.PROVISION_ACCESS)).hasCandidateGroup("help-desk");
        assertThat(office.request(number).dueAt()).isEqualTo(montana("2026-11-27T17:00"));

        assertThat(office.provision(number)).isTrue();
        office.runJobs();
        assertThat(process).isEnded().hasPassed("ServiceTask_EmailCredentials", GRANTED);
        assertThat(office.lastMailTo(Office.USER)).contains("nnurse", Office.PASSWORD);
        assertThat(office.lastMailTo(Office.SUPERVISOR)).contains(number).doesNotContain(Office.PASSWORD);
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
        assertThat(types(number))
                .containsExactly(
                        RequestEventType.SUBMITTED,
                        RequestEventType.INVITED,
                        RequestEventType.AGREEMENT_SIGNED,
                        RequestEventType.SENT_TO_HELP_DESK,
                        RequestEventType.PROVISIONED,
                        RequestEventType.GRANTED,
                        RequestEventType.CREDENTIALS_DELIVERED);
    }

    @Test
    void sendsNoCredentialsBeforeTheStartDate() {
        String number = office.submit("startDate", "2026-12-07");
        office.runJobs();
        office.sign(number);
        office.provision(number);

        office.wait("2026-12-07T07:59");
        assertThat(office.process(number)).isWaitingAt("IntermediateCatchEvent_StartDateReached");
        assertThat(office.mailsTo(Office.USER)).hasSize(1);

        office.wait("2026-12-07T08:00");
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
        assertThat(office.lastMailTo(Office.USER)).contains(Office.PASSWORD);
    }

    @Test
    void remindsOverTheHolidayEveryThreeBusinessDaysAndExpiresAfterThirtyDays() {
        String number = office.submit();
        ProcessInstance process = office.process(number);
        office.runJobs();

        // Tuesday, Wednesday, not Thanksgiving, Friday
        office.wait("2026-11-27T16:59");
        assertThat(office.mailsTo(Office.USER)).hasSize(1);
        office.wait("2026-11-27T17:00");
        assertThat(office.mailsTo(Office.USER)).hasSize(2);
        assertThat(office.mailsTo(Office.SUPERVISOR)).hasSize(1);
        office.wait("2026-12-02T17:00");
        assertThat(office.mailsTo(Office.USER)).hasSize(3);

        assertThat(process).isWaitingAt(AccessRequestProcess.SIGN_USER_AGREEMENT);
        office.wait("2026-12-23T17:00");
        assertThat(process).isEnded().hasPassed(EXPIRED);
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.EXPIRED);
        assertThat(office.mailsTo(Office.SUPERVISOR)).last().asString().contains(number);
        assertThat(office.sign(number)).isFalse();
    }

    @Test
    void remindsOnceAfterTheServiceWasOff() {
        String number = office.submit();
        office.runJobs();

        office.wait("2026-12-10T09:00");

        assertThat(office.mailsTo(Office.USER)).hasSize(2);
        office.wait("2026-12-15T16:59");
        assertThat(office.mailsTo(Office.USER)).hasSize(2);
        office.wait("2026-12-15T17:00");
        assertThat(office.mailsTo(Office.USER)).hasSize(3);
        assertThat(number).isNotNull();
    }

    @Test
    void bringsOverdueProvisioningBeforeTheLeadOncePerBusinessDay() {
        String number = office.submit();
        office.itIs("2026-11-24T15:00");
        office.sign(number);
        office.runJobs();

        // Wednesday, not Thanksgiving, Friday, not the weekend, Monday
        office.wait("2026-11-30T16:59");
        assertThat(office.mailsTo(Office.LEAD)).isEmpty();
        assertThat(office.task(number, AccessRequestProcess.PROVISION_ACCESS).getPriority())
                .isLessThan(Escalation.OVERDUE_PRIORITY);
        office.wait("2026-11-30T17:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(1);
        assertThat(office.mailsTo(Office.SUPERVISOR)).hasSize(1);
        assertThat(office.task(number, AccessRequestProcess.PROVISION_ACCESS)).hasCandidateGroup("help-desk-lead");
        int priority =
                office.task(number, AccessRequestProcess.PROVISION_ACCESS).getPriority();
        assertThat(priority).isGreaterThanOrEqualTo(Escalation.OVERDUE_PRIORITY);

        office.wait("2026-12-01T17:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(2);
        assertThat(office.task(number, AccessRequestProcess.PROVISION_ACCESS).getPriority())
                .isGreaterThan(priority);

        office.provision(number);
        office.wait("2026-12-10T17:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(2);
    }

    @Test
    void comesBackCorrectedWithTheChangesVisible() {
        String number = office.submit();
        ProcessInstance process = office.process(number);
        office.sign(number);
        office.runJobs();

        office.decide(number, Map.of("outcome", "RETURNED", "note", "Which clinic?"));
        office.runJobs();
        assertThat(process).isWaitingAt(AccessRequestProcess.CORRECT_REQUEST);
        assertThat(office.task(number, AccessRequestProcess.CORRECT_REQUEST)).isAssignedTo(Office.SUPERVISOR);
        assertThat(office.lastMailTo(Office.SUPERVISOR)).contains("Which clinic?");

        office.wait("2026-11-27T17:00");
        assertThat(office.mailsTo(Office.SUPERVISOR)).hasSize(2);
        office.wait("2026-12-02T17:00");
        assertThat(office.mailsTo(Office.SUPERVISOR)).hasSize(3);

        assertThat(office.correct(number, "locationName", "SPH North", "dateOfBirth", "1982-03-21"))
                .isTrue();
        assertThat(office.sign(number)).as("again, for another birth date").isTrue();
        assertThat(process).isWaitingAt(AccessRequestProcess.PROVISION_ACCESS);
        assertThat(corrections.of(number))
                .containsExactlyInAnyOrder(
                        new CorrectionRepository.Correction("locationName", "SPH Broadway", "SPH North"),
                        new CorrectionRepository.Correction("dateOfBirth", null, null));
        assertThat(office.request(number).dueAt()).isEqualTo(montana("2026-12-07T17:00"));
        office.provision(number);
        office.runJobs();
        assertThat(process).isEnded();
    }

    @Test
    void expiresWhenNobodyCorrects() {
        String number = office.submit();
        ProcessInstance process = office.process(number);
        office.sign(number);
        office.decide(number, Map.of("outcome", "RETURNED", "note", "Which clinic?"));

        office.wait("2026-12-23T17:00");

        assertThat(process).isEnded().hasPassed(EXPIRED);
        assertThat(office.lastMailTo(Office.USER))
                .contains("the correction did not come in time")
                .doesNotContain("not signed");
        assertThat(office.lastMailTo(Office.SUPERVISOR))
                .contains("It was not corrected in time")
                .doesNotContain("did not sign");
    }

    @Test
    void declinesWithAReasonForBoth() {
        String number = office.submit();
        ProcessInstance process = office.process(number);
        office.sign(number);
        office.runJobs();

        office.decide(number, Map.of("outcome", "DECLINED", "note", "No such clinic."));
        office.runJobs();

        assertThat(process).isEnded().hasPassed(DECLINED);
        assertThat(office.lastMailTo(Office.SUPERVISOR)).contains("No such clinic.");
        assertThat(office.lastMailTo(Office.USER)).contains("No such clinic.");
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.DECLINED);
    }

    @Test
    void changesPermissionsWithoutAgreementAndCredentials() {
        register.open(SampleAccount.facts(), Cause.note("known"));
        String number = office.submit(
                "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "accessLevel", "RECORD_MAINTENANCE");
        ProcessInstance process = office.process(number);
        assertThat(process).isWaitingAt(AccessRequestProcess.PROVISION_ACCESS).hasNotPassed("ServiceTask_InviteUser");

        office.provisionChange(number);
        office.runJobs();

        assertThat(process).isEnded().hasPassed("ServiceTask_ConfirmChange", GRANTED);
        assertThat(office.mailsTo(Office.USER)).hasSize(1);
    }

    /** There is nothing left to change, so the help desk's task and the reminders end too. */
    @Test
    void endsAChangeOfPermissionsWithItsAccount() {
        String account =
                register.open(SampleAccount.facts(), Cause.note("known")).number();
        String number = office.submitFor(account);
        ProcessInstance process = office.process(number);

        register.inactivate(account, InactivationReason.REGISTRY, Cause.note("ended in imMTrax"));
        assertThat(office.task(number, AccessRequestProcess.PROVISION_ACCESS)).isNull();
        office.runJobs();

        assertThat(process).isEnded().hasPassed("EndEvent_ChangeOfPermissionsClosed");
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.WITHDRAWN);
        assertThat(types(number)).last().isEqualTo(RequestEventType.ACCOUNT_ENDED);
        assertThat(office.lastMailTo(Office.SUPERVISOR))
                .contains("took effect, so the request has ended", "End date: none");
        assertThat(requests.openFor(Office.USER)).isEmpty();
    }

    @Test
    void keepsAChangeOfAnotherAccountOfThePerson() {
        String account =
                register.open(SampleAccount.facts(), Cause.note("known")).number();
        String other = register.open(SampleAccount.facts("nurse2", "Nancy", "Nurse", Office.USER), Cause.note("known"))
                .number();
        String number = office.submitFor(account);

        register.inactivate(other, InactivationReason.REGISTRY, Cause.note("ended in imMTrax"));
        office.runJobs();

        assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);
    }

    @Test
    void asksForANewAgreementWhenTheEmployerChanges() {
        register.open(
                SampleAccount.facts().withSupervisor("Fern Former", "fern.former@example.org"), Cause.note("known"));
        String number = office.submit("requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES");
        ProcessInstance process = office.process(number);
        assertThat(process).isWaitingAt(AccessRequestProcess.SIGN_USER_AGREEMENT);
        office.sign(number);

        office.provisionForAnother(number);

        assertThat(process).isEnded().hasPassed("ServiceTask_ConfirmChange", GRANTED);
    }

    @Test
    void letsRegistryStaffDecideOnAnAccountWithoutASupervisorAndTellsTheLeadWhenTheyAreLate() {
        Account account = register.open(SampleAccount.withoutSupervisor(SampleAccount.facts()), Cause.note("known"));
        String number = office.submit(
                "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "accessLevel", "RECORD_MAINTENANCE");
        ProcessInstance process = office.process(number);
        office.runJobs();

        assertThat(process).isWaitingAt(AccessRequestProcess.DECIDE_ACCESS_REQUEST);
        assertThat(office.task(number, AccessRequestProcess.DECIDE_ACCESS_REQUEST))
                .hasCandidateGroup("registry-staff");
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_DECISION);
        assertThat(office.request(number).dueAt()).isEqualTo(montana("2026-11-24T17:00"));
        assertThat(office.mailsTo(Office.SUPERVISOR))
                .containsExactly(number + ": registry staff decide on your imMTrax request");
        assertThat(office.lastMailTo(Office.SUPERVISOR)).contains("is not known who is responsible");

        office.wait("2026-11-24T16:59");
        assertThat(office.mailsTo(Office.LEAD)).isEmpty();
        office.wait("2026-11-24T17:00");
        assertThat(office.mailsTo(Office.LEAD))
                .containsExactly(number + ": the decision on an imMTrax request is overdue");
        assertThat(office.task(number, AccessRequestProcess.DECIDE_ACCESS_REQUEST))
                .hasCandidateGroup("help-desk-lead");
        office.wait("2026-11-25T17:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(2);

        office.decideRequest(number, Map.of("outcome", "APPROVED"));
        office.runJobs();
        assertThat(audited(number)).last().isEqualTo("REQUEST_APPROVED");
        assertThat(process).isWaitingAt(AccessRequestProcess.PROVISION_ACCESS);
        assertThat(office.request(number).dueAt()).as("three business days").isEqualTo(montana("2026-12-01T17:00"));
        assertThat(office.mailsTo(Office.SUPERVISOR)).last().isEqualTo(number + ": your imMTrax request was approved");

        office.provisionChange(number);
        office.runJobs();
        assertThat(process).isEnded().hasPassed("ServiceTask_ConfirmChange", GRANTED);
        assertThat(register.get(account.number()).facts())
                .returns(Office.SUPERVISOR, AccountFacts::supervisorAddress)
                .returns(AccessLevel.RECORD_MAINTENANCE, AccountFacts::accessLevel);
    }

    private List<String> audited(String number) {
        return jdbc.sql("select action from audit_event where case_number = ? order by id")
                .param(number)
                .query(String.class)
                .list();
    }

    @Test
    void declinesWhatRegistryStaffReject() {
        Account account = register.open(SampleAccount.withoutSupervisor(SampleAccount.facts()), Cause.note("known"));
        String number = office.submit("requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES");
        ProcessInstance process = office.process(number);

        office.decideRequest(number, Map.of("outcome", "REJECTED", "note", "Nobody there knows you."));
        office.runJobs();

        assertThat(audited(number)).last().isEqualTo("REQUEST_REJECTED");
        assertThat(process).isEnded().hasPassed(DECLINED).hasNotPassed(AccessRequestProcess.PROVISION_ACCESS);
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.DECLINED);
        assertThat(office.lastMailTo(Office.SUPERVISOR))
                .contains("was declined", "Nobody there knows you.")
                .doesNotContain("help desk declined");
        assertThat(register.get(account.number()).facts()).isEqualTo(account.facts());
    }

    @Test
    void letsRegistryStaffDecideOnTheOwnAccessOfASolePractitioner() {
        String number = office.submit("emailAddress", Office.SUPERVISOR, "ownAccessConfirmed", true);
        ProcessInstance process = office.process(number);
        office.runJobs();
        assertThat(office.lastMailTo(Office.SUPERVISOR))
                .contains("for yourself at St. Peters Health", "registry staff decide")
                .doesNotContain("fill it out for you", "do not know this person");
        acting.is(Office.SUPERVISOR);
        assertThat(forms.complete(
                        AccessRequestProcess.KEY,
                        number,
                        AccessRequestProcess.SIGN_USER_AGREEMENT,
                        Office.signature(number)))
                .isTrue();
        office.runJobs();

        assertThat(process).isWaitingAt(AccessRequestProcess.DECIDE_ACCESS_REQUEST);
        assertThat(office.lastMailTo(Office.SUPERVISOR)).contains("You requested access for yourself");
        assertThat(office.provision(number)).as("no task yet").isFalse();

        office.decideRequest(number, Map.of("outcome", "APPROVED", "note", "The only physician in Ekalaka"));
        office.provision(number);
        office.runJobs();

        assertThat(process).isEnded().hasPassed(GRANTED);
        assertThat(office.lastMailTo(Office.SUPERVISOR)).contains(Office.PASSWORD);
        assertThat(office.mailsTo(Office.SUPERVISOR)).doesNotHaveDuplicates();
        assertThat(register.ofLogin("nnurse").get(0).facts().supervisorAddress())
                .isEqualTo(Office.SUPERVISOR);
    }

    @Test
    void decidesAgainOnWhatWasCorrectedAfterTheApproval() {
        register.open(SampleAccount.withoutSupervisor(SampleAccount.facts()), Cause.note("known"));
        String number = office.submit("requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES");
        ProcessInstance process = office.process(number);
        office.decideRequest(number, Map.of("outcome", "APPROVED"));
        assertThat(process).isWaitingAt(AccessRequestProcess.PROVISION_ACCESS);

        office.correct(
                number,
                "requestType",
                "PERMISSIONS_CHANGE",
                "hadPriorAccess",
                "YES",
                "accessLevel",
                "VACCINE_MANAGEMENT");

        assertThat(process).isWaitingAt(AccessRequestProcess.DECIDE_ACCESS_REQUEST);
        office.decideRequest(number, Map.of("outcome", "APPROVED"));
        office.decide(number, Map.of("outcome", "RETURNED", "note", "Which end date?"));
        office.correct(number, "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "endDate", "2027-06-30");
        assertThat(process).isWaitingAt(AccessRequestProcess.DECIDE_ACCESS_REQUEST);
        assertThat(office.withdraw(number)).isTrue();
        assertThat(process).isEnded().hasPassed(WITHDRAWN);
    }

    @Test
    void tellsASolePractitionerOnceOfAnotherStartDate() {
        String number = office.submit("emailAddress", Office.SUPERVISOR, "ownAccessConfirmed", true);
        office.runJobs();
        acting.is(Office.HELP_DESK, Role.HELP_DESK);

        startDates.change(number, LocalDate.parse("2026-12-24"));
        office.runJobs();

        assertThat(office.mailsTo(Office.SUPERVISOR))
                .filteredOn(subject -> subject.contains("start date"))
                .hasSize(1);
    }

    @Test
    void tellsTheUserOfAnotherLevelThoughRegistryStaffDecideAgain() {
        register.open(SampleAccount.withoutSupervisor(SampleAccount.facts()), Cause.note("known"));
        String number = office.submit("requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES");
        office.sign(number);
        office.decideRequest(number, Map.of("outcome", "APPROVED"));
        office.runJobs();

        office.correct(
                number, "requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES", "accessLevel", "VACCINE_MANAGEMENT");
        office.runJobs();

        assertThat(office.process(number)).isWaitingAt(AccessRequestProcess.DECIDE_ACCESS_REQUEST);
        assertThat(office.lastMailTo(Office.USER)).contains("Vaccine Management");
    }

    /** Case: the approval was void, and the help desk had to return the request although nothing had changed. */
    @Test
    void keepsAnApprovalWhenTheAddressOfTheSupervisorOrUserIsCorrected() {
        Account account = register.open(SampleAccount.withoutSupervisor(SampleAccount.facts()), Cause.note("known"));
        String number = office.submit("requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES");
        office.decideRequest(number, Map.of("outcome", "APPROVED"));

        publisher.publishEvent(new MailAddressCorrected(
                CaseKind.ACCESS_REQUEST.of(number), Audience.SUPERVISOR, Office.SUPERVISOR, "stacy@new.example"));
        publisher.publishEvent(new MailAddressCorrected(
                CaseKind.ACCESS_REQUEST.of(number), Audience.USER, Office.USER, "nancy@new.example"));

        assertThat(office.process(number)).isWaitingAt(AccessRequestProcess.PROVISION_ACCESS);
        assertThat(office.decide(number, Map.of("outcome", "PROVISIONED", "username", "nnurse")))
                .isTrue();
        assertThat(register.get(account.number()).facts().supervisorAddress()).isEqualTo("stacy@new.example");
    }

    @Test
    void hasRegistryStaffDecideAgainIfTheCorrectedAddressTellsOfAnotherAccount() {
        register.open(SampleAccount.withoutSupervisor(SampleAccount.facts()), Cause.note("known"));
        register.open(
                SampleAccount.withoutSupervisor(SampleAccount.facts("aabel", "Ada", "Abel", "ada.abel@sphealth.org")),
                Cause.note("known"));
        String number = office.submit("requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES");
        office.decideRequest(number, Map.of("outcome", "APPROVED"));

        publisher.publishEvent(new MailAddressCorrected(
                CaseKind.ACCESS_REQUEST.of(number), Audience.USER, Office.USER, "ada.abel@sphealth.org"));

        assertThat(office.process(number)).isWaitingAt(AccessRequestProcess.DECIDE_ACCESS_REQUEST);
        assertThat(office.withdraw(number)).isTrue();
    }

    @Test
    void hasRegistryStaffDecideAgainOnAnotherSupervisorWithoutAReturn() {
        register.open(SampleAccount.withoutSupervisor(SampleAccount.facts()), Cause.note("known"));
        String number = office.submit("requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES");
        ProcessInstance process = office.process(number);
        office.sign(number);
        String asked =
                office.task(number, AccessRequestProcess.DECIDE_ACCESS_REQUEST).getId();

        replaced(number, "Otto Other", "other.supervisor@example.org");
        assertThat(office.task(number, AccessRequestProcess.DECIDE_ACCESS_REQUEST)
                        .getId())
                .as("nobody decides on whom they did not see")
                .isNotEqualTo(asked);
        office.decideRequest(number, Map.of("outcome", "APPROVED"));
        assertThat(process).isWaitingAt(AccessRequestProcess.PROVISION_ACCESS);

        replaced(number, "Pia Present", "pia@example.org");
        assertThat(process)
                .as("signed already")
                .isWaitingAt(AccessRequestProcess.DECIDE_ACCESS_REQUEST)
                .hasNotPassed("UserTask_CorrectRequest");
        office.runJobs();
        assertThat(office.mailsTo("pia@example.org"))
                .contains(number + ": registry staff decide on your imMTrax request");
        office.decideRequest(number, Map.of("outcome", "APPROVED"));
        assertThat(office.provisionChange(number)).isTrue();
    }

    private void replaced(String number, String name, String address) {
        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
        handover.handOver(number, name, address);
    }

    @Test
    void keepsAnApprovalWhenNothingIsCorrected() {
        register.open(SampleAccount.withoutSupervisor(SampleAccount.facts()), Cause.note("known"));
        String number = office.submit("requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES");
        office.decideRequest(number, Map.of("outcome", "APPROVED"));
        List<String> before = audited(number);

        office.correct(number, "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES");

        assertThat(audited(number)).isEqualTo(before);
        assertThat(office.provisionChange(number)).isTrue();
    }

    @Test
    void goesBackToTheUserIfWhatWasSignedIsCorrectedWhileRegistryStaffDecide() {
        register.open(SampleAccount.withoutSupervisor(SampleAccount.facts()), Cause.note("known"));
        String number = office.submit("requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES");
        ProcessInstance process = office.process(number);
        office.sign(number);
        assertThat(process).isWaitingAt(AccessRequestProcess.DECIDE_ACCESS_REQUEST);

        office.correct(
                number, "requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES", "employer", "Hill County Health");

        assertThat(process).isWaitingAt(AccessRequestProcess.SIGN_USER_AGREEMENT);
        assertThat(office.decideRequest(number, Map.of("outcome", "APPROVED")))
                .as("the task is gone")
                .isFalse();
        office.correct(
                number, "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "employer", "Hill County Health");
        assertThat(process).as("no agreement is needed").isWaitingAt(AccessRequestProcess.DECIDE_ACCESS_REQUEST);
        assertThat(office.withdraw(number)).isTrue();
    }

    @Test
    void goesBackToTheHelpDeskWhenTheAccountOfAPlannedMoveEnds() {
        Account account = register.open(SampleAccount.facts(), Cause.note("known"));
        String number = office.submit(
                "requestType",
                "CHANGE_EMPLOYER",
                "hadPriorAccess",
                "YES",
                "employer",
                "Hill County Health",
                "startDate",
                "2027-01-04");
        ProcessInstance process = office.process(number);
        office.sign(number);
        office.wait("2026-12-29T08:00");
        office.provisionChange(number);
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_START);

        register.inactivate(account.number(), InactivationReason.ACCESS_DELETION, Cause.note("left the old clinic"));
        office.runJobs();

        assertThat(process).hasPassed("Gateway_AccountMayMove").isWaitingAt(AccessRequestProcess.PROVISION_ACCESS);
        assertThat(office.withdraw(number)).isTrue();
    }

    @Test
    void sendsCredentialsWhenAChangeOfEmployerNeedsANewAccount() {
        String number = office.submit("requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES");
        ProcessInstance process = office.process(number);
        office.sign(number);

        office.provision(number);
        office.runJobs();

        assertThat(process).isEnded().hasPassed("ServiceTask_EmailCredentials", GRANTED);
        assertThat(office.lastMailTo(Office.USER)).contains("nnurse", Office.PASSWORD);
    }

    @Test
    void isWithdrawnBeforeProvisioningAndTheInvitedUserIsTold() {
        String number = office.submit();
        ProcessInstance process = office.process(number);
        office.runJobs();

        assertThat(office.withdraw(number)).isTrue();
        office.runJobs();

        assertThat(process).isEnded().hasPassed(WITHDRAWN);
        assertThat(office.mailsTo(Office.USER)).hasSize(2);
        assertThat(office.withdraw(number)).isFalse();
        assertThat(office.sign(number)).isFalse();
    }

    @Test
    void tellsNobodyOfAWithdrawalBeforeTheInvitationWentOut() {
        String number = office.submit();

        office.withdraw(number);
        office.runJobs();

        assertThat(office.mailsTo(Office.USER)).isEmpty();
    }

    @Test
    void isNotWithdrawnOnceTheCredentialsHaveGoneOut() {
        String number = office.submit();
        office.sign(number);
        office.provision(number);
        office.runJobs();

        assertThat(office.withdraw(number)).isFalse();
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
    }

    @Test
    void isWithdrawnWhileItWaitsForItsStartDateAndTheHelpDeskEndsTheAccount() {
        String number = waitingForItsStart("2026-12-07");
        ProcessInstance process = office.process(number);
        String account = account();

        assertThat(office.withdraw(number)).isTrue();
        office.runJobs();

        assertThat(office.request(number).status()).isEqualTo(RequestStatus.WITHDRAWN);
        assertThat(office.lastMailTo(Office.USER)).contains("withdrew the request");
        assertThat(passwordsOf(number)).isZero();
        assertThat(office.task(account, AccountInactivationProcess.INACTIVATE_ACCOUNT))
                .isNotNull();
        office.inactivate(account, Map.of("outcome", "INACTIVATED"));
        assertThat(process).isEnded().hasPassed("CallActivity_InactivateAccount", WITHDRAWN);
        assertThat(register.get(account).inactivationReason()).isEqualTo(InactivationReason.REQUEST_WITHDRAWN);

        office.wait("2026-12-07T08:00");
        assertThat(office.mailsTo(Office.USER))
                .noneMatch(subject -> subject.contains("login credentials"))
                .hasSize(2);
        assertThat(office.mailsTo(Office.SUPERVISOR)).isEmpty();
    }

    @Test
    void sendsNothingOnceTheAccountHasEndedBeforeTheStartDate() {
        String number = waitingForItsStart("2026-12-07");
        ProcessInstance process = office.process(number);

        register.inactivate(account(), InactivationReason.REGISTRY, Cause.note("ended in imMTrax"));
        office.runJobs();

        assertThat(process).isEnded().hasPassed("EndEvent_RequestClosed");
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.WITHDRAWN);
        assertThat(passwordsOf(number)).isZero();
        assertThat(office.lastMailTo(Office.SUPERVISOR)).contains("took effect, so the request has ended");
        assertThat(office.mailsTo(Office.USER)).hasSize(1);
        assertThat(types(number)).last().isEqualTo(RequestEventType.ACCOUNT_ENDED);
        assertThat(requests.openFor(Office.USER)).as("blocks no other request").isEmpty();
    }

    @Test
    void sendsNothingThatTheMailServerHasNotTakenWhenTheAccountEnds() {
        String number = waitingForItsStart("2026-12-07");
        office.itIs("2026-12-07T08:00");
        office.runOnly(number, "IntermediateCatchEvent_StartDateReached");
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);

        register.inactivate(account(), InactivationReason.REGISTRY, Cause.note("ended in imMTrax"));
        office.runJobs();

        assertThat(office.mailsTo(Office.USER)).hasSize(1);
        assertThat(office.mailsTo(Office.SUPERVISOR)).isEmpty();
        assertThat(passwordsOf(number)).isZero();
    }

    @Test
    void remindsNobodyWhoseAddressIsRefused() {
        String number = office.submit();
        office.runJobs();
        jdbc.sql("update mail_ledger set state = 'REFUSED' where template = 'invite-user'")
                .update();

        office.wait("2026-11-30T17:00");

        assertThat(office.mailsTo(Office.USER)).as("the invitation").hasSize(1);
        assertThat(office.lastMailTo(Office.SUPERVISOR))
                .contains("could not be delivered")
                .doesNotContain("sent Nancy Nurse a reminder");
        office.wait("2026-12-04T17:00");
        assertThat(office.mailsTo(Office.SUPERVISOR)).as(number).hasSize(2);
    }

    @Test
    void sendsCredentialsOnTheChangedStartDate() {
        String number = waitingForItsStart("2027-01-11");

        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        assertThat(startDates.change(number, LocalDate.parse("2026-12-07"))).isTrue();

        office.wait("2026-12-07T07:59");
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_START);
        assertThat(office.lastMailTo(Office.SUPERVISOR)).contains("start date", "December 7, 2026");
        assertThat(office.lastMailTo(Office.USER))
                .contains("now starts on Monday, December 7, 2026", "Stacy Supervisor")
                .doesNotContain("signature");
        office.wait("2026-12-07T08:00");
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
        acting.is(Office.SUPERVISOR);
        assertThat(startDates.change(number, LocalDate.parse("2026-12-24")))
                .as("too late")
                .isFalse();
    }

    @Test
    void sendsCredentialsLaterWhenTheStartDateMovesAway() {
        String number = waitingForItsStart("2026-12-07");

        acting.is(Office.SUPERVISOR);
        startDates.change(number, LocalDate.parse("2026-12-14"));

        office.wait("2026-12-13T23:59");
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_START);
        office.wait("2026-12-14T08:00");
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
    }

    @Test
    void sendsCredentialsAtOnceWhenTheStartDateMovesToToday() {
        String number = waitingForItsStart("2026-12-07");
        office.itIs("2026-11-24T05:53");

        acting.is(Office.SUPERVISOR);
        startDates.change(number, LocalDate.parse("2026-11-24"));
        office.runJobs();

        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
    }

    @ParameterizedTest
    @CsvSource({
        // set up on, start date, sent at once
        "2026-11-23T05:53, 2026-11-22, true",
        "2026-11-23T05:53, 2026-11-23, true",
        "2026-11-28T05:53, 2026-11-28, true", // a Saturday
        "2026-11-22T23:59, 2026-11-23, false",
        "2027-03-14T03:10, 2027-03-14, true", // the clocks change
    })
    void sendsCredentialsOnTheStartDateAsSoonAsTheAccessIsSetUp(String setUp, String start, boolean atOnce) {
        String number = office.submit("startDate", start);
        office.sign(number);
        office.itIs(setUp);
        office.provision(number);
        office.runJobs();

        assertThat(office.request(number).status() == RequestStatus.GRANTED).isEqualTo(atOnce);
    }

    @Test
    void invitesTheRightPersonWhenTheAddressWasWrong() {
        String number = office.submit("emailAddress", "nancy.nurs@sphealth.org");
        ProcessInstance process = office.process(number);
        office.runJobs();
        office.itIs("2026-11-24T10:00");

        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        assertThat(service.correctUserAddress(number, Office.USER)).isTrue();
        office.runJobs();

        assertThat(process).hasPassed("BoundaryEvent_InvitationOutdated");
        assertThat(office.mailsTo("nancy.nurs@sphealth.org")).hasSize(1);
        assertThat(office.mailsTo(Office.USER)).singleElement().asString().contains("sign");
        assertThat(office.task(number, AccessRequestProcess.SIGN_USER_AGREEMENT))
                .isAssignedTo(Office.USER);
        assertThat(office.request(number).dueAt()).isEqualTo(montana("2026-11-30T17:00"));
        assertThat(office.sign(number)).isTrue();
        assertThat(service.correctUserAddress(number, "nora@sphealth.org"))
                .as("signed")
                .isFalse();
    }

    @Test
    void invitesAgainWhenTheSupervisorCorrectsTheAddressAndOtherwiseDoesNot() {
        String number = office.submit("emailAddress", "nancy.nurs@sphealth.org");
        office.runJobs();

        assertThat(office.correct(number, "emailAddress", "nancy.nurs@sphealth.org", "locationName", "SPH North"))
                .isTrue();
        office.runJobs();
        assertThat(office.mailsTo("nancy.nurs@sphealth.org"))
                .hasSize(2)
                .filteredOn(subject -> subject.contains("please sign"))
                .hasSize(1);
        assertThat(office.request(number).locationName()).isEqualTo("SPH North");

        assertThat(office.correct(number, "locationName", "SPH North")).isTrue();
        office.runJobs();
        assertThat(office.mailsTo(Office.USER)).hasSize(1);
        assertThat(office.sign(number)).isTrue();
    }

    @Test
    void givesTheHelpDeskANewTaskWhenTheSupervisorCorrectsTheRequestMeanwhile() {
        String number = office.submit();
        office.sign(number);
        ProcessInstance process = office.process(number);
        String seen = office.task(number, AccessRequestProcess.PROVISION_ACCESS).getId();
        office.itIs("2026-11-24T10:00");

        assertThat(office.correct(number, "accessLevel", "RECORD_MAINTENANCE")).isTrue();

        assertThat(process).hasPassed("BoundaryEvent_RequestCorrected");
        assertThat(office.task(number, AccessRequestProcess.PROVISION_ACCESS).getId())
                .isNotEqualTo(seen);
        assertThat(office.request(number).dueAt()).isEqualTo(montana("2026-11-30T17:00"));
        assertThat(corrections.of(number)).extracting(Correction::field).containsExactly("accessLevel");
        assertThat(office.provision(number)).isTrue();
        assertThat(office.correct(number, "accessLevel", "READ_ONLY_WITH_CONSENT"))
                .as("too late")
                .isFalse();
    }

    @Test
    void keepsTheTaskWhenACorrectionIsRefused() {
        String number = office.submit();
        office.sign(number);
        String seen = office.task(number, AccessRequestProcess.PROVISION_ACCESS).getId();

        assertThatThrownBy(() -> office.correct(number, "zip", "Helena")).isInstanceOf(FormRejectedException.class);

        assertThat(office.task(number, AccessRequestProcess.PROVISION_ACCESS).getId())
                .isEqualTo(seen);
        assertThat(types(number)).doesNotContain(RequestEventType.CORRECTED);
    }

    @Test
    void makesAChangeOnItsStartDateAndAsksForItInTime() {
        register.open(SampleAccount.facts(), Cause.note("known"));
        String number = changeOfPermissionsFrom("2027-01-04");
        ProcessInstance process = office.process(number);
        assertThat(process).isWaitingAt("Gateway_WhatComesFirst");
        acting.is(Office.SUPERVISOR);
        startDates.change(number, LocalDate.parse("2027-01-11"));
        assertThat(process)
                .hasPassed("IntermediateCatchEvent_WaitingRequestCorrected")
                .isWaitingAt("Gateway_WhatComesFirst");

        office.wait("2027-01-06T08:00");
        assertThat(process).isWaitingAt(AccessRequestProcess.PROVISION_ACCESS);
        assertThat(office.provisionChange(number)).isTrue();
        assertThat(process).isWaitingAt(AccessRequestProcess.START_DATE_REACHED);
        office.wait("2027-01-11T08:00");
        assertThat(process).isEnded().hasPassed("ServiceTask_CarryOutChange", "ServiceTask_ConfirmChange", GRANTED);
    }

    @Test
    void closesAChangeWhoseAccountEndsBeforeTheHelpDeskIsAsked() {
        register.open(SampleAccount.facts(), Cause.note("known"));
        String number = changeOfPermissionsFrom("2027-01-04");
        ProcessInstance process = office.process(number);

        register.inactivate(account(), InactivationReason.REGISTRY, Cause.note("ended in imMTrax"));
        office.runJobs();

        assertThat(process)
                .isEnded()
                .hasPassed("EndEvent_ChangeOfPermissionsClosed")
                .hasNotPassed("SubProcess_Provisioning");
        assertThat(office.lastMailTo(Office.SUPERVISOR))
                .contains("was inactivated before your request took effect", "does not take place")
                .doesNotContain("credentials");
    }

    private String changeOfPermissionsFrom(String startDate) {
        return office.submit(
                "requestType",
                "PERMISSIONS_CHANGE",
                "hadPriorAccess",
                "YES",
                "accessLevel",
                "RECORD_MAINTENANCE",
                "startDate",
                startDate);
    }

    /** Set up today; nothing has gone out to the user but the invitation. */
    private String waitingForItsStart(String startDate) {
        String number = office.submit("startDate", startDate);
        office.runJobs();
        office.sign(number);
        office.provision(number);
        office.runJobs();
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_START);
        return number;
    }

    private String account() {
        return register.ofLogin("nnurse").get(0).number();
    }

    private int passwordsOf(String number) {
        return jdbc.sql("select count(*) from credential where request_number = ? and sealed_password is not null")
                .param(number)
                .query(Integer.class)
                .single();
    }

    @Test
    void tellsAUserWhoHasSignedOfAWithdrawalEvenIfTheInvitationNeverWentOut() {
        String number = office.submit();
        office.sign(number);

        office.withdraw(number);
        office.runJobs();

        assertThat(office.mailsTo(Office.USER)).singleElement().asString().contains(number);
    }

    @Test
    void tellsAUserWhoHasSignedOfAWithdrawalEvenIfTheInvitationWasDropped() {
        String number = office.submit();
        office.runJobs();
        jdbc.sql("update mail_ledger set state = 'DROPPED' where case_number = ? and template = 'invite-user'")
                .param(number)
                .update();
        office.sign(number);

        office.withdraw(number);
        office.runJobs();

        assertThat(office.mailsTo(Office.USER)).hasSize(2).last().asString().contains("withdrawn");
    }

    @Test
    void sendsNoEmailThatHasBeenSuperseded() {
        String number = office.submit();
        office.itIs("2026-11-27T17:00");
        office.runOnly(number, "StartEvent_SignatureOverdue");

        // the mail server was down until now: invitation, reminder and report are still waiting
        office.sign(number);
        office.runJobs();

        assertThat(office.mailsTo(Office.USER)).isEmpty();
        assertThat(office.mailsTo(Office.SUPERVISOR)).isEmpty();
        office.provision(number);
        office.runJobs();
        assertThat(office.mailsTo(Office.USER)).hasSize(1);
    }

    @Test
    void invitesAgainOnceTheHelpDeskHasCorrectedTheAddress() {
        String number = office.submit();
        // what the mail server says of an address that cannot be one, it says for good
        jdbc.sql("update access_request set email_address = 'nancy at home' where number = ?")
                .param(number)
                .update();
        office.runJobs();
        assertThat(office.task(number, EmailDeliveryProcess.CORRECT_EMAIL_ADDRESS))
                .hasCandidateGroup("help-desk");

        assertThat(office.correctAddress(number, "nancy.home@sphealth.org")).isTrue();
        office.runJobs();

        assertThat(office.mailsTo("nancy.home@sphealth.org")).hasSize(1);
        assertThat(office.request(number).emailAddress()).isEqualTo("nancy.home@sphealth.org");
        assertThat(office.task(number, AccessRequestProcess.SIGN_USER_AGREEMENT))
                .isAssignedTo("nancy.home@sphealth.org");
    }

    @Test
    void holdsAnInvitationToAFullMailboxUntilTheHelpDeskReleasesIt() {
        office.fillMailbox();
        String number = office.submit();
        office.runJobs();
        assertThat(office.mailsTo(Office.USER)).isEmpty();
        assertThat(office.task(number, EmailDeliveryProcess.RELEASE_EMAIL)).hasCandidateGroup("help-desk");
        assertThatThrownBy(() -> office.release(number, Map.of("outcome", "DROPPED")))
                .isInstanceOfSatisfying(
                        FormRejectedException.class,
                        it -> assertThat(it.errors())
                                .extracting(error -> error.messageKey())
                                .containsExactly("mail.rule.noteMissing"));

        office.wait("2026-11-24T17:00");
        office.wait("2026-11-25T17:00");
        assertThat(office.mailsTo("help.desk.lead@mt.gov")).hasSize(2);
        assertThat(office.task(number, EmailDeliveryProcess.RELEASE_EMAIL).getPriority())
                .isEqualTo(101);
        assertThat(dueDates.recalculate()).isZero();

        assertThat(office.release(number, Map.of("outcome", "RELEASED"))).isTrue();
        office.runJobs();
        assertThat(office.mailsTo(Office.USER)).singleElement().asString().startsWith(number + ": please sign");
    }

    @Test
    void tellsNobodyOfARequestWhoseInvitationWasDropped() {
        office.fillMailbox();
        String number = office.submit();
        ProcessInstance process = office.process(number);
        office.runJobs();
        assertThat(office.release(number, Map.of("outcome", "DROPPED", "note", "Nobody there knows who asks")))
                .isTrue();

        office.wait("2026-12-23T17:00");

        assertThat(process).isEnded().hasPassed(EXPIRED);
        assertThat(office.mailsTo(Office.USER)).isEmpty();
        assertThat(office.mailsTo(Office.SUPERVISOR)).singleElement().asString().contains("expired");
    }

    @Test
    void completesATaskOnlyOnce() {
        String number = office.submit();
        office.sign(number);

        assertThat(office.sign(number)).isFalse();
        assertThat(office.provision(number)).isTrue();
        assertThat(office.provision(number)).isFalse();
    }

    @Test
    void keepsEveryDateWhenTheCalendarStaysAsItIs() {
        String number = office.submit();
        office.itIs("2026-11-25T09:00");

        assertThat(dueDates.recalculate()).isZero();
        assertThat(office.request(number).dueAt()).isEqualTo(montana("2026-11-27T17:00"));
    }

    private List<RequestEventType> types(String number) {
        return timeline.of(number).stream().map(CaseEvent::type).toList();
    }

    private static Instant montana(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("America/Denver")).toInstant();
    }
}
