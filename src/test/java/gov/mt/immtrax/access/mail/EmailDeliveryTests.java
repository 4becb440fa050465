package gov.mt.immtrax.access.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import gov.mt.immtrax.access.audit.RememberedDeeds;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.mail.process.EmailDeliveryProcess;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumber;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.Address;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
        classes = MailTestParts.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:email-delivery;DB_CLOSE_DELAY=-1",
            "spring.mail.host=127.0.0.1",
            "camunda.bpm.job-execution.enabled=false",
            // the rooms that watch the database and the jobs are not here
            "management.endpoint.health.validate-group-membership=false",
            "immtrax.public-url=https://access.example.gov/",
            "immtrax.mail.help-desk-lead=help.desk.lead@mt.gov",
            "immtrax.mail.most-per-recipient=3",
            "immtrax.mail.most-per-requester=5"
        })
class EmailDeliveryTests {

    private static final CaseNumber REQ = CaseKind.ACCESS_REQUEST.of("REQ0100387");
    private static final String NANCY = "nancy.nurse@sphealth.org";
    private static final String SEND_EMAIL = "ServiceTask_SendEmail";
    private static final String CORRECT_EMAIL_ADDRESS = EmailDeliveryProcess.CORRECT_EMAIL_ADDRESS;

    private static final Deputies.Deputy DANA = new Deputies.Deputy(
            "DPY0000001",
            "Dana Deputy",
            "dana.deputy@sphealth.org",
            "Stacy Supervisor",
            "stacy.supervisor@sphealth.org");
    private static final Set<String> WALKED = new HashSet<>();

    @Autowired
    Mails mails;

    @Autowired
    MailLedger ledger;

    @Autowired
    CorrectEmailAddress correctEmailAddress;

    @Autowired
    ReleaseEmailReceiver releaseEmail;

    @Autowired
    RememberedDeeds trail;

    @Autowired
    MailTestParts.People people;

    @Autowired
    MailTestParts.Departed departed;

    @Autowired
    MailTestParts.Named named;

    @Autowired
    JavaMailSenderImpl sender;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MeterRegistry meters;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService jobs;

    @Autowired
    TaskService tasks;

    @Autowired
    HistoryService history;

    private GreenMail server;
    private ScriptedMailServer scripted;

    @BeforeEach
    void startsFresh() throws Exception {
        people.reset();
        departed.address = null;
        named.deputy = null;
        jdbc.sql("delete from mail_ledger").update();
        repository
                .createDeployment()
                .addClasspathResource("processes/email-delivery.bpmn")
                .deploy();
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        scripted = new ScriptedMailServer();
        sender.setPort(server.getSmtp().getPort());
        ClockUtil.setCurrentTime(new Date(1_667_836_800_000L)); // Monday, November 7, 2022, 9:00 in Montana
    }

    @AfterEach
    void leavesNothing() throws Exception {
        ClockUtil.reset();
        history.createHistoricActivityInstanceQuery().list().forEach(it -> WALKED.add(it.getActivityId()));
        server.stop();
        scripted.close();
        repository
                .createDeploymentQuery()
                .list()
                .forEach(it -> repository.deleteDeployment(it.getId(), true, true, true));
    }

    @AfterAll
    static void haveWalkedEveryPathOfTheModel() {
        // Each node but "Send email" is reached by one flow; whoever sends again after a task has a test of its own.
        var model = Bpmn.readModelFromStream(
                EmailDeliveryTests.class.getResourceAsStream("/processes/email-delivery.bpmn"));
        assertThat(WALKED)
                .containsExactlyInAnyOrderElementsOf(model.getModelElementsByType(FlowNode.class).stream()
                        .map(FlowNode::getId)
                        .toList());
    }

    @Nested
    class WhenTheServerIsUp {

        @Test
        void sendsOnceAndNotesIt() throws Exception {
            post("invite-user", Audience.USER);
            assertThat(entry()).returns(MailState.QUEUED, LedgerEntry::state).returns(0, LedgerEntry::attempts);
            assertThat(mails.wasSent("invite-user", REQ)).isFalse();

            work();

            MimeMessage mail = theOnlyMail();
            assertThat(mail.getFrom()).extracting(Address::toString).containsExactly("servicedesk@service.mt.gov");
            assertThat(mail.getAllRecipients()).extracting(Address::toString).containsExactly(NANCY);
            assertThat(mail.getSubject()).isEqualTo("REQ0100387: please sign your imMTrax user agreement");
            assertThat(mail.getMessageID()).isEqualTo("<" + entry().id() + "@service.mt.gov>");
            assertThat(raw(mail)).contains("multipart/alternative", "Auto-Submitted: auto-generated");
            assertThat(entry())
                    .returns(MailState.SENT, LedgerEntry::state)
                    .returns(1, LedgerEntry::attempts)
                    .returns(NANCY, LedgerEntry::recipient)
                    .returns(now(), LedgerEntry::postedAt)
                    .returns(now(), LedgerEntry::sentAt);
            assertThat(mails.wasSent("invite-user", REQ)).isTrue();
            assertThat(mails.wasSent("remind-user", REQ)).isFalse();
            assertThat(people.sent).containsExactly(new MailSent("invite-user", Audience.USER, REQ, now()));
            assertThat(endedAt("EndEvent_EmailSent")).isTrue();
        }

