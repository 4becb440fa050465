package gov.mt.immtrax.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.engine.DueDates;
import gov.mt.immtrax.access.identity.AccessRefused;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.PersonLoggedIn;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.identity.RolesRevoked;
import gov.mt.immtrax.access.identity.StaffLoggedOut;
import gov.mt.immtrax.access.mail.ScriptedMailServer;
import gov.mt.immtrax.access.mail.process.EmailDeliveryProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionOperations;

/** What the whole service tells the trail while requests run. */
@ModelTest
@AutoConfigureMockMvc
@WithMockUser
class AuditTrailTests {

    /**
     * What is done to a request by mail; of everything else a test of the room that does it shows that the trail is
     * told.
     */
    private static final Set<AuditAction> OF_A_REQUEST = EnumSet.of(
            AuditAction.REQUEST_SUBMITTED,
            AuditAction.REQUEST_CORRECTED,
            AuditAction.REQUEST_WITHDRAWN,
            AuditAction.REQUEST_VIEWED,
            AuditAction.REQUESTS_LISTED,
            AuditAction.AGREEMENT_SIGNED,
            AuditAction.AGREEMENT_VIEWED,
            AuditAction.ACCESS_PROVISIONED,
            AuditAction.REQUEST_RETURNED,
            AuditAction.REQUEST_DECLINED,
            AuditAction.CREDENTIAL_DELIVERED,
            AuditAction.MAIL_ADDRESS_CORRECTED,
            AuditAction.MAILS_VIEWED,
            AuditAction.AUDIT_VIEWED,
            AuditAction.EXPORTED,
            AuditAction.ROLE_REFUSED,
            AuditAction.STAFF_LOGGED_IN,
            AuditAction.STAFF_LOGGED_OUT,
            AuditAction.ROLES_REVOKED,
            AuditAction.SETTING_CHANGED,
            AuditAction.DUE_DATES_RECALCULATED);

    @Autowired
    MockMvc http;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    AuditTrail trail;

    @Autowired
    AuditRecorder recorder;

    @Autowired
    AuditEventRepository events;

    @Autowired
    Sealer sealer;

    @Autowired
    DueDates dueDates;

    @Autowired
    SettingsChangeDetector settings;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    JavaMailSenderImpl sender;

    @Autowired
    AccountRegister register;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void open() {
        TrailParts.empty(jdbc);
        office.itIs("2026-11-23T10:00");
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void tellsWhoDidWhatToARequest() throws Exception {
        String number = office.submit();
        office.runJobs();
        office.sign(number);
        office.decide(number, Map.of("outcome", "RETURNED", "note", "Which clinic?"));
        office.correct(number, "locationName", "SPH North");
        office.provision(number);
        office.wait("2026-12-03T10:00");

        assertThat(of(number))
                .containsExactly(
                        "REQUEST_SUBMITTED by stacy.supervisor@sphealth.org as CITIZEN",
                        "AGREEMENT_SIGNED by nancy.nurse@sphealth.org as CITIZEN",
                        "REQUEST_RETURNED by help.desk@mt.gov as CITIZEN,HELP_DESK",
                        "REQUEST_CORRECTED by stacy.supervisor@sphealth.org as CITIZEN",
                        "ACCESS_PROVISIONED by help.desk@mt.gov as CITIZEN,HELP_DESK",
                        "CREDENTIAL_DELIVERED by null as null");
        AuditEvent provisioned = last(AuditAction.ACCESS_PROVISIONED);
        assertThat(provisioned.account()).isEqualTo("nnurse");
        assertThat(provisioned.issuer()).isEqualTo("https://login.example.org");
        assertThat(provisioned.subject()).isEqualTo("sub-help.desk@mt.gov");
        assertThat(provisioned.networkAddress()).isEqualTo("192.0.2.7");
        assertThat(provisioned.happenedAt()).isEqualTo("2026-11-23T17:00:00Z");
        assertThat(last(AuditAction.CREDENTIAL_DELIVERED).account()).isEqualTo("nnurse");
        assertThat(last(AuditAction.CREDENTIAL_DELIVERED).networkAddress())
                .as("a job comes from nowhere")
                .isNull();
    }

    @Test
    void keepsNothingThatWasTyped() {
        String number = office.submit("justification", "A very private reason");
        office.sign(number);
        office.decide(number, Map.of("outcome", "DECLINED", "note", "A note about a person"));

        assertThat(everything())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(new String(event.canonical()))
                        .doesNotContain("private reason", "about a person", "Nancy", "1982"));
    }

