package gov.mt.immtrax.access.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.Mockito.doReturn;

import gov.mt.immtrax.access.AtOnce;
import gov.mt.immtrax.access.DatabaseDump;
import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.PathCoverage;
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
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.deletion.process.AccessDeletionProcess;
import gov.mt.immtrax.access.deletion.submission.DeletionService;
import gov.mt.immtrax.access.engine.DueDates;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.inactivation.process.AccountInactivationProcess;
import gov.mt.immtrax.access.inactivation.process.AccountLifecycleProcess;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import gov.mt.immtrax.access.mail.process.EmailDeliveryProcess;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import gov.mt.immtrax.access.timeline.CaseEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Walks every path of {@code access-deletion.bpmn}, from the supervisor's form to the mails at its end. */
@ModelTest
@PathCoverage(
        except = {
            AccountLifecycleProcess.KEY,
            AccessRequestProcess.KEY,
            EmailDeliveryProcess.KEY,
            AccountInactivationProcess.KEY
        })
class AccessDeletionProcessTests {

    private static final String MONDAY = "2026-11-23T10:00";
    private static final String STRANGER = "other.supervisor@example.org";
    private static final Map<String, Object> DONE = Map.of("outcome", "INACTIVATED");
    private static final Map<String, Object> APPROVED = Map.of("outcome", "APPROVED");

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    DeletionService service;

    @Autowired
    AccessDeletionRepository deletions;

    @Autowired
    DeletionTimeline events;

    @Autowired
    AccountRegister register;

    @Autowired
    AccountHistory accountHistory;

    @Autowired
    Timeline timeline;

    @Autowired
    FormSubmissionService forms;

    @Autowired
    DueDates dueDates;

    @Autowired
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    BusinessCalendar calendar;

    private String account;