        @Test
        void looksUpTheAddressWhenItSends() throws Exception {
            post("invite-user", Audience.USER);
            people.addresses.put(Audience.USER, "nancy@example.org");
            work();
            assertThat(theOnlyMail().getAllRecipients())
                    .extracting(Address::toString)
                    .containsExactly("nancy@example.org");
        }

        @Test
        void goesToTheLeadInsteadOfASupervisorWhoLeft() throws Exception {
            departed.address = "stacy.supervisor@sphealth.org";
            post("request-returned", Audience.SUPERVISOR);
            work();

            MimeMessage mail = theOnlyMail();
            assertThat(mail.getAllRecipients()).extracting(Address::toString).containsExactly("help.desk.lead@mt.gov");
            assertThat(raw(mail)).contains("has left, so you get it instead");
            assertThat(entry())
                    .returns(MailState.SENT, LedgerEntry::state)
                    .returns("help.desk.lead@mt.gov", LedgerEntry::recipient);
        }

        @Test
        void goesToTheDeputyTooOnceHoweverOftenTheJobIsRepeated() throws Exception {
            named.deputy = DANA;
            post("request-returned", Audience.SUPERVISOR);
            String job = job().getId();
            transaction.executeWithoutResult(it -> {
                jobs.executeJob(job);
                it.setRollbackOnly();
            });
            assertThat(ledger.of(REQ.text())).as("taken back with the job").hasSize(1);

            work();
            work();
            work();

            assertThat(server.getReceivedMessages())
                    .extracting(mail -> mail.getAllRecipients()[0].toString())
                    .containsExactly("stacy.supervisor@sphealth.org", DANA.address());
            assertThat(raw(server.getReceivedMessages()[1]))
                    .contains("You receive this because you are the deputy of Stacy Supervisor");
            assertThat(raw(server.getReceivedMessages()[0])).doesNotContain("deputy of");
            assertThat(people.sent)
                    .as("nothing starts or ends because a deputy got it")
                    .hasSize(1);
            assertThat(mails.wasSent("request-returned", REQ)).isTrue();
        }

        @Test
        void goesToADeputyNoLongerIfAnotherOfficialAnswersOrItIsAboutThem() {
            named.deputy = DANA;
            post("request-returned", Audience.SUPERVISOR);
            work();
            people.addresses.put(Audience.SUPERVISOR, "other.supervisor@example.org");
            work();
            people.addresses.put(Audience.SUPERVISOR, DANA.officialAddress());
            people.addresses.put(Audience.USER, DANA.address());
            post("request-returned", Audience.SUPERVISOR);
            work();
            work();
            assertThat(server.getReceivedMessages())
                    .extracting(mail -> mail.getAllRecipients()[0].toString())
                    .containsOnly("stacy.supervisor@sphealth.org");
            assertThat(ledger.of(REQ.text()))
                    .filteredOn(mail -> mail.audience() == Audience.DEPUTY)
                    .extracting(LedgerEntry::state)
                    .containsExactly(MailState.WITHDRAWN);
        }

        @Test
        void asksNobodyToCorrectTheAddressOfADeputy() {
            named.deputy = DANA;
            sender.setPort(scripted.port());
            scripted.answers.put(DANA.address(), "550 5.1.1 user unknown");
            post("request-returned", Audience.SUPERVISOR);
            work();
            work();
            assertThat(tasks.createTaskQuery().count()).isZero();
            assertThat(ledger.of(REQ.text()))
                    .filteredOn(mail -> mail.audience() == Audience.DEPUTY)
                    .singleElement()
                    .returns(MailState.WITHDRAWN, LedgerEntry::state)
                    .returns("SMTP 550 5.1.1", LedgerEntry::problem);
        }

        @Test
        void goesToAUserWhoseAddressIsThatOfASupervisorWhoLeft() throws Exception {
            departed.address = NANCY;
            post("invite-user", Audience.USER);
            work();
            assertThat(theOnlyMail().getAllRecipients())
                    .extracting(Address::toString)
                    .containsExactly(NANCY);
        }

        @Test
        void sendsToTheLeadOfTheSettings() throws Exception {
            post("provisioning-overdue-lead", Audience.HELP_DESK_LEAD);
            work();
            assertThat(theOnlyMail().getAllRecipients())
                    .extracting(Address::toString)
                    .containsExactly("help.desk.lead@mt.gov");
        }

