package gov.mt.immtrax.access;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import gov.mt.immtrax.access.credential.process.CredentialDeliveryProcess;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.inactivation.process.AccountInactivationProcess;
import gov.mt.immtrax.access.mail.process.EmailDeliveryProcess;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.RequestService;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The people of the source document at work: what they do in one line each, and a clock that can be moved. */
@TestComponent
public class Office {

    public static final String SUPERVISOR = "stacy.supervisor@sphealth.org";
    public static final String USER = "nancy.nurse@sphealth.org";
    public static final String HELP_DESK = "help.desk@mt.gov";
    public static final String REGISTRY = "registry.staff@mt.gov";
    public static final String LEAD = "help.desk.lead@mt.gov";
    public static final String PASSWORD = "Xk7!temporary-9";
    private static final ZoneId MONTANA = ZoneId.of("America/Denver");

    private final RequestService requestDesk;
    private final FormSubmissionService formSubmissionService;
    private final AccessRequestRepository requests;
    private final ActingPerson acting;
    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final ManagementService managementService;
    private final GreenMail greenMail;
    private final JdbcClient jdbc;
    private final Leftovers leftovers;

    Office(
            RequestService requestDesk,
            FormSubmissionService formSubmissionService,
            AccessRequestRepository requests,
            ActingPerson acting,
            RuntimeService runtimeService,
            TaskService taskService,
            ManagementService managementService,
            GreenMail greenMail,
            JdbcClient jdbc,
            JdbcTemplate template) {
        this.requestDesk = requestDesk;
        this.formSubmissionService = formSubmissionService;
        this.requests = requests;
        this.acting = acting;
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.managementService = managementService;
        this.greenMail = greenMail;
        this.jdbc = jdbc;
        this.leftovers = new Leftovers(template);
    }

    /** The values of the screenshots in request-steps.txt. */
    public static Map<String, Object> screenshot() {
        return StepsDocument.typed(StepsDocument.accessRequest());
    }

    public static Map<String, Object> screenshotWith(Object... changes) {
        Map<String, Object> values = screenshot();
        for (int i = 0; i < changes.length; i += 2) {
            values.put((String) changes[i], changes[i + 1]);
        }
        return values;
    }

    /** The agreement of the screenshots, signed today. */
    public static Map<String, Object> signature(String number) {
        Map<String, Object> values = StepsDocument.typed(StepsDocument.userAgreement());
        values.put("requestNumber", number);
        values.put("signatureDate", today());
        return values;
    }

    private static String today() {
        return LocalDate.ofInstant(ClockUtil.getCurrentTime().toInstant(), MONTANA)
                .toString();
    }

    /** Moves the clock to a moment in Montana, as in {@code 2026-11-23T10:00}, without running anything. */
    public void itIs(String localDateTime) {
        ClockUtil.setCurrentTime(
                Date.from(LocalDateTime.parse(localDateTime).atZone(MONTANA).toInstant()));
    }

    /** Moves the clock and runs whatever is due by then, as the job executor would. */
    public void wait(String untilLocalDateTime) {
        itIs(untilLocalDateTime);
        runJobs();
    }

    public void runJobs() {
        acting.isNobody();
        for (int round = 0; round < 200; round++) {
            List<Job> due = managementService
                    .createJobQuery()
                    .executable()
                    .orderByJobDuedate()
                    .asc()
                    .listPage(0, 1);
            if (due.isEmpty()) {
                return;
            }
            managementService.executeJob(due.get(0).getId());
        }
        throw new IllegalStateException("Jobs never end");
    }

    /** Runs the one job of an element and leaves the mails that it posts where they are. */
    public void runOnly(String number, String element) {
        acting.isNobody();
        managementService.executeJob(managementService
                .createJobQuery()
                .processInstanceId(process(number).getId())
                .activityId(element)
                .singleResult()
                .getId());
    }

    public String submit(Object... changes) {
        acting.is(SUPERVISOR);
        return requestDesk.submit(screenshotWith(changes));
    }