    @BeforeEach
    void open() {
        office.itIs(MONDAY);
        account = register.open(SampleAccount.facts(), Cause.of("REQ0100387")).number();
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void endsAnAccessAtOnceWhenItsSupervisorSaysSo() {
        String number = submit();

        assertThat(number).matches("REQ\\d{7}");
        assertThat(deletions.get(number))
                .extracting(AccessDeletion::status, AccessDeletion::account)
                .containsExactly(DeletionStatus.AWAITING_INACTIVATION, account);
        assertThat(office.task(account, AccountInactivationProcess.INACTIVATE_ACCOUNT)
                        .getDueDate())
                .isEqualTo(montana("2026-11-24T17:00"));

        assertThat(office.inactivate(account, DONE)).isTrue();
        office.runJobs();

        assertThat(ends(number)).containsExactly("EndEvent_AccessEnded");
        assertThat(register.get(account))
                .extracting(Account::isActive, Account::inactivationReason)
                .containsExactly(false, InactivationReason.ACCESS_DELETION);
        assertThat(accountHistory.of(account))
                .first()
                .extracting(AccountChange::type, AccountChange::caseNumber)
                .containsExactly(AccountChangeType.INACTIVATED, number);
        assertThat(office.mailsTo(Office.USER)).containsExactly(number + ": your imMTrax access has ended");
        assertThat(office.mailsTo(Office.SUPERVISOR)).containsExactly(number + ": the imMTrax access has ended");
        assertThat(office.lastMailTo(Office.SUPERVISOR)).contains("Nancy Nurse", "/deletions/" + number);
        assertThat(types(number))
                .containsExactly(
                        DeletionEventType.SUBMITTED,
                        DeletionEventType.ACCEPTED,
                        DeletionEventType.INACTIVATION_REQUESTED,
                        DeletionEventType.CARRIED_OUT);
        assertThat(deletions.get(number).endedAt()).isEqualTo(montana(MONDAY));
        assertThat(audited()).contains("DELETION_SUBMITTED " + number, "ACCOUNT_INACTIVATED " + number);
        assertThat(submitRefusal()).containsExactly("emailAddress deletion.rule.alreadyEnded");
    }

    /** A login has access under several employers: the access ends under one of them, and the login stays. */
    @Nested
    class OfALoginWithSeveralEmployers {

        private static final String THIRD = "third.supervisor@example.org";

        private String elsewhere;

        @BeforeEach
        void add() {
            elsewhere = register.add(
                            SampleAccount.facts()
                                    .with(Map.of("employer", "Benefis", "locationName", "Benefis East"))
                                    .withSupervisor("Theo Third", THIRD),
                            register.get(account),
                            montana(MONDAY),
                            Cause.note("as well"))
                    .number();
        }

        @Test
        void endsTheAccessUnderOneEmployer() {
            String number = submit();
            office.inactivate(account, DONE);
            office.runJobs();

            assertThat(register.get(account).isActive()).isFalse();
            assertThat(register.get(elsewhere).isActive()).isTrue();
            assertThat(accountHistory.of(elsewhere))
                    .extracting(AccountChange::type)
                    .containsExactly(AccountChangeType.OPENED);
            assertThat(office.lastMailTo(Office.USER))
                    .contains("Your access there has ended", "You keep your user name", "your access at Benefis")
                    .doesNotContain("Your account is inactivated");
            assertThat(office.lastMailTo(Office.SUPERVISOR))
                    .contains("no longer log in to imMTrax at St. Peters Health", "The login itself stays active")
                    .doesNotContain("Benefis");
            assertThat(office.mailsTo(THIRD)).as("learns nothing").isEmpty();
            assertThat(number).isNotNull();
        }

        @Test
        void tellsARequesterWhoIsNotResponsibleNothingOfTheOthers() {
            String number = submitAs(STRANGER, "username", "nnurse");
            decide(number, APPROVED);
            office.inactivate(account, DONE);
            office.runJobs();

            assertThat(office.lastMailTo(STRANGER)).doesNotContain("stays active", "Benefis");
            assertThat(office.lastMailTo(Office.SUPERVISOR))
                    .contains("The login itself stays active")
                    .doesNotContain("Benefis");
        }

        @Test
        void saysNothingOfAnAccessThatHasEnded() {
            register.inactivate(elsewhere, InactivationReason.REGISTRY, Cause.note("ended"));

            submit();
            office.inactivate(account, DONE);
            office.runJobs();

            assertThat(office.lastMailTo(Office.USER))
                    .contains("Your account is inactivated")
                    .doesNotContain("You keep", "Benefis");
            assertThat(office.lastMailTo(Office.SUPERVISOR)).doesNotContain("stays active");
        }
    }

    /** Weekend, holiday, both changes of the clocks, and the end of a year; the hour is Montana's. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-28, 2026-11-28T16:59, 2026-11-28T17:00, 2026-11-30T17:00",
        "2026-11-26, 2026-11-26T16:59, 2026-11-26T17:00, 2026-11-27T17:00",
        "2027-03-14, 2027-03-14T16:59, 2027-03-14T17:00, 2027-03-15T17:00",
        "2027-10-31, 2027-10-31T16:59, 2027-10-31T17:00, 2027-11-01T17:00",
        "2026-12-31, 2026-12-31T16:59, 2026-12-31T17:00, 2027-01-04T17:00"
    })
    void waitsForCloseOfTheLastDay(String lastDay, String before, String close, String due) {
        String number = submit("lastDay", lastDay);
        assertThat(deletions.get(number).status()).isEqualTo(DeletionStatus.AWAITING_LAST_DAY);

        office.wait(before);
        assertThat(office.task(account, AccountInactivationProcess.INACTIVATE_ACCOUNT))
                .isNull();
        office.wait(close);

        assertThat(office.task(account, AccountInactivationProcess.INACTIVATE_ACCOUNT)
                        .getDueDate())
                .isEqualTo(montana(due));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23", "2026-11-22", "2026-02-28"})
    void doesNotWaitWhenTheLastDayIsTodayOrPast(String lastDay) {
        submit("lastDay", lastDay);

        assertThat(office.task(account, AccountInactivationProcess.INACTIVATE_ACCOUNT))
                .isNotNull();
    }

    @Test
    void countsTheDayInMontanaWhereItIsStillYesterday() {
        office.itIs("2026-11-23T22:00"); // Tuesday, in UTC

        submit("lastDay", "2026-11-24");

        assertThat(office.task(account, AccountInactivationProcess.INACTIVATE_ACCOUNT))
                .isNull();
    }

    @Test
    void goesOnWhenTheServiceWasOffOnTheLastDay() {
        String number = submit("lastDay", "2026-11-27");

        office.wait("2026-12-03T09:00");

        assertThat(deletions.get(number).status()).isEqualTo(DeletionStatus.AWAITING_INACTIVATION);
        assertThat(office.task(account, AccountInactivationProcess.INACTIVATE_ACCOUNT)
                        .getDueDate())
                .isEqualTo(montana("2026-12-04T17:00"));
    }

    @Test
    void tellsTheSupervisorWhyTheAccountIsKept() {
        String number = submit();

        office.inactivate(account, Map.of("outcome", "KEPT", "note", "She works for the county too."));
        office.runJobs();

        assertThat(ends(number)).containsExactly("EndEvent_AccessKept");
        assertThat(deletions.get(number).status()).isEqualTo(DeletionStatus.KEPT);
        assertThat(events.of(number)).last().extracting(CaseEvent::note).isEqualTo("She works for the county too.");
        assertThat(office.mailsTo(Office.SUPERVISOR)).containsExactly(number + ": the imMTrax access continues");
        assertThat(office.lastMailTo(Office.SUPERVISOR)).contains("She works for the county too.");
        assertThat(office.mailsTo(Office.USER)).isEmpty();
        assertThat(submit()).as("may be asked for again").isNotEqualTo(number);
    }

    /** Cara's account must not end because of a deletion that everywhere says Nancy. */
    @Test
    void takesNoUserNameAndAddressOfTwoPeople() {
        register.open(SampleAccount.facts("cfield", "Cara", "Field", "cara.field@sphealth.org"), Cause.note("test"));

        assertThat(submitRefusal("username", "cfield")).containsExactly("username deletion.rule.usernameOfAnother");
        assertThat(submitRefusal("emailAddress", "Cara.Field@sphealth.org"))
                .containsExactly("emailAddress deletion.rule.addressOfAnother");
        assertThat(submitRefusal("username", "NNurse", "emailAddress", "cara.field@sphealth.org"))
                .containsExactly("username deletion.rule.usernameOfAnother");
        assertThat(submitRefusal("username", "nnurse", "emailAddress", "new@sphealth.org", "legalFirstName", "Cara"))
                .containsExactly("username deletion.rule.usernameOfAnother");
        assertThat(submit(
                        "username",
                        "nnurse",
                        "emailAddress",
                        "nancy@home.example.org",
                        "legalFirstName",
                        "N\u00c1NCY",
                        "legalLastName",
                        "Nurse, Jr."))
                .as("a new address of the same person")
                .isNotNull();
    }

    @Test
    void saysNothingOfAnAccountThatIsNotTheRequestersOwn() {
        String number = submitAs(
                STRANGER,
                "username",
                "nnurse",
                "legalFirstName",
                "Cara",
                "legalLastName",
                "Field",
                "emailAddress",
                "cara.field@example.org");

        assertThat(deletions.get(number))
                .extracting(AccessDeletion::status, AccessDeletion::account)
                .containsExactly(DeletionStatus.AWAITING_DECISION, account);
    }

    @Test
    void letsRegistryStaffDecideWhenSomebodyElseAsks() {
        String number = submitAs(STRANGER);
        assertThat(deletions.get(number).status()).isEqualTo(DeletionStatus.AWAITING_DECISION);
        assertThat(office.task(account, AccountInactivationProcess.INACTIVATE_ACCOUNT))
                .isNull();
        assertThat(office.task(number, AccessDeletionProcess.DECIDE_ACCESS_DELETION)
                        .getDueDate())
                .isEqualTo(montana("2026-11-24T17:00"));

        assertThat(decide(number, APPROVED)).isTrue();

        assertThat(audited()).contains("DELETION_APPROVED " + number);
        office.inactivate(account, DONE);
        office.runJobs();
        assertThat(ends(number)).containsExactly("EndEvent_AccessEnded");
        assertThat(register.get(account).isActive()).isFalse();
        assertThat(office.mailsTo(STRANGER)).hasSize(1);
        assertThat(decide(number, APPROVED)).as("once only").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {Office.USER, STRANGER})
    void tellsASolePractitionerOnce(String requester) {
        register.change(account, facts -> facts.withSupervisor("Nancy Nurse", Office.USER), Cause.note(null));
        String number = submitAs(requester);
        decide(number, APPROVED);

        office.inactivate(account, DONE);
        office.runJobs();

        assertThat(ends(number)).containsExactly("EndEvent_AccessEnded");
        assertThat(office.mailsTo(Office.USER)).containsExactly(number + ": your imMTrax access has ended");
    }

    /** Whoever is typed beside the user name of somebody else, the mails go to those whose access it was. */
    @Test
    void tellsThePersonAndTheirOwnSupervisorWhenSomebodyElseAsked() {
        String number = submitAs(
                STRANGER,
                "username",
                "nnurse",
                "legalFirstName",
                "Bella",
                "legalLastName",
                "Alder",
                "emailAddress",
                "bella@other.example",
                "supervisorName",
                "Olga Other");
        decide(number, APPROVED);
        office.inactivate(account, DONE);
        office.runJobs();

        assertThat(office.mailsTo("bella@other.example")).isEmpty();
        assertThat(office.mailsTo(Office.USER)).containsExactly(number + ": your imMTrax access has ended");
        assertThat(office.lastMailTo(Office.USER)).contains("Hello Nancy Nurse").doesNotContain("Bella");
        assertThat(office.mailsTo(Office.SUPERVISOR))
                .containsExactly(number + ": the imMTrax access of one of your people has ended");
        assertThat(office.lastMailTo(Office.SUPERVISOR))
                .contains(
                        "Hello Stacy Supervisor", "Nancy Nurse can no longer log in", "Olga Other (" + STRANGER + ")");
        assertThat(office.lastMailTo(STRANGER))
                .as("learns no more than was typed")
                .contains("Bella Alder", "submit a new request")
                .doesNotContain("Nancy", "Reactivate");
    }

    @Test
    void tellsWhomTheAddressWasTypedForWhereTheRegisterHasNone() {
        String imported = register.open(
                        SampleAccount.facts("iknown", "Ina", "Known", null), Cause.note("imported without an address"))
                .number();
        String number = submit(
                "username",
                "iknown",
                "legalFirstName",
                "Ina",
                "legalLastName",
                "Known",
                "emailAddress",
                "ina.known@sphealth.org");

        office.inactivate(imported, DONE);
        office.runJobs();

        assertThat(office.mailsTo("ina.known@sphealth.org"))
                .containsExactly(number + ": your imMTrax access has ended");
        assertThat(office.lastMailTo(Office.SUPERVISOR)).contains("Reactivate");
    }

    @Test
    void correctsTheAddressThatTheMailWentTo() {
        String number = submitAs(STRANGER, "username", "nnurse", "emailAddress", "bella@other.example");

        publisher.publishEvent(new MailAddressCorrected(
                CaseKind.ACCESS_DELETION.of(number), Audience.USER, Office.USER, "nancy@new.example"));
        publisher.publishEvent(new MailAddressCorrected(
                CaseKind.ACCESS_DELETION.of(number),
                Audience.ACCOUNT_SUPERVISOR,
                Office.SUPERVISOR,
                "stacy@new.example"));
        publisher.publishEvent(new MailAddressCorrected(
                CaseKind.ACCESS_DELETION.of(number), Audience.SUPERVISOR, STRANGER, "olga@new.example"));

        assertThat(register.get(account).facts())
                .extracting(AccountFacts::emailAddress, AccountFacts::supervisorAddress)
                .containsExactly("nancy@new.example", "stacy@new.example");
        assertThat(deletions.get(number))
                .extracting(AccessDeletion::emailAddress, AccessDeletion::supervisorAddress)
                .containsExactly("bella@other.example", "olga@new.example");
    }

    @Test
    void endsNothingWhenRegistryStaffReject() {
        String number = submitAs(STRANGER);

        decide(number, Map.of("outcome", "REJECTED", "note", "She does not work for you."));
        office.runJobs();

        assertThat(ends(number)).containsExactly("EndEvent_DeletionRejected");
        assertThat(register.get(account).isActive()).isTrue();
        assertThat(office.mailsTo(STRANGER)).containsExactly(number + ": your access deletion was rejected");
        assertThat(office.lastMailTo(STRANGER))
                .contains("She does not work for you.")
                .doesNotContain("help desk says");
        assertThat(office.mailsTo(Office.USER)).isEmpty();
        assertThat(audited()).contains("DELETION_REJECTED " + number);
    }

    @Test
    void asksTheHelpDeskForAnAccountThatTheRegisterDoesNotKnow() {
        String number = submit("emailAddress", "nora.nurse@sphealth.org");
        assertThat(deletions.get(number).status()).isEqualTo(DeletionStatus.AWAITING_DECISION);

        decide(number, APPROVED);
        assertThat(office.inactivate(number, DONE)).isTrue();
        office.runJobs();

        assertThat(ends(number)).containsExactly("EndEvent_AccessEnded");
        assertThat(office.mailsTo("nora.nurse@sphealth.org")).hasSize(1);
        assertThat(register.get(account).isActive()).isTrue();
    }

    /** What never was cannot end, and nobody is told that it did. */
    @Test
    void saysThatThereWasNoAccount() {
        String number = submit("emailAddress", "nora.nurse@sphealth.org");
        decide(number, APPROVED);

        office.inactivate(number, Map.of("outcome", "NO_ACCOUNT", "note", "Looked under both names."));
        office.runJobs();

        assertThat(ends(number)).containsExactly("EndEvent_AccountNotFound");
        assertThat(deletions.get(number).status()).isEqualTo(DeletionStatus.NO_ACCOUNT);
        assertThat(office.mailsTo("nora.nurse@sphealth.org")).isEmpty();
        assertThat(office.mailsTo(Office.SUPERVISOR)).containsExactly(number + ": we found no imMTrax access to end");
        assertThat(office.lastMailTo(Office.SUPERVISOR)).contains("Looked under both names.");
        assertThat(audited()).contains("ACCOUNT_MISSING " + number).doesNotContain("ACCOUNT_INACTIVATED " + number);
    }

    @Test
    void keepsWhatTheHelpDeskWrote() {
        String number = submit();

        office.inactivate(account, Map.of("outcome", "INACTIVATED", "note", "Was inactive in imMTrax already."));

        assertThat(accountHistory.of(account))
                .first()
                .extracting(AccountChange::note)
                .isEqualTo("Was inactive in imMTrax already.");
        assertThat(events.of(number)).last().extracting(CaseEvent::note).isEqualTo("Was inactive in imMTrax already.");
    }

    @Test
    void endsTheAccountThatRegistryStaffName() {
        String number = submit("emailAddress", "nancy@home.example.org");

        assertThat(refusalOf(() -> decide(number, Map.of("outcome", "APPROVED", "username", "nobody"))))
                .containsExactly("username deletion.rule.usernameUnknown");
        decide(number, Map.of("outcome", "APPROVED", "username", "NNurse"));
        office.inactivate(account, DONE);

        assertThat(register.get(account).isActive()).isFalse();
        assertThat(deletions.get(number).account()).isEqualTo(account);
    }

    @Test
    void bringsADecisionThatIsOverdueBeforeTheLead() {
        String number = submitAs(STRANGER);

        office.wait("2026-11-24T16:59");
        assertThat(office.mailsTo(Office.LEAD)).isEmpty();
        office.wait("2026-11-24T17:00");
        assertThat(office.mailsTo(Office.LEAD))
                .containsExactly(number + ": the decision on an access deletion is overdue");
        assertThat(office.lastMailTo(Office.LEAD)).contains("Tuesday, November 24, 2026", "Nancy Nurse");
        assertThat(office.task(number, AccessDeletionProcess.DECIDE_ACCESS_DELETION)
                        .getPriority())
                .isEqualTo(100);
        office.wait("2026-11-25T17:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(2);

        acting.is(Office.LEAD, Role.HELP_DESK_LEAD);
        assertThat(forms.complete(
                        AccessDeletionProcess.KEY, number, AccessDeletionProcess.DECIDE_ACCESS_DELETION, APPROVED))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"CITIZEN", "HELP_DESK", "OPERATIONS"})
    void isDecidedByRegistryStaffAlone(Role role) {
        String number = submitAs(STRANGER);
        acting.is("somebody@mt.gov", role);

        assertThat(refusalOf(() -> forms.complete(
                        AccessDeletionProcess.KEY, number, AccessDeletionProcess.DECIDE_ACCESS_DELETION, APPROVED)))
                .containsExactly("outcome deletion.rule.registryStaffDecides");
        assertThat(refusalOf(() -> decide(number, Map.of("outcome", "REJECTED"))))
                .containsExactly("note deletion.rule.noteMissing");
    }

    @Test
    void canBeWithdrawnUntilItIsCarriedOut() {
        String waiting = submit("lastDay", "2026-12-01");
        assertThat(withdraw(waiting)).isTrue();
        assertThat(deletions.get(waiting).status()).isEqualTo(DeletionStatus.WITHDRAWN);
        assertThat(ends(waiting)).containsExactly("EndEvent_DeletionWithdrawn");
        assertThat(audited()).contains("DELETION_WITHDRAWN " + waiting);

        String asked = submit();
        office.wait("2026-11-24T17:00");
        assertThat(withdraw(asked)).isTrue();
        assertThat(office.task(account, AccountInactivationProcess.INACTIVATE_ACCOUNT))
                .as("nobody inactivates it any more")
                .isNull();
        office.wait("2026-12-15T10:00");
        assertThat(register.get(account).isActive()).isTrue();
        assertThat(office.mailsTo(Office.USER)).isEmpty();
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKeyNotIn(AccountLifecycleProcess.KEY)
                        .count())
                .isZero();

        String decided = submitAs(STRANGER, "lastDay", "2026-12-15");
        acting.is(STRANGER);
        assertThat(service.withdraw(decided)).isTrue();

        String done = submit("lastDay", "2026-12-15");
        office.inactivate(account, DONE);
        assertThat(withdraw(done)).as("too late").isFalse();
    }