        @Test
        void postsNothingWhenTheCallerRollsBack() {
            transaction.executeWithoutResult(it -> {
                mails.post("invite-user", Audience.USER, REQ);
                it.setRollbackOnly();
            });
            assertThat(ledger.of(REQ.text())).isEmpty();
            assertThat(jobs.createJobQuery()
                            .processDefinitionKey(EmailDeliveryProcess.KEY)
                            .count())
                    .isZero();
        }

        @Test
        void doesNotSendTwiceWhenTheJobIsRepeatedAfterwards() {
            post("invite-user", Audience.USER);
            String job = job().getId();
            // The job's own transaction fails after the server has accepted the mail.
            transaction.executeWithoutResult(it -> {
                jobs.executeJob(job);
                it.setRollbackOnly();
            });
            assertThat(entry().state()).isEqualTo(MailState.SENT);
            assertThat(job().getId()).isEqualTo(job);

            work();

            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(entry().attempts()).isEqualTo(1);
            assertThat(people.sent).hasSize(1);
            assertThat(endedAt("EndEvent_EmailSent")).isTrue();
        }

        @Test
        void countsAsSentWhenOnlyTheGoodbyeGoesWrong() {
            scripted.hangsUpAtQuit = true;
            sender.setPort(scripted.port());
            post("invite-user", Audience.USER);
            work();
            assertThat(scripted.accepted).hasSize(1);
            assertThat(entry().state()).isEqualTo(MailState.SENT);
        }

        @Test
        void keepsNamesOutOfHeadersAndMarkup() throws Exception {
            people.words.put("userName", "Nancy\r\nBcc: all@example.org\r\n\r\n<b>Nurse</b><script>alert(1)</script>");
            people.words.put("reason", "{0} ${1+1} __${1+1}__ [[${1+1}]] it's");
            post("request-returned", Audience.SUPERVISOR);
            work();
            MimeMessage mail = theOnlyMail();
            assertThat(mail.getAllRecipients())
                    .extracting(Address::toString)
                    .containsExactly("stacy.supervisor@sphealth.org");
            assertThat(mail.getHeader("Bcc")).isNull();
            assertThat(mail.getSubject()).isEqualTo("REQ0100387: please correct your imMTrax request");
            assertThat(Parts.html(mail))
                    .contains("&lt;b&gt;Nurse&lt;/b&gt;", "{0} ${1+1} __${1+1}__ [[${1+1}]] it&#39;s")
                    .doesNotContain("<script", "<b>");
            assertThat(Parts.text(mail).replace("\u2060", ""))
                    .contains("Nancy Bcc: all@example.org <b>Nurse</b>")
                    .contains("{0} ${1+1}");
        }
    }

    @Nested
    class WhenTheServerIsDown {

        @BeforeEach
        void goesDown() throws Exception {
            try (ServerSocket free = new ServerSocket(0)) {
                sender.setPort(free.getLocalPort());
            }
        }

        @Test
        void triesAgainOverADayAndIsAnIncidentThen() {
            post("invite-user", Audience.USER);
            Date posted = ClockUtil.getCurrentTime();

            List<Duration> waits = new ArrayList<>();
            fail();
            while (job().getRetries() > 0) {
                Date due = job().getDuedate();
                waits.add(Duration.between(ClockUtil.getCurrentTime().toInstant(), due.toInstant()));
                assertThat(entry())
                        .returns(MailState.FAILED, LedgerEntry::state)
                        .returns("ConnectException", LedgerEntry::problem);
                ClockUtil.setCurrentTime(due);
                fail();
            }

            assertThat(waits)
                    .extracting(Duration::toString)
                    .containsExactly("PT1M", "PT5M", "PT15M", "PT1H", "PT2H", "PT4H", "PT8H", "PT9H");
            assertThat(Duration.between(
                            posted.toInstant(), ClockUtil.getCurrentTime().toInstant()))
                    .isGreaterThan(Duration.ofDays(1));
            assertThat(entry())
                    .returns(MailState.FAILED, LedgerEntry::state)
                    .returns(9, LedgerEntry::attempts)
                    .returns(NANCY, LedgerEntry::recipient);
            assertThat(undelivered("failed")).isEqualTo(1);
            Incident incident = runtime.createIncidentQuery().singleResult();
            assertThat(incident.getActivityId()).isEqualTo(SEND_EMAIL);
            assertThat(incident.getIncidentMessage()).contains(entry().id().toString(), "ConnectException");

            // The server is back, and operations sets the retries of the failed job to 1 in Cockpit.
            sender.setPort(server.getSmtp().getPort());
            jobs.setJobRetries(job().getId(), 1);
            work();

            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(entry())
                    .returns(MailState.SENT, LedgerEntry::state)
                    .returns(10, LedgerEntry::attempts)
                    .returns(null, LedgerEntry::problem);
            assertThat(undelivered("failed")).isZero();
            assertThat(runtime.createIncidentQuery().count()).isZero();
        }