    @Test
    void sharesTheFateOfItsTransaction() {
        long before = count();
        transaction.executeWithoutResult(status -> {
            trail.record(AuditAction.EXPORTED, null);
            status.setRollbackOnly();
        });
        assertThat(count()).isEqualTo(before);

        trail.record(AuditAction.EXPORTED, null);
        assertThat(count()).isEqualTo(before + 1);
    }

    @Test
    void takesWhateverItIsTold() {
        acting.is("help.desk@mt.gov", Role.HELP_DESK);
        trail.record(AuditAction.EXPORTED, null, AuditResult.DONE, "line\nfeed \0 \ud83d and 😀" + "x".repeat(500));

        assertThat(last(AuditAction.EXPORTED).detail())
                .startsWith("line?feed ? ? and 😀xxx")
                .hasSize(400);
    }

    @Test
    void knowsStaffWhoLookFromThoseWhoseRequestItIs() throws Exception {
        String number = office.submit();
        office.sign(number);
        acting.is(Office.SUPERVISOR);
        http.perform(get("/requests/" + number));
        http.perform(get("/requests"));
        acting.is(Office.USER, Role.HELP_DESK);
        http.perform(get("/requests/" + number));
        http.perform(get("/agreements/" + number + "/record"));
        http.perform(get("/agreements/" + number + "/record.pdf"));
        assertThat(of(number)).hasSize(2);

        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        http.perform(get("/requests/" + number));
        http.perform(get("/agreements/" + number + "/record"));
        http.perform(get("/staff/requests/" + number + "/summary.json")
                .with(user("help").roles("HELP_DESK")));
        http.perform(get("/requests").param("find", "nancy.nurse@sphealth.org"));
        assertThat(of(number).subList(2, 5))
                .containsExactly(
                        "REQUEST_VIEWED by help.desk@mt.gov as CITIZEN,HELP_DESK",
                        "AGREEMENT_VIEWED by help.desk@mt.gov as CITIZEN,HELP_DESK",
                        "REQUEST_VIEWED by help.desk@mt.gov as CITIZEN,HELP_DESK");
        assertThat(last(AuditAction.REQUESTS_LISTED).detail()).isEqualTo("by search");
    }

    @Test
    void remembersWhoTookASignedAgreementAway() throws Exception {
        String number = office.submit();
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        http.perform(get("/agreements/" + number + "/record.pdf"));
        assertThat(of(number)).as("nothing is signed that could be taken").hasSize(1);

        office.sign(number);
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        http.perform(get("/agreements/" + number + "/record.pdf"));

        assertThat(of(number)).last().isEqualTo("EXPORTED by help.desk@mt.gov as CITIZEN,HELP_DESK");
        assertThat(last(AuditAction.EXPORTED))
                .extracting(AuditEvent::caseNumber, AuditEvent::detail)
                .containsExactly(number, "user agreement as PDF");
    }

    @Test
    void remembersWhoWasTurnedAwayFromSomebodyElsesRequest() throws Exception {
        String number = office.submit();
        acting.is("other.supervisor@example.org");
        for (String path : List.of(
                "/requests/" + number,
                "/agreements/" + number,
                "/requests/REQ9999999",
                "/agreements/x",
                "/requests/Nancy.Nurse@sphealth.org",
                "/agreements/Nancy%20Nurse")) {
            http.perform(get(URI.create(path)));
        }

        assertThat(by("other.supervisor@example.org"))
                .extracting(AuditEvent::caseNumber, AuditEvent::detail, AuditEvent::result)
                .map(Object::toString)
                .containsExactly(
                        "(\"" + number + "\", \"/requests/" + number + "\", \"REFUSED\")",
                        "(\"" + number + "\", \"/agreements/" + number + "\", \"REFUSED\")",
                        "(\"REQ9999999\", \"/requests/REQ9999999\", \"REFUSED\")",
                        "(null, \"/agreements/x\", \"REFUSED\")",
                        "(null, \"/requests/...\", \"REFUSED\")",
                        "(null, \"/agreements/...\", \"REFUSED\")");
    }