    /** The short form for an account that is known, about Nancy of the screenshots; nobody types what is known. */
    public String submitFor(String account, Object... changes) {
        acting.is(SUPERVISOR);
        return requestDesk.submit(shortForm(account, changes));
    }

    /** As {@link #submitFor}, before it is sent: another level from today on, unless changed. */
    public Map<String, Object> shortForm(String account, Object... changes) {
        Map<String, Object> values = screenshotWith(
                "account",
                account,
                "requestType",
                "PERMISSIONS_CHANGE",
                "accessLevel",
                "RECORD_MAINTENANCE",
                "startDate",
                LocalDate.ofInstant(now(), MONTANA).toString());
        values.keySet()
                .removeAll(List.of(
                        "legalMiddleName",
                        "dateOfBirth",
                        "phoneNumber",
                        "hadPriorAccess",
                        "jobTitle",
                        "streetAddress",
                        "city",
                        "state",
                        "county",
                        "zip"));
        for (int i = 0; i < changes.length; i += 2) {
            values.put((String) changes[i], changes[i + 1]);
        }
        return values;
    }

    public boolean sign(String number) {
        return sign(number, signature(number));
    }

    public boolean sign(String number, Map<String, Object> signature) {
        acting.is(USER);
        return formSubmissionService.complete(
                AccessRequestProcess.KEY, number, AccessRequestProcess.SIGN_USER_AGREEMENT, signature);
    }

    public boolean provision(String number) {
        return decide(number, Map.of("outcome", "PROVISIONED", "username", "nnurse", "temporaryPassword", PASSWORD));
    }

    public boolean decide(String number, Map<String, Object> decision) {
        acting.is(HELP_DESK, Role.HELP_DESK);
        return formSubmissionService.complete(
                AccessRequestProcess.KEY, number, AccessRequestProcess.PROVISION_ACCESS, decision);
    }

    /** What the help desk says about likely accounts if it wants to set up another one, whatever the register has. */
    public String noneOfThese() {
        return jdbc.sql("select number from account order by number").query(String.class).list().stream()
                .map(number -> " " + number)
                .collect(Collectors.joining("", "NONE", ""));
    }

    /** The help desk has changed an account in imMTrax whose user name it did not have to enter. */
    public boolean provisionChange(String number) {
        return decide(number, Map.of("outcome", "PROVISIONED"));
    }

    /**
     * As {@link #provisionChange}, for a requester who is not the account's supervisor: the help desk has looked at it.
     */
    public boolean provisionForAnother(String number) {
        return decide(number, Map.of("outcome", "PROVISIONED", "despiteContradiction", true));
    }

    /** As {@link #provisionForAnother}, of the account that the help desk names. */
    public boolean provisionForAnother(String number, String username) {
        return decide(number, Map.of("outcome", "PROVISIONED", "despiteContradiction", true, "username", username));
    }

    /** The answer of registry staff about a request of which it is not known who may authorize it. */
    public boolean decideRequest(String number, Map<String, Object> decision) {
        acting.is(REGISTRY, Role.REGISTRY_STAFF);
        return formSubmissionService.complete(
                AccessRequestProcess.KEY, number, AccessRequestProcess.DECIDE_ACCESS_REQUEST, decision);
    }

    /** The answer to somebody who needs a new temporary password. */
    public boolean renew(String number, Map<String, Object> answer) {
        acting.is(HELP_DESK, Role.HELP_DESK);
        return formSubmissionService.complete(
                CredentialDeliveryProcess.KEY, number, CredentialDeliveryProcess.RENEW_TEMPORARY_PASSWORD, answer);
    }