        @Test
        void takesTheMailBackWhenTheRequestEnds() {
            post("invite-user", Audience.USER);
            fail();
            mails.withdrawUnsent(REQ);
            assertThat(entry().state()).isEqualTo(MailState.WITHDRAWN);
            assertThat(jobs.createJobQuery()
                            .processDefinitionKey(EmailDeliveryProcess.KEY)
                            .count())
                    .isZero();
            assertThat(endedAt("EndEvent_EmailWithdrawn")).isTrue();
        }
    }

    @Nested
    class WhenTheServerHasABadDay {

        @BeforeEach
        void isScripted() {
            sender.setPort(scripted.port());
        }

        @Test
        void sendsAfterTwoFailures() {
            scripted.greetings.add("421 4.3.2 come back later");
            scripted.answers.put(NANCY, "451 4.7.1 greylisted");
            post("invite-user", Audience.USER);
            fail();
            assertThat(entry().state()).isEqualTo(MailState.FAILED);
            fail();
            assertThat(entry())
                    .returns(MailState.FAILED, LedgerEntry::state)
                    .returns("SMTP 451 4.7.1", LedgerEntry::problem);
            scripted.answers.clear();
            work();
            assertThat(entry()).returns(MailState.SENT, LedgerEntry::state).returns(3, LedgerEntry::attempts);
            assertThat(scripted.accepted).singleElement(STRING).contains("Message-ID: <" + entry().id());
        }

        @Test
        void repeatsUnderTheSameMessageIdWhenTheNoteIsLost() {
            post("invite-user", Audience.USER);
            String job = job().getId();
            work();
            // As after a crash between the server's yes and the ledger's note.
            jdbc.sql("update mail_ledger set state = 'QUEUED'").update();
            runtime.startProcessInstanceByKey(
                    EmailDeliveryProcess.KEY,
                    REQ.text(),
                    Map.of("mailId", entry().id().toString(), "caseNumber", REQ.text()));
            assertThat(job().getId()).isNotEqualTo(job);
            work();
            assertThat(scripted.accepted)
                    .hasSize(2)
                    .allSatisfy(it -> assertThat(it).contains("Message-ID: <" + entry().id() + "@service.mt.gov>"));
        }

        @Test
        void sendsOnceWhileSomebodyHoldsTheRequestForLong() {
            people.held = 2;
            post("invite-user", Audience.USER);
            work();
            assertThat(entry().state()).isEqualTo(MailState.SENT);
            assertThat(people.sent).hasSize(1);
            assertThat(scripted.accepted).hasSize(1);
        }

        @Test
        void countsAPolicyOfTheServerAsAFailureNotAsABadAddress() {
            scripted.answers.put(NANCY, "554 5.7.1 <" + NANCY + ">: Relay access denied");
            post("invite-user", Audience.USER);
            fail();
            assertThat(entry())
                    .returns(MailState.FAILED, LedgerEntry::state)
                    .returns("SMTP 554 5.7.1", LedgerEntry::problem);
        }

        @Test
        void makesAWrongAddressOfTheLeadAnIncident() {
            scripted.answers.put("help.desk.lead@mt.gov", "550 5.1.1 no such user");
            post("provisioning-overdue-lead", Audience.HELP_DESK_LEAD);
            fail();
            assertThat(entry().state()).isEqualTo(MailState.FAILED);
            assertThat(tasks.createTaskQuery().count()).isZero();
        }

        @Test
        void storesNoAddressWithTheFailedJob() {
            scripted.answers.put(NANCY, "450 4.2.1 <" + NANCY + "> busy");
            post("invite-user", Audience.USER);
            fail();
            assertThat(job().getExceptionMessage()).doesNotContain(NANCY);
            assertThat(jobs.getJobExceptionStacktrace(job().getId()))
                    .doesNotContain(NANCY)
                    .contains("MailNotSentException");
        }
    }

    @Nested
    class WhenTheAddressIsRefused {

        @BeforeEach
        void isScripted() {
            sender.setPort(scripted.port());
            scripted.answers.put(NANCY, "550 5.1.1 <" + NANCY + ">: Recipient address rejected: User unknown");
        }

