package gov.mt.immtrax.access.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.when;

import gov.mt.immtrax.access.AtOnce;
import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.PathCoverage;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.credential.process.CredentialDeliveryProcess;
import gov.mt.immtrax.access.credential.process.CredentialHandover;
import gov.mt.immtrax.access.engine.DueDates;
import gov.mt.immtrax.access.engine.Escalation;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.inactivation.process.AccountLifecycleProcess;
import gov.mt.immtrax.access.mail.process.EmailDeliveryProcess;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import gov.mt.immtrax.access.timeline.CaseEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Walks every path of {@code credential-delivery.bpmn}, and switches the setting while credentials are on their way.
 */
@ModelTest
@PathCoverage(except = {AccountLifecycleProcess.KEY, AccessRequestProcess.KEY, EmailDeliveryProcess.KEY})
class CredentialDeliveryTests {

    private static final String FRIDAY = "2026-11-20T10:00";
    private static final String NEW_PASSWORD = "Larkspur?2026";

    @Autowired
    CredentialSettings settings;

    @Autowired
    BusinessCalendar calendar;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    CredentialHandover handover;

    @Autowired
    AccountRegister register;

    @Autowired
    PasswordLinkService links;

    @Autowired
    Timeline timeline;

    @Autowired
    DueDates dueDates;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    HistoryService history;

    @Autowired
    ManagementService jobs;

    @Autowired
    FormService forms;