    /**
     * The help desk's answer about an account that is to be inactivated.
     *
     * @param number of the deletion, or of an account about which one alone has asked
     */
    public boolean inactivate(String number, Map<String, Object> answer) {
        acting.is(HELP_DESK, Role.HELP_DESK);
        // whoever takes it back at the same moment ends the task before its process is found
        String asked = Optional.ofNullable(task(number, AccountInactivationProcess.INACTIVATE_ACCOUNT))
                .map(task -> runtimeService
                        .createProcessInstanceQuery()
                        .processInstanceId(task.getProcessInstanceId())
                        .singleResult())
                .map(ProcessInstance::getBusinessKey)
                .orElse(number);
        return formSubmissionService.complete(
                AccountInactivationProcess.KEY, asked, AccountInactivationProcess.INACTIVATE_ACCOUNT, answer);
    }

    public boolean correctAddress(String number, String address) {
        acting.is(HELP_DESK, Role.HELP_DESK);
        return formSubmissionService.complete(
                EmailDeliveryProcess.KEY,
                number,
                EmailDeliveryProcess.CORRECT_EMAIL_ADDRESS,
                Map.of("emailAddress", address));
    }

    /** So many invitations of others have gone to the user today that one more is held. */
    public void fillMailbox() {
        for (int i = 0; i < 100; i++) {
            jdbc.sql("""
                            insert into mail_ledger (id, case_number, case_kind, template, audience, bounded, state, attempts, posted_at, mailbox, counted_on)
                            values (:id, 'REQ0000001', 'ACCESS_REQUEST', 'invite-user', 'USER', true, 'SENT', 1, :now, :mailbox, :day)""")
                    .param("id", UUID.randomUUID())
                    .param("now", now().atOffset(ZoneOffset.UTC))
                    .param("mailbox", USER)
                    .param("day", LocalDate.ofInstant(now(), MONTANA))
                    .update();
        }
    }

    /** The help desk's answer about a mail that is held. */
    public boolean release(String number, Map<String, Object> answer) {
        acting.is(HELP_DESK, Role.HELP_DESK);
        return formSubmissionService.complete(
                EmailDeliveryProcess.KEY, number, EmailDeliveryProcess.RELEASE_EMAIL, answer);
    }

    public boolean correct(String number, Object... changes) {
        acting.is(SUPERVISOR);
        return requestDesk.correct(number, screenshotWith(changes));
    }

    public boolean withdraw(String number) {
        acting.is(SUPERVISOR);
        return requestDesk.withdraw(number);
    }

    public AccessRequest request(String number) {
        return requests.get(number);
    }

    public ProcessInstance process(String number) {
        return runtimeService
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(number, AccessRequestProcess.KEY)
                .singleResult();
    }

    /** An inactivation is found by the number of its account, too. */
    public Task task(String number, String key) {
        Task task = taskService
                .createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey(key)
                .singleResult();
        return task != null || !key.equals(AccountInactivationProcess.INACTIVATE_ACCOUNT)
                ? task
                : taskService
                        .createTaskQuery()
                        .taskDefinitionKey(key)
                        .processVariableValueEquals("accountNumber", number)
                        .singleResult();
    }

    /** Subjects of the mails that somebody got, in the order of arrival. */
    public List<String> mailsTo(String address) {
        return messages(address).stream().map(Office::subject).toList();
    }

    /** The whole of the last mail that somebody got, as it came over the wire, decoded. */
    public String lastMailTo(String address) {
        List<MimeMessage> messages = messages(address);
        return GreenMailUtil.getWholeMessage(messages.get(messages.size() - 1)).replace("=\r\n", "");
    }

    /** Ends everything and empties every table but those of the audit trail, so that tests do not see each other. */
    public void close() throws Exception {
        leftovers.delete();
        greenMail.purgeEmailFromAllMailboxes();
        acting.isNobody();
        ClockUtil.reset();
    }

    public Instant now() {
        return ClockUtil.getCurrentTime().toInstant();
    }

    private List<MimeMessage> messages(String address) {
        return Arrays.stream(greenMail.getReceivedMessages())
                .filter(message -> recipient(message).equals(address))
                .toList();
    }

    private static String recipient(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