        @Test
        void asksTheHelpDeskAndSendsToTheNewAddress() {
            post("invite-user", Audience.USER);
            work();
            assertThat(entry())
                    .returns(MailState.REFUSED, LedgerEntry::state)
                    .returns("SMTP 550 5.1.1", LedgerEntry::problem);
            assertThat(undelivered("refused")).isEqualTo(1);
            Task task = tasks.createTaskQuery().singleResult();
            assertThat(task.getTaskDefinitionKey()).isEqualTo(CORRECT_EMAIL_ADDRESS);
            assertThat(tasks.createTaskQuery().taskCandidateGroup("help-desk").count())
                    .isEqualTo(1);

            correct(task, Map.of("emailAddress", " Nancy.Nurse@SPHealth.example "));
            work();

            assertThat(people.corrected)
                    .containsExactly(
                            new MailAddressCorrected(REQ, Audience.USER, NANCY, "nancy.nurse@sphealth.example"));
            assertThat(entry())
                    .returns(MailState.SENT, LedgerEntry::state)
                    .returns(2, LedgerEntry::attempts)
                    .returns("nancy.nurse@sphealth.example", LedgerEntry::recipient)
                    .returns(NANCY, LedgerEntry::correctedFrom)
                    .returns("nancy.nurse@sphealth.example", LedgerEntry::correctedTo);
            assertThat(scripted.accepted).singleElement(STRING).contains("To: nancy.nurse@sphealth.example");
            assertThat(endedAt("EndEvent_EmailSent")).isTrue();
        }

        /** Friday, November 11, is Veterans Day. */
        @Test
        void tellsTheLeadOnEachBusinessDayUntilItIsCorrected() throws Exception {
            post("invite-user", Audience.USER);
            work();
            assertThat(tasks.createTaskQuery().singleResult().getDueDate()).isEqualTo("2022-11-09T17:00:00-07:00");
            for (String due :
                    List.of("2022-11-09T17:00:00-07:00", "2022-11-10T17:00:00-07:00", "2022-11-14T17:00:00-07:00")) {
                assertThat(jobs.createJobQuery().timers().singleResult().getDuedate())
                        .isEqualTo(due);
                at(due);
                jobs.executeJob(jobs.createJobQuery().timers().singleResult().getId());
                jobs.createJobQuery().messages().list().forEach(it -> jobs.executeJob(it.getId()));
            }
            Task task = tasks.createTaskQuery().singleResult();
            assertThat(task.getPriority()).isEqualTo(102);
            assertThat(tasks.createTaskQuery()
                            .taskCandidateGroup("help-desk-lead")
                            .count())
                    .isEqualTo(1);
            assertThat(ledger.of(REQ.text()))
                    .filteredOn(mail -> mail.template().equals("correction-overdue-lead"))
                    .hasSize(3);

            correct(task, Map.of("emailAddress", "nancy.nurse@sphealth.example"));
            work();
            assertThat(jobs.createJobQuery()
                            .processDefinitionKey(EmailDeliveryProcess.KEY)
                            .count())
                    .isZero();
        }

        @Test
        void asksAgainWhenTheNewAddressIsWrongToo() {
            scripted.answers.put("nancy@example.org", "553 5.1.3 bad");
            post("invite-user", Audience.USER);
            work();
            correct(tasks.createTaskQuery().singleResult(), Map.of("emailAddress", "nancy@example.org"));
            work();
            assertThat(entry())
                    .returns(MailState.REFUSED, LedgerEntry::state)
                    .returns("nancy@example.org", LedgerEntry::recipient);
            assertThat(tasks.createTaskQuery().count()).isEqualTo(1);
        }

        @Test
        void treatsAnAddressThatIsNoneTheSameWay() {
            people.addresses.put(Audience.USER, "a@example.org,b@example.org\r\nBcc: c@example.org");
            post("invite-user", Audience.USER);
            work();
            assertThat(entry())
                    .returns(MailState.REFUSED, LedgerEntry::state)
                    .returns("not an email address", LedgerEntry::problem);
        }

        @Test
        void takesTheMailBackWhileItWaitsForACorrection() {
            post("invite-user", Audience.USER);
            work();
            mails.withdrawUnsent(REQ);
            assertThat(entry().state()).isEqualTo(MailState.WITHDRAWN);
            assertThat(tasks.createTaskQuery().count()).isZero();
            assertThat(endedAt("EndEvent_EmailWithdrawn")).isTrue();
        }

        @Test
        void takesBackOnlyWhatIsNotSentAndOfThisRequest() {
            post("invite-user", Audience.USER);
            post("missing-paperwork", Audience.SUPERVISOR);
            transaction.executeWithoutResult(
                    it -> mails.post("invite-user", Audience.USER, CaseKind.ACCESS_REQUEST.of("REQ0100388")));
            work();
            mails.withdrawUnsent(REQ);
            assertThat(ledger.of(REQ.text()))
                    .extracting(LedgerEntry::state)
                    .containsExactlyInAnyOrder(MailState.WITHDRAWN, MailState.SENT);
            assertThat(ledger.of("REQ0100388")).extracting(LedgerEntry::state).containsExactly(MailState.REFUSED);
            assertThat(tasks.createTaskQuery()
                            .processInstanceBusinessKey("REQ0100388")
                            .count())
                    .isEqualTo(1);
        }