    /** The identity provider's machine is not where somebody worked. */
    @Test
    void knowsWhoLeftFromWhomTheProviderLoggedOut() {
        acting.is("help.desk@mt.gov", Role.HELP_DESK);
        publisher.publishEvent(new StaffLoggedOut(acting.require(), false));
        assertThat(last(AuditAction.STAFF_LOGGED_OUT).networkAddress()).isEqualTo("192.0.2.7");

        publisher.publishEvent(new StaffLoggedOut(acting.require(), true));
        assertThat(last(AuditAction.STAFF_LOGGED_OUT).networkAddress()).isNull();
        assertThat(last(AuditAction.STAFF_LOGGED_OUT).address()).isEqualTo("help.desk@mt.gov");
    }

    @Test
    void lestOnePersonFillsIt() {
        acting.is("persistent@example.org");
        for (int i = 0; i < AuditRecorder.REFUSALS_RECORDED + 5; i++) {
            trail.recordRefusal(null, "/staff/x");
        }
        assertThat(by("persistent@example.org"))
                .hasSize(AuditRecorder.REFUSALS_RECORDED)
                .last()
                .extracting(AuditEvent::detail)
                .isEqualTo("further refusals are only counted for a while; /staff/x");

        acting.is("another@example.org");
        trail.recordRefusal(null, "/staff/x");
        assertThat(by("another@example.org")).hasSize(1);
        acting.is("persistent@example.org");
        office.itIs("2026-11-23T10:59");
        trail.recordRefusal(null, "/staff/x");
        recorder.recordCountedRefusals();
        assertThat(by("persistent@example.org")).as("the hour is not over").hasSize(AuditRecorder.REFUSALS_RECORDED);
        office.itIs("2026-11-23T11:01");
        acting.is("registry.staff@mt.gov", Role.REGISTRY_STAFF);
        recorder.recordCountedRefusals();
        recorder.recordCountedRefusals();
        assertThat(by("persistent@example.org"))
                .hasSize(AuditRecorder.REFUSALS_RECORDED + 1)
                .last()
                .extracting(
                        AuditEvent::detail,
                        AuditEvent::action,
                        AuditEvent::result,
                        AuditEvent::roles,
                        AuditEvent::networkAddress)
                .containsExactly(
                        "6 further refusals between 2026-11-23 17:00 and 2026-11-23 17:59 UTC",
                        "ROLE_REFUSED",
                        "REFUSED",
                        "CITIZEN",
                        null);
        acting.is("persistent@example.org");
        trail.recordRefusal(null, "/staff/x");
        assertThat(by("persistent@example.org"))
                .as("each by itself again")
                .hasSize(AuditRecorder.REFUSALS_RECORDED + 2);
    }

    @Test
    void sendsEachCheckpointToTheAuditorAndToNobodyElse() {
        office.submit();
        sealer.sealAndSign();
        sealer.sealAndSign();
        office.runJobs();
        assertThat(office.mailsTo("auditor@mt.gov"))
                .containsExactly("AUD0000001: checkpoint of the imMTrax Access audit trail");
        Checkpoint mailed =
                Checkpoint.inMails(office.lastMailTo("auditor@mt.gov")).get(0);
        assertThat(mailed.name()).isEqualTo("AUD0000001");
        assertThat(Checkpoint.inMails(office.lastMailTo("auditor@mt.gov")))
                .as("the same in text and HTML")
                .hasSize(1);
        assertThat(office.lastMailTo("auditor@mt.gov")).doesNotContain("request number ready", "Nancy", "nancy");

        office.itIs("2026-11-24T09:59");
        sealer.sealAndSign();
        office.runJobs();
        assertThat(office.mailsTo("auditor@mt.gov")).hasSize(1);
        office.itIs("2026-11-24T10:00");
        sealer.sealAndSign();
        office.runJobs();
        assertThat(office.mailsTo("auditor@mt.gov"))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("AUD0000002");
    }

    /** An incident for operations: the help desk could correct no setting. */
    @Test
    void asksNobodyForAnotherAddressOfTheAuditor() throws Exception {
        int port = sender.getPort();
        try (var server = new ScriptedMailServer()) {
            server.answers.put("auditor@mt.gov", "550 5.1.1 no such user");
            sender.setPort(server.port());
            sealer.sign();
            try {
                office.runJobs();
            } catch (RuntimeException refused) {
                // the job will be tried again
            }
            assertThat(office.task("AUD0000001", EmailDeliveryProcess.CORRECT_EMAIL_ADDRESS))
                    .isNull();
        } finally {
            sender.setPort(port);
        }
    }