    @Test
    void withdrawsTheOpenRequestOfThePersonAndSaysWhy() {
        String request = office.submit(
                "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "accessLevel", "RECORD_MAINTENANCE");
        assertThat(office.request(request).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);

        String number = submit("employer", "Saint Peter's");

        assertThat(office.request(request).status()).isEqualTo(RequestStatus.WITHDRAWN);
        assertThat(timeline.of(request))
                .extracting(CaseEvent::type, CaseEvent::note)
                .endsWith(
                        tuple(RequestEventType.SUPERSEDED_BY_DELETION, number),
                        tuple(RequestEventType.WITHDRAWN, null));
        assertThat(jdbc.sql("select detail from audit_event where action = 'REQUEST_WITHDRAWN' and case_number = ?")
                        .param(request)
                        .query(String.class)
                        .single())
                .isEqualTo("because of access deletion " + number);
    }

    @Test
    void withdrawsTheRequestWhenRegistryStaffApproveToo() {
        String request = office.submit(
                "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "accessLevel", "RECORD_MAINTENANCE");
        String number = submitAs(STRANGER);
        assertThat(office.request(request).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);

        decide(number, APPROVED);

        assertThat(office.request(request).status()).isEqualTo(RequestStatus.WITHDRAWN);
    }

    @Test
    void withdrawsTheRequestOfAnEmployerThatIsWrittenInAnotherWay() {
        String request = office.submit(
                "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "accessLevel", "RECORD_MAINTENANCE");
        String number = submitAs(STRANGER, "employer", "Saint Peter\u2019s Health, Inc.");

        decide(number, APPROVED);

        assertThat(office.request(request).status()).isEqualTo(RequestStatus.WITHDRAWN);
    }

    @Test
    void leavesTheRequestOfAnotherEmployerAndOneThatIsSetUpAlready() {
        String other = office.submit(
                "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "accessLevel", "RECORD_MAINTENANCE");
        submitAs(STRANGER, "employer", "Another Clinic");
        decide(deletions.findOpen(account).orElseThrow().number(), APPROVED);
        assertThat(office.request(other).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);
    }

    @Test
    void endsARequestThatWaitsForItsStartDate() {
        register.inactivate(account, InactivationReason.INACTIVITY, Cause.note("not used"));
        String request = office.submit("startDate", "2026-12-01");
        office.sign(request);
        office.provision(request);
        assertThat(office.request(request).status()).isEqualTo(RequestStatus.AWAITING_START);

        String deletion = submit();
        office.wait("2026-12-01T08:00");

        assertThat(office.request(request).status()).isEqualTo(RequestStatus.WITHDRAWN);
        assertThat(office.mailsTo(Office.USER)).noneMatch(subject -> subject.contains("login credentials"));
        assertThat(office.process(request)).as("the deletion ends the account").isNull();
        assertThat(office.task(deletion, AccountInactivationProcess.INACTIVATE_ACCOUNT))
                .isNotNull();
    }

    /** Nobody could log in with the account, and nobody would notice that it is active. */
    @Test
    void endsTheAccountOfARequestThatItHasEnded() {
        register.inactivate(account, InactivationReason.INACTIVITY, Cause.note("not used"));
        String request = office.submit("startDate", "2026-12-01");
        office.sign(request);
        office.provision(request);
        String deletion = submit();
        assertThat(office.request(request).status()).isEqualTo(RequestStatus.WITHDRAWN);

        assertThat(refusalOf(() -> office.inactivate(deletion, Map.of("outcome", "KEPT", "note", "A mistake"))))
                .containsExactly("outcome request.rule.keptWithoutCredentials");
        acting.is(Office.SUPERVISOR);
        assertThat(service.withdraw(deletion)).isFalse();
        office.inactivate(deletion, Map.of("outcome", "INACTIVATED"));

        assertThat(register.get(account).isActive()).isFalse();
    }

    @Test
    void saysThatARequestCanBeWithdrawnWhereThereIsNoAccountYet() {
        String request = office.submit("emailAddress", "nora.nurse@sphealth.org");

        assertThat(submitRefusal("emailAddress", "Nora.Nurse@SPHealth.org"))
                .containsExactly("emailAddress deletion.rule.withdrawRequest");
        register.inactivate(account, InactivationReason.INACTIVITY, Cause.note("not used"));
        String again = office.submit();
        assertThat(submitRefusal()).contains("emailAddress deletion.rule.withdrawRequest");
        office.withdraw(again);
        office.withdraw(request);
        assertThat(submit("emailAddress", "nora.nurse@sphealth.org")).isNotNull();
    }

    @Test
    void takesNoSecondDeletionAndNoRequestForWhomOneIsOpen() {
        submit("lastDay", "2026-12-01");

        assertThat(submitRefusal()).containsExactly("emailAddress deletion.rule.openDeletion");
        assertThat(submitRefusal("username", "NNURSE")).containsExactly("emailAddress deletion.rule.openDeletion");
        assertThat(refusalOf(() -> submitAs(STRANGER)))
                .containsExactly("emailAddress deletion.rule.openDeletionOfOthers");
    }

    /** Case: a deletion for a day in three months withdrew the open request at once and blocked all others. */
    @Test
    void endsNothingBeforeItsDay() {
        String before = otherLevel();
        String deletion = submit("lastDay", "2026-12-01");
        assertThat(office.request(before).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);
        office.provisionChange(before);
        assertThat(register.get(account).facts().accessLevel()).isEqualTo(AccessLevel.RECORD_MAINTENANCE);

        office.wait("2026-11-30T12:00");
        String meanwhile = otherLevel("accessLevel", "VACCINE_MANAGEMENT");
        office.wait("2026-12-01T16:59");
        assertThat(office.request(meanwhile).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);
        assertThat(deletions.get(deletion).status()).isEqualTo(DeletionStatus.AWAITING_LAST_DAY);

        office.wait("2026-12-01T17:00");
        assertThat(office.request(meanwhile).status()).isEqualTo(RequestStatus.WITHDRAWN);
        assertThat(timeline.of(meanwhile))
                .extracting(CaseEvent::type, CaseEvent::note)
                .contains(tuple(RequestEventType.SUPERSEDED_BY_DELETION, deletion));
        assertThat(deletions.get(deletion).status()).isEqualTo(DeletionStatus.AWAITING_INACTIVATION);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-30T23:59, true", "2026-12-01T00:00, false", "2026-12-02T08:00, false"})
    void takesRequestsUntilTheDayBeforeItsLast(String now, boolean taken) {
        submit("lastDay", "2026-12-01");
        office.itIs(now);

        if (taken) {
            assertThat(office.request(otherLevel()).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);
        } else {
            assertThat(refusalOf(this::otherLevel)).containsExactly("emailAddress request.rule.openDeletion");
        }
    }

    @Test
    void leavesWhatWasRequestedMeanwhileForTheTimeAfter() {
        String deletion = submit("lastDay", "2026-12-01");
        office.itIs("2026-11-24T10:00");
        String after = otherLevel("startDate", "2026-12-02", "despiteContradiction", true);

        office.wait("2026-12-01T17:00");

        assertThat(office.request(after).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);
        assertThat(deletions.get(deletion).status()).isEqualTo(DeletionStatus.AWAITING_INACTIVATION);
    }

    @Test
    void withdrawsOnItsDayWhatWasRequestedForLaterBefore() {
        String before = otherLevel("startDate", "2026-12-02");
        submit("lastDay", "2026-12-01");

        office.wait("2026-12-01T17:00");

        assertThat(office.request(before).status()).isEqualTo(RequestStatus.WITHDRAWN);
    }

    private String otherLevel(Object... changes) {
        List<Object> all = new java.util.ArrayList<>(List.of(
                "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "accessLevel", "RECORD_MAINTENANCE"));
        all.addAll(List.of(changes));
        return office.submit(all.toArray());
    }

    /** Neither a stranger nor the user keeps whoever answers for an access from ending it, decided or not. */
    @ParameterizedTest
    @CsvSource({
        "other.supervisor@example.org, false",
        "other.supervisor@example.org, true",
        "nancy.nurse@sphealth.org, true"
    })
    void letsTheResponsibleSupervisorSupersedeTheDeletionOfOthers(String requester, boolean approved) {
        String others = submitAs(requester, "lastDay", "2027-11-20");
        if (approved) {
            decide(others, APPROVED);
        }

        String own = submit();
        office.runJobs();

        assertThat(deletions.get(others).status()).isEqualTo(DeletionStatus.SUPERSEDED);
        assertThat(deletions.get(others).endedAt()).isEqualTo(montana(MONDAY));
        assertThat(events.of(others)).last().extracting(CaseEvent::type).isEqualTo(DeletionEventType.SUPERSEDED);
        assertThat(ends(others)).containsExactly("EndEvent_DeletionWithdrawn");
        assertThat(office.task(others, AccessDeletionProcess.DECIDE_ACCESS_DELETION))
                .isNull();
        assertThat(office.mailsTo(requester)).containsExactly(others + ": your access deletion is closed");
        assertThat(jdbc.sql("select detail from audit_event where action = 'DELETION_WITHDRAWN' and case_number = ?")
                        .param(others)
                        .query(String.class)
                        .single())
                .startsWith("closed because");
        assertThat(deletions.get(own).status()).isEqualTo(DeletionStatus.AWAITING_INACTIVATION);
        acting.is(requester);
        assertThat(service.withdraw(others)).as("too late").isFalse();
    }

    /**
     * The former supervisor asks for the end, on whichever day, and meanwhile the person begins to work for somebody
     * else.
     */
    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23", "2026-12-04"})
    void endsNoAccessThatHasMovedToAnotherEmployer(String lastDay) {
        register.change(
                account,
                f -> new AccountFacts(
                        f.username(),
                        f.firstName(),
                        f.lastName(),
                        f.emailAddress(),
                        "Old Clinic",
                        "Old Clinic East",
                        f.accessLevel(),
                        f.vfcPin(),
                        "Olga Other",
                        STRANGER,
                        f.agreementRequest(),
                        null,
                        f.phoneNumber(),
                        f.jobTitle()),
                Cause.note("works there"));
        String deletion = submitAs(STRANGER, "employer", "Old Clinic", "username", "nnurse", "lastDay", lastDay);
        office.runJobs();

        String move = office.submit("requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES");
        office.sign(move);
        office.provisionForAnother(move);
        office.wait("2026-12-05T17:00");

        assertThat(deletions.get(deletion).status()).isEqualTo(DeletionStatus.SUPERSEDED);
        assertThat(ends(deletion)).containsExactly("EndEvent_DeletionWithdrawn");
        assertThat(register.get(account).isActive()).isTrue();
        assertThat(register.get(account).facts().supervisorAddress()).isEqualTo(Office.SUPERVISOR);
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(AccountInactivationProcess.KEY)
                        .count())
                .isZero();
        assertThat(office.mailsTo(STRANGER)).contains(deletion + ": your access deletion is closed");
    }

    @Test
    void goesAlongToWhoeverReplacesTheSupervisor() {
        String deletion = submit("lastDay", "2026-12-04");

        deletions.handOver(List.of(account), Office.SUPERVISOR, "Olga Other", STRANGER);
        deletions.handOver(List.of(account), "nobody@example.org", "Nobody", "nobody@example.org");

        assertThat(deletions.get(deletion).supervisorAddress()).isEqualTo(STRANGER);
        acting.is(STRANGER);
        assertThat(service.withdraw(deletion)).isTrue();
    }

    @Test
    void leavesTheDeletionOfOthersWhenTheOwnIsRefusedOrTheHelpDeskEndsItAlready() {
        String others = submitAs(STRANGER, "username", "nnurse");

        assertThat(submitRefusal("lastDay", "2028-01-01")).containsExactly("lastDay deletion.rule.lastDayImplausible");
        assertThat(deletions.get(others).status()).isEqualTo(DeletionStatus.AWAITING_DECISION);
        decide(others, APPROVED);
        assertThat(submitRefusal()).containsExactly("emailAddress deletion.rule.endsAlready");
        assertThat(deletions.get(others).status()).isEqualTo(DeletionStatus.AWAITING_INACTIVATION);
    }

    @Test
    void takesOneOfTwoDeletionsSentAtTheSameMoment() throws Exception {
        acting.is(Office.SUPERVISOR);

        List<Object> outcomes = AtOnce.run(() -> service.submit(form()), () -> service.submit(form()));

        assertThat(outcomes).filteredOn(String.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(FormRejectedException.class::isInstance).hasSize(1);
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(AccessDeletionProcess.KEY)
                        .count())
                .isOne();
    }

    @Test
    void knowsAFormThatWasSentTwice() {
        String number = submit("lastDay", "2026-12-01");

        assertThat(service.madeBefore(form("lastDay", "2026-12-01"), acting.require()))
                .contains(number);
        assertThat(service.madeBefore(form("lastDay", "2026-12-02"), acting.require()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "lastDay, 2020-01-01, deletion.rule.lastDayImplausible",
        "lastDay, 2028-01-01, deletion.rule.lastDayImplausible",
        "lastDay, 2026-02-30, form.error.date.length",
        "reason, FIRED, form.error.option",
        "username, <script>, form.error.pattern",
        "requestNumber, REQ0000001, form.error.unknown",
        "requesterResponsible, true, form.error.unknown"
    })
    void refusesWhatIsNotAskedFor(String field, String value, String why) {
        assertThat(submitRefusal(field, value))
                .singleElement()
                .satisfies(error -> assertThat(error)
                        .isIn(field + " " + why, field + " form.access-deletion." + field + ".format"));
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKeyNotIn(AccountLifecycleProcess.KEY)
                        .count())
                .isZero();
    }

    @Test
    void movesDueDatesWhenTheCalendarChanges() {
        String number = submitAs(STRANGER);
        doReturn(false).when(calendar).isBusinessDay(LocalDate.of(2026, 11, 24));

        assertThat(dueDates.recalculate()).isEqualTo(1);

        assertThat(office.task(number, AccessDeletionProcess.DECIDE_ACCESS_DELETION)
                        .getDueDate())
                .isEqualTo(montana("2026-11-25T17:00"));
    }

    @Test
    void leavesNothingOfAPersonInTheEngine() {
        String number = submitAs(STRANGER, "username", "nnurse");
        decide(number, Map.of("outcome", "APPROVED", "username", "nnurse", "note", "Looks right to me"));
        office.inactivate(account, Map.of("outcome", "KEPT", "note", "She works elsewhere"));

        assertThat(DatabaseDump.of(jdbc)
                        .placesOf(
                                "nnurse",
                                "Nancy",
                                "Nurse",
                                Office.USER,
                                Office.SUPERVISOR,
                                STRANGER,
                                "St. Peters",
                                "SPH Broadway",
                                "Looks right",
                                "works elsewhere"))
                .isNotEmpty()
                .noneMatch(place -> place.startsWith("act_"));
    }

    private String submit(Object... changes) {
        return submitAs(Office.SUPERVISOR, changes);
    }

    private String submitAs(String supervisor, Object... changes) {
        acting.is(supervisor);
        return service.submit(form(changes));
    }

    private static Map<String, Object> form(Object... changes) {
        return SampleDeletion.with(changes);
    }

    private boolean decide(String number, Map<String, Object> decision) {
        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
        return forms.complete(
                AccessDeletionProcess.KEY, number, AccessDeletionProcess.DECIDE_ACCESS_DELETION, decision);
    }

    private boolean withdraw(String number) {
        acting.is(Office.SUPERVISOR);
        return service.withdraw(number);
    }

    private List<String> submitRefusal(Object... changes) {
        return refusalOf(() -> submit(changes));
    }

    private static List<String> refusalOf(Runnable submission) {
        List<String> refusal = new java.util.ArrayList<>();
        assertThatThrownBy(submission::run)
                .isInstanceOfSatisfying(
                        FormRejectedException.class,
                        refused -> refused.errors().stream()
                                .map((FormError error) -> error.field() + " " + error.messageKey())
                                .forEach(refusal::add));
        return refusal;
    }

    private List<DeletionEventType> types(String number) {
        return events.of(number).stream().map(CaseEvent::type).toList();
    }

    private List<String> ends(String number) {
        return history
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .processDefinitionKey(AccessDeletionProcess.KEY)
                .list()
                .stream()
                .flatMap(past ->
                        history.createHistoricActivityInstanceQuery().processInstanceId(past.getId()).list().stream())
                .map(HistoricActivityInstance::getActivityId)
                .filter(id -> id.startsWith("EndEvent_"))
                .filter(id -> !id.equals("EndEvent_DeletionDecided"))
                .toList();
    }

    private List<String> audited() {
        return jdbc.sql("select action, case_number from audit_event order by id desc limit 20")
                .query((row, i) -> row.getString(1) + " " + row.getString(2))
                .list();
    }

    private static Instant montana(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("America/Denver")).toInstant();
    }
}