        @Test
        void sendsNothingWhenWithdrawnInTheTransactionThatPostedIt() {
            transaction.executeWithoutResult(it -> {
                mails.post("missing-paperwork", Audience.SUPERVISOR, REQ);
                mails.withdrawUnsent(REQ);
            });
            work();
            assertThat(scripted.accepted).isEmpty();
            assertThat(entry()).returns(MailState.WITHDRAWN, LedgerEntry::state).returns(0, LedgerEntry::attempts);
        }

        @Test
        void knowsWhoseAddressItIsWhenBothWereRefused() {
            scripted.answers.put("stacy.supervisor@sphealth.org", "550 5.1.1 unknown");
            post("invite-user", Audience.USER);
            post("missing-paperwork", Audience.SUPERVISOR);
            work();
            LedgerEntry ofSupervisor = ledger.of(REQ.text()).stream()
                    .filter(entry -> entry.audience() == Audience.SUPERVISOR)
                    .findFirst()
                    .orElseThrow();

            correctEmailAddress.receive(
                    submission(ofSupervisor.id().toString(), Map.of("emailAddress", "new@example.org")));

            assertThat(people.corrected)
                    .containsExactly(new MailAddressCorrected(
                            REQ, Audience.SUPERVISOR, "stacy.supervisor@sphealth.org", "new@example.org"));
        }

        @Test
        void refusesACorrectionThatNobodyWaitsFor() {
            people.addresses.put(Audience.USER, "well@example.org");
            post("invite-user", Audience.USER);
            work();
            FormSubmission late = submission(entry().id().toString(), Map.of("emailAddress", "new@example.org"));

            assertThatThrownBy(() -> correctEmailAddress.receive(late))
                    .isInstanceOfSatisfying(
                            FormRejectedException.class,
                            it -> assertThat(it.errors())
                                    .singleElement()
                                    .returns("mail.correction.nothing-refused", e -> e.messageKey()));
        }
    }

    @Nested
    class WhenManyGoToOneMailbox {

        @BeforeEach
        void isAMondayMorning() {
            trail.deeds.clear();
            people.requester = null;
        }

        @Test
        void holdsWhatIsOverTheBoundOfTheDay() {
            invite(4);
            work();
            assertThat(server.getReceivedMessages()).hasSize(3);
            assertThat(held().problem()).isEqualTo("daily limit for this address");
            assertThat(undelivered("held")).isEqualTo(1);
            Task task = task();
            assertThat(task.getTaskDefinitionKey()).isEqualTo(EmailDeliveryProcess.RELEASE_EMAIL);
            // the Tuesday is election day
            assertThat(task.getDueDate()).isEqualTo("2022-11-09T17:00:00-07:00");
            assertThat(tasks.createTaskQuery().taskCandidateGroup("help-desk").count())
                    .isEqualTo(1);
        }

        @Test
        void takesAddressesOfOneMailboxForOne() {
            for (String address : List.of(
                    NANCY, "Nancy.Nurse@SPHealth.org", "nancy.nurse+1@sphealth.org", "nancy.nurse+x+2@sphealth.org")) {
                people.addresses.put(Audience.USER, address);
                invite(1);
                work();
            }
            assertThat(held().recipient()).isEqualTo("nancy.nurse+x+2@sphealth.org");
            people.addresses.put(Audience.USER, "nancy@sphealth.org");
            invite(1);
            work();
            assertThat(server.getReceivedMessages()).hasSize(4);
        }

        @Test
        void countsAgainAfterMidnightInMontana() {
            at("2022-11-07T23:59:59-07:00");
            invite(4);
            work();
            assertThat(ledger.count(MailState.HELD)).isEqualTo(1);
            at("2022-11-08T00:00:00-07:00");
            invite(3);
            work();
            assertThat(ledger.count(MailState.HELD)).isEqualTo(1);
            assertThat(server.getReceivedMessages()).hasSize(6);
        }

        /** 2022-11-06 has 25 hours: its last begins 24 hours after midnight, and is still that day. */
        @Test
        void countsADayOf25HoursAsOne() {
            at("2022-11-06T00:00:00-06:00");
            invite(3);
            work();
            at("2022-11-06T23:30:00-07:00");
            invite(1);
            work();
            assertThat(ledger.count(MailState.HELD)).isEqualTo(1);
        }

        @Test
        void sendsWhatStaffCausedAllTheSame() {
            invite(4);
            work();
            post("email-credentials", Audience.USER);
            post("provisioning-overdue-lead", Audience.HELP_DESK_LEAD);
            work();
            assertThat(ledger.of(REQ.text())).extracting(LedgerEntry::state).containsOnly(MailState.SENT);
        }