    @Test
    void hasHeardOfEveryAction() throws Exception {
        String corrected = office.submit();
        office.sign(corrected);
        office.decide(corrected, Map.of("outcome", "RETURNED", "note", "Which clinic?"));
        office.correct(corrected, "locationName", "SPH North");
        office.provision(corrected);
        office.wait("2026-12-03T10:00");
        endAccess();
        String declined = office.submit();
        office.sign(declined);
        office.decide(declined, Map.of("outcome", "DECLINED", "note", "No."));
        office.withdraw(office.submit());
        correctAnAddress();
        acting.is("registry.staff@mt.gov", Role.REGISTRY_STAFF);
        http.perform(get("/requests"));
        http.perform(get("/requests/" + declined));
        http.perform(get("/agreements/" + corrected + "/record"));
        for (String page : List.of("/staff/mails", "/staff/audit", "/staff/audit/events.csv", "/staff/requests.csv")) {
            http.perform(get(page).with(user("registry").roles("REGISTRY_STAFF")));
        }
        Person person = acting.require();
        publisher.publishEvent(new PersonLoggedIn(person));
        publisher.publishEvent(new StaffLoggedOut(person, false));
        publisher.publishEvent(new RolesRevoked(person, Set.of(Role.REGISTRY_STAFF)));
        publisher.publishEvent(new AccessRefused(person, "GET /camunda"));
        dueDates.recalculate();
        startForTheFirstTime();

        Set<String> heard = everything().stream().map(AuditEvent::action).collect(Collectors.toSet());
        assertThat(OF_A_REQUEST).extracting(Enum::name).isSubsetOf(heard);
    }

    /** A new action comes with a test that looks for it in the trail. */
    @Test
    void isToldOfEveryActionInSomeTest() throws Exception {
        StringBuilder tests = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                tests.append(Files.readString(file));
            }
        }

        assertThat(AuditAction.values())
                .extracting(Enum::name)
                .allSatisfy(name -> assertThat(tests).contains(name));
    }

    /** So that access can be asked for once more. */
    private void endAccess() {
        register.ofPerson(Office.USER)
                .forEach(account -> register.inactivate(
                        account.number(), InactivationReason.ACCESS_DELETION, Cause.of("REQ0100387")));
    }

    private void startForTheFirstTime() {
        jdbc.sql("delete from audit_setting").update();
        settings.run(new DefaultApplicationArguments());
        assertThat(jdbc.sql("select name, shown from audit_setting")
                        .query()
                        .listOfRows()
                        .toString())
                .contains(
                        "NAME=immtrax.audit.auditor, SHOWN=",
                        "NAME=immtrax.request.expires-after, SHOWN=P30D",
                        "NAME=immtrax.credentials.key, SHOWN=")
                .doesNotContain("auditor@mt.gov", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY");
    }

    private void correctAnAddress() throws Exception {
        int port = sender.getPort();
        try (var server = new ScriptedMailServer()) {
            server.answers.put("typing.error@sphealth.org", "550 5.1.1 no such user");
            sender.setPort(server.port());
            String number = office.submit("emailAddress", "typing.error@sphealth.org");
            office.runJobs();
            office.correctAddress(number, "right.one@sphealth.org");
            assertThat(last(AuditAction.MAIL_ADDRESS_CORRECTED).caseNumber()).isEqualTo(number);
            assertThat(last(AuditAction.MAIL_ADDRESS_CORRECTED).detail()).isEqualTo("of the USER");
        } finally {
            sender.setPort(port);
        }
    }

    private List<String> of(String number) {
        return oldestFirst(new AuditFilter(number, null, null, null, null)).stream()
                .map(event -> event.action() + " by " + event.address() + " as " + event.roles())
                .toList();
    }

    private List<AuditEvent> by(String address) {
        return oldestFirst(new AuditFilter(null, address, null, null, null));
    }

    private AuditEvent last(AuditAction action) {
        List<AuditEvent> found = oldestFirst(new AuditFilter(null, null, action, null, null));
        return found.get(found.size() - 1);
    }

    private List<AuditEvent> everything() {
        return oldestFirst(new AuditFilter(null, null, null, null, null));
    }

    private List<AuditEvent> oldestFirst(AuditFilter filter) {
        List<AuditEvent> found = new ArrayList<>(events.newest(filter, null, 10_000));
        found.sort(Comparator.comparing(AuditEvent::id));
        return found;
    }

    private long count() {
        return jdbc.sql("select count(*) from audit_event").query(Long.class).single();
    }
}