    @Autowired
    JavaMailSenderImpl sender;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void open() {
        office.itIs(FRIDAY);
        settingSays(CredentialDelivery.ONE_TIME_LINK);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void showsThePasswordOnceAndKeepsItOutOfTheMail() {
        String number = granted();

        assertThat(office.lastMailTo(Office.USER))
                .contains("nnurse", "https://access.example.org/credentials/" + number)
                .contains("until Tuesday, November 24, 2026, 5:00 PM MST")
                .doesNotContain(Office.PASSWORD);
        assertThat(office.lastMailTo(Office.SUPERVISOR))
                .contains(number)
                .doesNotContain(Office.PASSWORD, "/credentials/");
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
        assertThat(links.find(number))
                .contains(new Pickup("nnurse", PasswordState.WAITING, montana("2026-11-24T17:00"), null, null, false));

        office.itIs("2026-11-23T16:30");
        assertThat(seen(number)).contains(Office.PASSWORD);

        assertThat(seen(number)).isEmpty();
        assertThat(isWiped(number)).isTrue();
        assertThat(links.find(number))
                .contains(new Pickup(
                        "nnurse",
                        PasswordState.SEEN,
                        montana("2026-11-24T17:00"),
                        montana("2026-11-23T16:30"),
                        null,
                        false));
        assertThat(ends(number)).containsExactly("EndEvent_PasswordSeen");
        assertThat(types(number))
                .endsWith(
                        RequestEventType.GRANTED, RequestEventType.PASSWORD_LINK_SENT, RequestEventType.PASSWORD_SEEN);
        assertThat(timeline.of(number)).last().extracting(CaseEvent::actor).isEqualTo(Office.USER);
    }

    @Test
    void showsThePasswordToOneOfTwoClicks() throws Exception {
        String number = granted();
        acting.is(Office.USER);
        Callable<Object> click = () -> handover.showPassword(number);

        assertThat(AtOnce.run(click, click)).containsExactlyInAnyOrder(Optional.of(Office.PASSWORD), Optional.empty());
        assertThat(types(number)).containsOnlyOnce(RequestEventType.PASSWORD_SEEN);
        assertThat(ends(number)).containsExactly("EndEvent_PasswordSeen");
    }

    @Test
    void wipesThePasswordWhenItsTimeIsOverThoughNobodyVisits() {
        String number = granted();

        office.wait("2026-11-24T16:59");
        assertThat(links.find(number).orElseThrow().state()).isEqualTo(PasswordState.WAITING);
        office.wait("2026-11-24T17:00");

        assertThat(isWiped(number)).isTrue();
        assertThat(seen(number)).isEmpty();
        assertThat(ends(number)).containsExactly("EndEvent_PasswordExpired");
        assertThat(types(number)).last().isEqualTo(RequestEventType.PASSWORD_EXPIRED);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource({
        // Friday afternoon, Saturday
        "2026-11-13T15:00, 2026-11-17T16:59:59, 2026-11-17T17:00, 'until Tuesday, November 17, 2026, 5:00 PM MST'",
        "2026-11-14T09:00, 2026-11-17T16:59:59, 2026-11-17T17:00, 'until Tuesday, November 17, 2026, 5:00 PM MST'",
        // late on Monday, and a minute after midnight
        "2026-11-16T23:59, 2026-11-18T16:59:59, 2026-11-18T17:00, 'until Wednesday, November 18, 2026, 5:00 PM MST'",
        "2026-11-17T00:01, 2026-11-19T16:59:59, 2026-11-19T17:00, 'until Thursday, November 19, 2026, 5:00 PM MST'",
        // before and on Thanksgiving, before New Year's Day observed on Friday
        "2026-11-25T15:00, 2026-11-30T16:59:59, 2026-11-30T17:00, 'until Monday, November 30, 2026, 5:00 PM MST'",
        "2026-11-26T15:00, 2026-11-30T16:59:59, 2026-11-30T17:00, 'until Monday, November 30, 2026, 5:00 PM MST'",
        "2027-12-30T15:00, 2028-01-04T16:59:59, 2028-01-04T17:00, 'until Tuesday, January 4, 2028, 5:00 PM MST'",
        // the clocks change, and election day
        "2026-10-30T15:00, 2026-11-04T16:59:59, 2026-11-04T17:00, 'until Wednesday, November 4, 2026, 5:00 PM MST'",
        "2027-03-12T15:00, 2027-03-16T16:59:59, 2027-03-16T17:00, 'until Tuesday, March 16, 2027, 5:00 PM MDT'"
    })
    void showsThePasswordUntilTheCloseOfTheSecondBusinessDay(String begin, String before, String over, String promise) {
        office.itIs(begin);
        String number = granted();

        assertThat(office.lastMailTo(Office.USER)).contains(promise);
        office.wait(before);
        assertThat(links.find(number).orElseThrow().state()).isEqualTo(PasswordState.WAITING);
        office.wait(over);
        assertThat(links.find(number).orElseThrow().state()).isEqualTo(PasswordState.EXPIRED);
        assertThat(isWiped(number)).isTrue();
    }

    @Test
    void staysLongerWhereTheSettingSaysSo() {
        when(settings.validBusinessDays()).thenReturn(5);
        String number = granted();

        assertThat(office.lastMailTo(Office.USER)).contains("until Monday, November 30, 2026, 5:00 PM MST");
        office.wait("2026-11-30T16:59");
        assertThat(links.find(number).orElseThrow().state()).isEqualTo(PasswordState.WAITING);
        office.wait("2026-11-30T17:00");
        assertThat(isWiped(number)).isTrue();
    }

    @Test
    void showsNothingAfterItsTimeEvenIfTheServiceWasOffWhenItShouldHaveWiped() {
        String number = granted();
        office.itIs("2026-11-27T08:00");

        assertThat(seen(number)).isEmpty();
        assertThat(links.find(number).orElseThrow().state()).isEqualTo(PasswordState.EXPIRED);
        assertThat(isWiped(number)).isFalse();

        office.runJobs();
        assertThat(isWiped(number)).isTrue();
        assertThat(types(number)).containsOnlyOnce(RequestEventType.PASSWORD_EXPIRED);
    }

    @Test
    void countsFromTheMomentTheMailServerHasTheMail() {
        String number = provisioned();
        int port = sender.getPort();
        sender.setPort(1);
        try {
            runTimers();
            assertThat(links.find(number).orElseThrow().expiresAt()).isNull();
            office.itIs("2026-11-24T17:00");
            runTimers();
            assertThat(links.find(number).orElseThrow().state()).isEqualTo(PasswordState.WAITING);
        } finally {
            sender.setPort(port);
        }

        office.wait("2026-11-24T18:00");
        assertThat(office.lastMailTo(Office.USER)).contains("until Friday, November 27, 2026, 5:00 PM MST");
        office.wait("2026-11-27T16:59");
        assertThat(links.find(number).orElseThrow().state()).isEqualTo(PasswordState.WAITING);
        assertThat(ends(number)).isEmpty();
        office.wait("2026-11-27T17:00");
        assertThat(isWiped(number)).isTrue();
        assertThat(ends(number)).containsExactly("EndEvent_PasswordExpired");
    }

    @Test
    void endsWellIfThePasswordWasSeenWhileTheProcessWasBusy() {
        String number = granted();
        acting.is(Office.USER);
        assertThat(links.show(number)).isPresent();

        office.wait("2026-11-24T17:00");

        assertThat(ends(number)).containsExactly("EndEvent_PasswordSeen");
        assertThat(types(number)).doesNotContain(RequestEventType.PASSWORD_EXPIRED);
    }

    @Test
    void showsNothingBeforeTheStartDate() {
        String number = office.submit("startDate", "2026-12-07");
        office.sign(number);
        office.provision(number);
        office.runJobs();

        assertThat(links.find(number)).isEmpty();
        assertThat(seen(number)).isEmpty();
        assertThat(handover.requestNewPassword(number)).isFalse();
        office.wait("2026-12-07T08:00");
        assertThat(seen(number)).contains(Office.PASSWORD);
    }

    @Test
    void renewsAPasswordThatExpiredOnceTheUserAsks() {
        String number = expired();
        assertThat(tasks())
                .as("nobody is busy for somebody who does not need it")
                .isZero();

        acting.is(Office.USER);
        assertThat(handover.requestNewPassword(number)).isTrue();
        assertThat(handover.requestNewPassword(number)).as("once is enough").isFalse();
        assertThat(office.task(number, CredentialDeliveryProcess.RENEW_TEMPORARY_PASSWORD)
                        .getDueDate())
                .isEqualTo(Date.from(montana("2026-11-25T17:00")));
        assertThat(tasks()).isOne();

        assertThat(office.renew(number, Map.of("outcome", "RENEWED", "temporaryPassword", NEW_PASSWORD)))
                .isTrue();
        office.runJobs();
        assertThat(office.lastMailTo(Office.USER))
                .contains("nnurse", "/credentials/" + number)
                .doesNotContain(NEW_PASSWORD);
        assertThat(links.find(number).orElseThrow().state()).isEqualTo(PasswordState.WAITING);
        assertThat(seen(number)).contains(NEW_PASSWORD);
        assertThat(types(number))
                .endsWith(
                        RequestEventType.PASSWORD_EXPIRED,
                        RequestEventType.NEW_PASSWORD_REQUESTED,
                        RequestEventType.NEW_PASSWORD_SET,
                        RequestEventType.PASSWORD_LINK_SENT,
                        RequestEventType.PASSWORD_SEEN);
        assertThat(runningProcesses(number)).isZero();
    }

    @Test
    void renewsAPasswordThatWasSeenByAnotherThanItsUser() {
        String number = granted();
        seen(number);

        acting.is(Office.HELP_DESK);
        assertThat(handover.requestNewPassword(number)).isTrue();
        office.renew(number, Map.of("outcome", "RENEWED", "temporaryPassword", NEW_PASSWORD));

        assertThat(links.find(number)).contains(new Pickup("nnurse", PasswordState.WAITING, null, null, null, false));
        assertThat(seen(number)).contains(NEW_PASSWORD);
    }

    /** Case: a task was made, and a password set, for an account that nobody can log in to. */
    @Test
    void renewsNoPasswordOfAnAccountThatHasEnded() {
        String number = expired();
        end();

        acting.is(Office.USER);
        assertThat(handover.requestNewPassword(number)).isFalse();
        assertThat(tasks()).isZero();
        assertThat(links.find(number).orElseThrow().canBeRenewed()).isFalse();
    }

    @Test
    void endsAnOpenRenewalWithItsAccount() {
        String number = expired();
        acting.is(Office.USER);
        handover.requestNewPassword(number);
        end();
        assertThat(tasks()).isZero();
        office.runJobs();

        assertThat(runningProcesses(number)).isZero();
        assertThat(types(number)).last().isEqualTo(RequestEventType.NEW_PASSWORD_DROPPED);
        assertThat(links.find(number).orElseThrow().renewalRequestedAt()).isNull();
        office.wait("2026-12-01T17:00");
        assertThat(office.mailsTo(Office.LEAD)).isEmpty();
    }

    @Test
    void refusesARenewalOfAnAccountThatEndedAMomentAgo() {
        String number = expired();
        acting.is(Office.USER);
        handover.requestNewPassword(number);
        jdbc.sql("update account set status = 'INACTIVATED'").update();

        assertThatThrownBy(() -> office.renew(number, Map.of("outcome", "RENEWED", "temporaryPassword", NEW_PASSWORD)))
                .isInstanceOfSatisfying(
                        FormRejectedException.class,
                        it -> assertThat(it.errors())
                                .extracting(error -> error.messageKey())
                                .containsExactly("credential.rule.accountEnded"));
        assertThat(office.renew(number, Map.of("outcome", "DECLINED", "note", "You have left.")))
                .isTrue();
    }

    @Test
    void endsADeliveryWithItsAccount() {
        String number = granted();
        end();
        office.runJobs();

        assertThat(runningProcesses(number)).isZero();
        assertThat(seen(number)).isEmpty();
        assertThat(types(number)).doesNotContain(RequestEventType.NEW_PASSWORD_DROPPED);
    }

    /** A login has one password, whatever the number of employers. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endsADeliveryWithTheLastAccountOfItsLogin(boolean last) {
        String number = granted();
        Account first = register.ofLogin("nnurse").get(0);
        Account second = register.add(
                first.facts().with(Map.of("employer", "Benefis")), first, office.now(), Cause.note("as well"));

        end();
        if (last) {
            register.inactivate(second.number(), InactivationReason.REGISTRY, Cause.note("left"));
        }

        assertThat(seen(number).isEmpty()).isEqualTo(last);
    }

    private void end() {
        register.inactivate(
                register.ofLogin("nnurse").get(0).number(), InactivationReason.REGISTRY, Cause.note("left"));
    }

    @Test
    void renewsNoPasswordThatStillWaits() {
        String number = granted();

        assertThat(handover.requestNewPassword(number)).isFalse();
        assertThat(tasks()).isZero();
    }

    @Test
    void makesOneTaskOfTwoClicks() throws Exception {
        String number = expired();
        Callable<Object> click = () -> handover.requestNewPassword(number);

        assertThat(AtOnce.run(click, click)).containsExactlyInAnyOrder(true, false);
        assertThat(tasks()).isOne();
    }

    @Test
    void renewsAPasswordAMomentBeforeTheTimerNotices() {
        String number = granted();
        office.itIs("2026-11-24T17:00");
        acting.is(Office.USER);

        assertThat(handover.requestNewPassword(number)).isTrue();
        office.renew(number, Map.of("outcome", "RENEWED", "temporaryPassword", NEW_PASSWORD));
        office.runJobs();

        assertThat(seen(number)).contains(NEW_PASSWORD);
        assertThat(runningProcesses(number)).isZero();
    }

    @Test
    void tellsWhyARenewalIsDeclinedAndMayBeAskedAgain() {
        String number = expired();
        handover.requestNewPassword(number);

        assertThat(office.renew(number, Map.of("outcome", "DECLINED", "note", "She has left the clinic.")))
                .isTrue();
        office.runJobs();

        assertThat(office.lastMailTo(Office.USER)).contains("She has left the clinic.");
        assertThat(ends(number)).contains("EndEvent_RenewalDeclined");
        assertThat(timeline.of(number)).extracting(CaseEvent::note).contains("She has left the clinic.");
        assertThat(handover.requestNewPassword(number)).isTrue();
    }

    @Test
    void letsTheHelpDeskAloneRenew() {
        String number = expired();
        handover.requestNewPassword(number);
        String task = office.task(number, CredentialDeliveryProcess.RENEW_TEMPORARY_PASSWORD)
                .getId();
        acting.is(Office.USER);

        assertThatThrownBy(() ->
                        forms.submitTaskForm(task, Map.of("outcome", "RENEWED", "temporaryPassword", NEW_PASSWORD)))
                .hasRootCauseInstanceOf(FormRejectedException.class);
        assertThat(isWiped(number)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"RENEWED, , ", "DECLINED, Larkspur?2026, because", "DECLINED, , "})
    void refusesAnAnswerWithoutPasswordOrReason(String outcome, String password, String note) {
        String number = expired();
        handover.requestNewPassword(number);
        var answer = new HashMap<String, Object>(Map.of("outcome", outcome));
        Optional.ofNullable(password).ifPresent(it -> answer.put("temporaryPassword", it));
        Optional.ofNullable(note).ifPresent(it -> answer.put("note", it));

        assertThatThrownBy(() -> office.renew(number, answer)).isInstanceOf(FormRejectedException.class);
        assertThat(isWiped(number)).isTrue();
    }

    @Test
    void keepsTheDueDateWhenTheCalendarStaysAsItIs() {
        String number = expired();
        handover.requestNewPassword(number);

        dueDates.recalculate();

        assertThat(office.task(number, CredentialDeliveryProcess.RENEW_TEMPORARY_PASSWORD)
                        .getDueDate())
                .isEqualTo(Date.from(montana("2026-11-25T17:00")));
    }

    @Test
    void bringsARenewalThatIsLateBeforeTheLeadOnEveryBusinessDay() {
        String number = expired();
        handover.requestNewPassword(number);
        office.wait("2026-11-25T16:59");
        assertThat(office.mailsTo(Office.LEAD)).isEmpty();
        int normal = office.task(number, CredentialDeliveryProcess.RENEW_TEMPORARY_PASSWORD)
                .getPriority();
        assertThat(normal).isLessThan(Escalation.OVERDUE_PRIORITY);

        office.wait("2026-11-25T17:00");

        assertThat(office.mailsTo(Office.LEAD)).containsExactly(number + ": a new temporary password is overdue");
        assertThat(office.lastMailTo(Office.LEAD)).contains("The task was due on Wednesday, November 25, 2026.");
        assertThat(office.task(number, CredentialDeliveryProcess.RENEW_TEMPORARY_PASSWORD)
                        .getPriority())
                .isEqualTo(Escalation.OVERDUE_PRIORITY);
        assertThat(tasks.getIdentityLinksForTask(office.task(number, CredentialDeliveryProcess.RENEW_TEMPORARY_PASSWORD)
                        .getId()))
                .extracting(IdentityLink::getGroupId)
                .containsExactlyInAnyOrder("help-desk", "help-desk-lead");
        office.wait("2026-11-27T16:59");
        assertThat(office.mailsTo(Office.LEAD))
                .as("Thanksgiving is no business day")
                .hasSize(1);
        office.wait("2026-11-27T17:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(2);
        assertThat(office.task(number, CredentialDeliveryProcess.RENEW_TEMPORARY_PASSWORD)
                        .getPriority())
                .isEqualTo(Escalation.OVERDUE_PRIORITY + 1);
        assertThat(types(number)).endsWith(RequestEventType.RENEWAL_ESCALATED, RequestEventType.RENEWAL_ESCALATED);

        office.renew(number, Map.of("outcome", "RENEWED", "temporaryPassword", NEW_PASSWORD));
        seen(number);
        office.wait("2026-12-04T17:00");
        assertThat(office.mailsTo(Office.LEAD)).as("nobody is late any more").hasSize(2);
        assertThat(runningProcesses(number)).isZero();
    }

    @Test
    void tellsTheLeadNothingThatWasDoneBeforeTheMailWentOut() {
        String number = expired();
        handover.requestNewPassword(number);
        office.itIs("2026-11-25T17:00");
        runTimers();

        office.renew(number, Map.of("outcome", "DECLINED", "note", "She has left the clinic."));
        office.runJobs();

        assertThat(office.mailsTo(Office.LEAD)).isEmpty();
    }

    @Test
    void movesTheDueDateAndTheEscalationWithTheCalendar() {
        String number = expired();
        handover.requestNewPassword(number);
        doReturn(false).when(calendar).isBusinessDay(LocalDate.of(2026, 11, 25));

        assertThat(dueDates.recalculate()).isOne();
        assertThat(dueDates.recalculate()).as("once more changes nothing").isZero();

        assertThat(office.task(number, CredentialDeliveryProcess.RENEW_TEMPORARY_PASSWORD)
                        .getDueDate())
                .isEqualTo(Date.from(montana("2026-11-27T17:00")));
        office.wait("2026-11-27T16:59");
        assertThat(office.mailsTo(Office.LEAD)).isEmpty();
        office.wait("2026-11-27T17:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(1);
        doReturn(false).when(calendar).isBusinessDay(LocalDate.of(2026, 11, 30));
        assertThat(dueDates.recalculate()).isOne();
        office.wait("2026-11-30T17:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(1);
        office.wait("2026-12-01T17:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(2);
    }

    @Test
    void keepsTheDayThatTheEmailPromisedWhateverTheCalendarSays() {
        String number = granted();
        doReturn(false).when(calendar).isBusinessDay(LocalDate.of(2026, 11, 24));

        assertThat(dueDates.recalculate()).isZero();

        office.wait("2026-11-24T17:00");
        assertThat(isWiped(number)).isTrue();
    }

    @Test
    void asksTheSettingWhenTheCredentialsGoOut() {
        settingSays(CredentialDelivery.EMAIL);
        String number = office.submit("startDate", "2026-12-07");
        office.sign(number);
        office.provision(number);
        office.runJobs();

        settingSays(CredentialDelivery.ONE_TIME_LINK);
        office.wait("2026-12-07T08:00");

        assertThat(office.lastMailTo(Office.USER)).contains("/credentials/").doesNotContain(Office.PASSWORD);
        assertThat(seen(number)).contains(Office.PASSWORD);
    }

    @Test
    void keepsToTheLinkWhenTheSettingChangesAfterwards() {
        String number = granted();

        settingSays(CredentialDelivery.EMAIL);

        assertThat(seen(number)).contains(Office.PASSWORD);
        handover.requestNewPassword(number);
        office.renew(number, Map.of("outcome", "RENEWED", "temporaryPassword", NEW_PASSWORD));
        office.runJobs();
        assertThat(office.lastMailTo(Office.USER)).contains("/credentials/").doesNotContain(NEW_PASSWORD);
        office.wait("2026-11-24T17:00");
        assertThat(isWiped(number)).isTrue();
    }

    @Test
    void keepsToTheMailWhenTheSettingChangesAfterwards() {
        settingSays(CredentialDelivery.EMAIL);
        String number = provisioned();
        runTimers();

        settingSays(CredentialDelivery.ONE_TIME_LINK);
        assertThat(seen(number)).as("not by the page").isEmpty();
        office.runJobs();

        assertThat(office.lastMailTo(Office.USER)).contains("nnurse", Office.PASSWORD);
        assertThat(isWiped(number)).isTrue();
        assertThat(types(number)).last().isEqualTo(RequestEventType.CREDENTIALS_DELIVERED);
        assertThat(handover.requestNewPassword(number)).isFalse();
        assertThat(runningProcesses(number)).isZero();
    }

    private void settingSays(CredentialDelivery delivery) {
        when(settings.delivery()).thenReturn(delivery);
    }

    private String provisioned() {
        String number = office.submit();
        office.runJobs();
        office.sign(number);
        office.provision(number);
        return number;
    }

    private String granted() {
        String number = provisioned();
        office.runJobs();
        return number;
    }

    private String expired() {
        String number = granted();
        office.wait("2026-11-24T17:00");
        return number;
    }

    private Optional<String> seen(String number) {
        acting.is(Office.USER);
        return handover.showPassword(number);
    }

    /** All that is due but the mails. */
    private void runTimers() {
        acting.isNobody();
        List<Job> due = jobs.createJobQuery().executable().timers().list();
        due.forEach(timer -> jobs.executeJob(timer.getId()));
    }

    private boolean isWiped(String number) {
        return jdbc.sql("select count(*) from credential where request_number = :number and sealed_password is null")
                        .param("number", number)
                        .query(Long.class)
                        .single()
                == 1;
    }

    private List<RequestEventType> types(String number) {
        return timeline.of(number).stream().map(CaseEvent::type).toList();
    }

    private List<String> ends(String number) {
        return history
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .processDefinitionKey(CredentialDeliveryProcess.KEY)
                .list()
                .stream()
                .flatMap(past ->
                        history.createHistoricActivityInstanceQuery().processInstanceId(past.getId()).list().stream())
                .map(HistoricActivityInstance::getActivityId)
                .filter(id -> id.startsWith("EndEvent_"))
                .toList();
    }

    private long tasks() {
        return runtime.createProcessInstanceQuery()
                .activityIdIn(CredentialDeliveryProcess.RENEW_TEMPORARY_PASSWORD)
                .count();
    }

    private long runningProcesses(String number) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number, CredentialDeliveryProcess.KEY)
                .count();
    }

    private static Instant montana(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("America/Denver")).toInstant();
    }
}