        @Test
        void limitsTheEmailsThatOneRequesterCausesToAllRecipients() {
            people.requester = "stacy.supervisor@sphealth.org";
            for (int i = 0; i < 6; i++) {
                people.addresses.put(Audience.USER, "user" + i + "@example.org");
                invite(1);
                work();
            }
            assertThat(held().problem()).isEqualTo("daily limit for this requester");
            people.requester = "other.supervisor@example.org";
            people.addresses.put(Audience.USER, "user7@example.org");
            invite(1);
            work();
            assertThat(ledger.count(MailState.HELD)).isEqualTo(1);
        }

        @Test
        void countsAMailOnceHoweverOftenItIsTried() throws Exception {
            invite(1);
            sender.setPort(scripted.port());
            scripted.answers.put(NANCY, "451 4.7.1 greylisted");
            fail();
            fail();
            fail();
            scripted.answers.clear();
            invite(2);
            work();
            assertThat(ledger.count(MailState.SENT)).isEqualTo(3);
        }

        @Test
        void sendsOnceTheHelpDeskReleasesIt() {
            invite(4);
            work();
            LedgerEntry mail = held();
            release(ReleaseOutcome.RELEASED, "She is new there");
            work();
            assertThat(ledger.find(mail.id()).orElseThrow())
                    .returns(MailState.SENT, LedgerEntry::state)
                    .returns("help.desk@mt.gov", LedgerEntry::decidedBy)
                    .returns("She is new there", LedgerEntry::decision);
            assertThat(server.getReceivedMessages()).hasSize(4);
            assertThat(trail.deeds).contains("MAIL_RELEASED " + mail.caseNumber() + " null");
            assertThat(runtime.createProcessInstanceQuery().count()).isZero();
        }

        @Test
        void sendsNothingToSomebodyOnceTheHelpDeskDropsIt() {
            invite(4);
            work();
            LedgerEntry mail = held();
            release(ReleaseOutcome.DROPPED, "Nobody knows who asks");
            transaction.executeWithoutResult(it -> mails.postBounded("remind-user", Audience.USER, mail.caseNumber()));
            at("2022-11-09T09:00:00-07:00");
            work();
            assertThat(ledger.of(mail.caseNumber().text()))
                    .singleElement()
                    .returns(MailState.DROPPED, LedgerEntry::state);
            assertThat(trail.deeds).contains("MAIL_DROPPED " + mail.caseNumber() + " null");
            assertThat(server.getReceivedMessages()).hasSize(3);
            assertThat(runtime.createProcessInstanceQuery().count()).isZero();
        }

        @Test
        void remindsNobodyOfAMailThatIsHeld() {
            invite(4);
            work();
            CaseNumber number = held().caseNumber();
            transaction.executeWithoutResult(it -> mails.postBounded("remind-user", Audience.USER, number));
            assertThat(ledger.of(number.text())).hasSize(1);
        }

        @Test
        void takesItBackWhenTheRequestEnds() {
            invite(4);
            work();
            LedgerEntry mail = held();
            mails.withdrawUnsent(mail.caseNumber());
            assertThat(ledger.find(mail.id()).orElseThrow().state()).isEqualTo(MailState.WITHDRAWN);
            assertThat(tasks.createTaskQuery().count()).isZero();
        }

        @Test
        void withdrawsItWhenItIsSuperseded() {
            invite(4);
            work();
            LedgerEntry mail = held();
            mails.withdrawSuperseded(mail.caseNumber(), "invite-user", "remind-user");
            assertThat(ledger.find(mail.id()).orElseThrow().state()).isEqualTo(MailState.WITHDRAWN);
            assertThat(tasks.createTaskQuery().count()).isZero();
        }

        @Test
        void tellsTheLeadOnEachBusinessDay() throws Exception {
            invite(4);
            work();
            CaseNumber number = held().caseNumber();
            for (String due : List.of("2022-11-09T17:00:00-07:00", "2022-11-10T17:00:00-07:00")) {
                assertThat(jobs.createJobQuery().timers().singleResult().getDuedate())
                        .isEqualTo(due);
                at(due);
                jobs.executeJob(jobs.createJobQuery().timers().singleResult().getId());
                jobs.createJobQuery().messages().list().forEach(it -> jobs.executeJob(it.getId()));
            }
            assertThat(task().getPriority()).isEqualTo(101);
            assertThat(tasks.createTaskQuery()
                            .taskCandidateGroup("help-desk-lead")
                            .count())
                    .isEqualTo(1);
            assertThat(ledger.of(number.text()))
                    .filteredOn(mail -> mail.template().equals("release-overdue-lead"))
                    .hasSize(2)
                    .extracting(LedgerEntry::state)
                    .containsOnly(MailState.SENT);
        }

        @Test
        void refusesADecisionThatNobodyWaitsFor() {
            invite(4);
            work();
            LedgerEntry mail = held();
            mails.withdrawUnsent(mail.caseNumber());
            FormSubmission late = decision(mail, ReleaseOutcome.RELEASED, null);
            assertThatThrownBy(() -> releaseEmail.receive(late))
                    .isInstanceOfSatisfying(
                            FormRejectedException.class,
                            it -> assertThat(it.errors())
                                    .singleElement()
                                    .returns("mail.release.nothing-held", e -> e.messageKey()));
        }

        @Test
        void letsNoneTooManyThroughWhenTheyAreSentAtOnce() throws Exception {
            invite(12);
            List<String> all = jobs.createJobQuery().processDefinitionKey(EmailDeliveryProcess.KEY).list().stream()
                    .map(Job::getId)
                    .toList();
            ExecutorService threads = Executors.newFixedThreadPool(6);
            try {
                for (Future<?> sent : threads.invokeAll(all.stream()
                        .map(id -> Executors.callable(() -> jobs.executeJob(id)))
                        .toList())) {
                    sent.get();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(server.getReceivedMessages().length).isLessThanOrEqualTo(3);
            assertThat(ledger.count(MailState.SENT) + ledger.count(MailState.HELD))
                    .as("none is lost")
                    .isEqualTo(12);
            assertThat(tasks.createTaskQuery().count()).isEqualTo(ledger.count(MailState.HELD));
        }

        private void invite(int mailCount) {
            transaction.executeWithoutResult(it -> {
                for (int i = 0; i < mailCount; i++) {
                    mails.postBounded(
                            "invite-user", Audience.USER, CaseKind.ACCESS_REQUEST.of("REQ%07d".formatted(++last)));
                }
            });
        }

        private void release(ReleaseOutcome outcome, String note) {
            Task task = task();
            LedgerEntry mail = held();
            transaction.executeWithoutResult(it -> tasks.complete(
                    task.getId(),
                    releaseEmail.receive(decision(mail, outcome, note)).routing()));
        }

        private FormSubmission decision(LedgerEntry mail, ReleaseOutcome outcome, String note) {
            Map<String, Object> values = new HashMap<>(Map.of("outcome", outcome.name()));
            if (note != null) {
                values.put("note", note);
            }
            return new FormSubmission(
                    "release-email",
                    EmailDeliveryProcess.RELEASE_EMAIL,
                    Optional.of(mail.caseNumber().text()),
                    Map.of("mailId", mail.id().toString()),
                    values);
        }

        private LedgerEntry held() {
            List<LedgerEntry> held = ledger.newest(null, MailState.HELD, 10, 0);
            assertThat(held).hasSize(1);
            return held.get(0);
        }

        private Task task() {
            return tasks.createTaskQuery().singleResult();
        }
    }

    private static void at(String moment) {
        ClockUtil.setCurrentTime(Date.from(OffsetDateTime.parse(moment).toInstant()));
    }

    private int last;

    private void post(String template, Audience audience) {
        transaction.executeWithoutResult(it -> mails.post(template, audience, REQ));
    }

    /** Lets the engine do what is to be done now. */
    private void work() {
        jobs.createJobQuery()
                .processDefinitionKey(EmailDeliveryProcess.KEY)
                .withRetriesLeft()
                .list()
                .forEach(it -> jobs.executeJob(it.getId()));
    }

    private void fail() {
        assertThatThrownBy(() -> jobs.executeJob(job().getId())).hasMessageContaining("was not accepted");
    }

    private void correct(Task task, Map<String, Object> values) {
        transaction.executeWithoutResult(it -> {
            correctEmailAddress.receive(submission((String) tasks.getVariable(task.getId(), "mailId"), values));
            tasks.complete(task.getId());
        });
    }

    private static FormSubmission submission(String mailId, Map<String, Object> values) {
        return new FormSubmission(
                "correct-email-address",
                CORRECT_EMAIL_ADDRESS,
                Optional.of(REQ.text()),
                Map.of("mailId", mailId),
                values);
    }

    private static Instant now() {
        return ClockUtil.getCurrentTime().toInstant();
    }

    private Job job() {
        return jobs.createJobQuery()
                .processDefinitionKey(EmailDeliveryProcess.KEY)
                .singleResult();
    }

    private LedgerEntry entry() {
        assertThat(ledger.of(REQ.text())).hasSize(1);
        return ledger.of(REQ.text()).get(0);
    }

    private MimeMessage theOnlyMail() {
        assertThat(server.getReceivedMessages()).hasSize(1);
        return server.getReceivedMessages()[0];
    }

    private static String raw(MimeMessage mail) throws Exception {
        var bytes = new ByteArrayOutputStream();
        mail.writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private double undelivered(String state) {
        return meters.get("immtrax.mail.undelivered")
                .tag("state", state)
                .gauge()
                .value();
    }

    private boolean endedAt(String element) {
        return runtime.createProcessInstanceQuery().count() == 0
                && history.createHistoricActivityInstanceQuery()
                                .activityId(element)
                                .count()
                        == 1;
    }
}
