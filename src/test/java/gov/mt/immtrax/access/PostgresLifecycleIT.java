package gov.mt.immtrax.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.deletion.SampleDeletion;
import gov.mt.immtrax.access.deletion.submission.DeletionService;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.mail.ScriptedMailServer;
import gov.mt.immtrax.access.mail.process.EmailDeliveryProcess;
import gov.mt.immtrax.access.people.replacement.NewSupervisor;
import gov.mt.immtrax.access.people.replacement.SupervisorReplacements;
import gov.mt.immtrax.access.request.RequestService;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.likely.LikelyAccounts;
import gov.mt.immtrax.access.request.likely.Likeness;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Requests from the form to every end on a real PostgreSQL, and what the database knows of the people while it happens.
 */
@ModelTest
@Import(OnPostgres.class)
class PostgresLifecycleIT {

    /** Thursday of this week is Thanksgiving; the Friday after it is a working day in Montana. */
    private static final String MONDAY = "2026-11-23T10:00";

    private static final LocalDate BORN = LocalDate.of(1982, 3, 20);
    private static final LocalDate BORN_IN_FACT = LocalDate.of(1982, 4, 21);
    private static final String TYPING_ERROR = "typing.error@sphealth.org";
    private static final String WHICH_CLINIC = "Which of the two clinics is it?";
    private static final String USERNAME = "wfeatherston7";
    private static final String FORMER = "fern.former@oldclinic.example.org";
    private static final String FULL_NAME = "Wilhelmina Q. Featherston, RN";

    /** What is typed about a person; none of it is the engine's business. */
    private static final Map<String, String> TYPED = Map.of(
            "legalFirstName", "Wilhelmina",
            "legalLastName", "Featherston",
            "phoneNumber", "406-444-1982",
            "employer", "Spruce Meadow Health",
            "jobTitle", "Travelling phlebotomist",
            "locationName", "Spruce Meadow East",
            "streetAddress", "2550 Larkspur Boulevard",
            "city", "Anacondaville",
            "justification", "She needs to know what immunizations are due.",
            "supervisorJobTitle", "Manager of eleven clinics");

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource pools;

    @Autowired
    AccountRegister register;

    @Autowired
    LikelyAccounts likely;

    @Autowired
    TaskService tasks;

    @Autowired
    FormService forms;

    @Autowired
    ManagementService jobs;

    @Autowired
    JavaMailSenderImpl sender;

    @Autowired
    RequestService service;

    @Autowired
    DeletionService deletions;

    @Autowired
    SupervisorReplacements replacements;

    @Autowired
    FormSubmissionService desks;

    @BeforeEach
    void open() {
        assertThat(jdbc.sql("select version()").query(String.class).single()).startsWith("PostgreSQL 17");
        office.itIs(MONDAY);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void grantsNewAccessFromTheFormToTheCredentialsMail() {
        String number = submit();
        keepsSecrets();
        assertThat(DatabaseDump.of(jdbc).placesOf(BORN)).containsExactly("access_request.date_of_birth");
        office.runJobs();
        assertThat(office.mailsTo(Office.USER)).hasSize(1);

        // Tuesday, Wednesday, not Thanksgiving, Friday
        office.wait("2026-11-27T16:59");
        assertThat(office.mailsTo(Office.USER)).hasSize(1);
        office.wait("2026-11-27T17:00");
        assertThat(office.mailsTo(Office.USER)).hasSize(2);
        assertThat(office.mailsTo(Office.SUPERVISOR)).hasSize(1);
        keepsSecrets();

        sign(number);
        keepsSecrets();
        office.runJobs();
        office.wait("2026-12-02T17:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(1);
        assertThat(office.task(number, AccessRequestProcess.PROVISION_ACCESS).getPriority())
                .isGreaterThanOrEqualTo(100);
        keepsSecrets();

        provision(number);
        keepsSecrets();
        failsToSendOnce();
        keepsSecrets();
        office.wait("2026-12-03T10:00");
        assertThat(office.lastMailTo(Office.USER)).contains(USERNAME, Office.PASSWORD);
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
        assertThat(jdbc.sql("select count(*) from credential where sealed_password is not null")
                        .query(Long.class)
                        .single())
                .isZero();
        keepsSecrets();
    }

    @Test
    void comesBackCorrectedWithAnotherBirthDate() {
        String number = submit();
        sign(number);
        office.decide(number, Map.of("outcome", "RETURNED", "note", WHICH_CLINIC));
        office.runJobs();
        keepsSecrets();

        acting.is(Office.SUPERVISOR);
        assertThat(office.correct(
                        number, changes("dateOfBirth", BORN_IN_FACT.toString(), "locationName", "Spruce Meadow West")))
                .isTrue();
        keepsSecrets();
        assertThat(DatabaseDump.of(jdbc).placesOf(BORN_IN_FACT)).containsExactly("access_request.date_of_birth");
        assertThat(DatabaseDump.of(jdbc).placesOf("Spruce Meadow West"))
                .containsExactly("access_request.location_name", "request_correction.value_after");

        sign(number); // again, for another birth date
        provision(number);
        keepsSecrets();
        office.runJobs();
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
        keepsSecrets();
    }

    @Test
    void declinesAndWithdrawsAndExpires() {
        String declined = submit();
        sign(declined);
        office.decide(declined, Map.of("outcome", "DECLINED", "note", WHICH_CLINIC));
        office.runJobs();
        assertThat(office.request(declined).status()).isEqualTo(RequestStatus.DECLINED);
        keepsSecrets();

        String withdrawn = submit();
        office.runJobs();
        assertThat(office.withdraw(withdrawn)).isTrue();
        office.runJobs();
        assertThat(office.request(withdrawn).status()).isEqualTo(RequestStatus.WITHDRAWN);
        keepsSecrets();

        String expired = submit();
        office.wait("2026-12-23T17:00");
        assertThat(office.request(expired).status()).isEqualTo(RequestStatus.EXPIRED);
        keepsSecrets();
    }

    @Test
    void changesPermissionsWithoutAgreementAndCredentials() {
        String account = known();
        String number = submit(
                "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "accessLevel", "VACCINE_MANAGEMENT");

        office.provisionForAnother(number, USERNAME);
        keepsSecrets();
        office.runJobs();

        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
        assertThat(office.mailsTo(Office.USER)).hasSize(1);
        assertThat(office.mailsTo(FORMER)).as("who answers for the account").hasSize(1);
        assertThat(register.get(account).facts().accessLevel()).isEqualTo(AccessLevel.VACCINE_MANAGEMENT);
        assertThat(register.get(account).facts().agreementRequest()).isEqualTo("REQ0100100");
        keepsSecrets();
    }

    @Test
    void movesAnAccountToAnotherEmployer() {
        String account = known();
        String number = submit("requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES");
        office.runJobs();
        sign(number);
        keepsSecrets();

        office.provisionForAnother(number);
        keepsSecrets();
        office.runJobs();

        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
        assertThat(register.get(account).facts().employer()).isEqualTo("Spruce Meadow Health");
        assertThat(register.ofSupervisor(FORMER)).isEmpty();
        assertThat(office.mailsTo(FORMER)).hasSize(1);
        assertThat(DatabaseDump.of(jdbc).placesOf(FORMER).stream().filter(place -> place.startsWith("act_")))
                .isEmpty();
        keepsSecrets();
    }

    @Test
    void givesTheAccessToTheLikelyAccountThatTheHelpDeskChooses() {
        String account = register.change(
                        known(),
                        facts -> facts.with(Map.of("lastName", "Fetherston", "emailAddress", "w@oldmail.example.org")),
                        Cause.note("mistyped"))
                .number();
        String number = submit("hadPriorAccess", "YES");
        sign(number);
        jdbc.sql("insert into request_effect (request_number, account) values (:number, :account)")
                .param("number", number)
                .param("account", account)
                .update();
        assertThat(likely.of(office.request(number)))
                .singleElement()
                .satisfies(it -> assertThat(it.likenesses())
                        .containsExactly(
                                Likeness.NAME_ONE_LETTER_APART, Likeness.SAME_BIRTH_DATE, Likeness.USERNAME_OF_NAME));
        jdbc.sql("delete from request_effect").update();

        Map<String, Object> another =
                Map.of("outcome", "PROVISIONED", "username", "wf8", "temporaryPassword", Office.PASSWORD);
        assertThatThrownBy(() -> office.decide(number, another)).hasMessageContaining("likelyAccountMissing");
        office.decide(
                number,
                Map.of(
                        "outcome",
                        "PROVISIONED",
                        "likelyAccount",
                        account,
                        "otherEmployer",
                        "INSTEAD",
                        "despiteContradiction",
                        true));
        keepsSecrets();
        office.runJobs();

        assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
        assertThat(register.get(account).facts().emailAddress()).isEqualTo(Office.USER);
        assertThat(register.ofLogin("wf8")).isEmpty();
        assertThat(likely.shown(office.request(number)))
                .singleElement()
                .satisfies(it -> assertThat(it.samePerson()).isTrue());
        assertThat(office.mailsTo("w@oldmail.example.org")).hasSize(1);
        keepsSecrets();
    }

    /** Her account at the employer before, under somebody else. */
    private String known() {
        return register.open(
                        new AccountFacts(
                                USERNAME,
                                "Wilhelmina",
                                "Featherston",
                                Office.USER,
                                "Old Clinic",
                                "Old Clinic East",
                                AccessLevel.READ_ONLY_WITH_CONSENT,
                                null,
                                "Fern Former",
                                FORMER,
                                "REQ0100100",
                                null,
                                null,
                                null),
                        Cause.note("known"))
                .number();
    }

    @Test
    void sendsTheMailOnceARefusedAddressIsCorrected() throws Exception {
        int port = sender.getPort();
        try (var server = new ScriptedMailServer()) {
            server.answers.put(TYPING_ERROR, "550 5.1.1 no such user");
            sender.setPort(server.port());
            String number = submit("emailAddress", TYPING_ERROR);
            office.runJobs();
            Task task = office.task(number, EmailDeliveryProcess.CORRECT_EMAIL_ADDRESS);
            assertThat(task).isNotNull();
            keepsSecrets();

            acting.is(Office.HELP_DESK, Role.HELP_DESK);
            forms.submitTaskForm(task.getId(), Map.of("emailAddress", Office.USER));
            office.runJobs();

            assertThat(server.accepted).singleElement().asString().contains(number);
            assertThat(office.request(number).emailAddress()).isEqualTo(Office.USER);
            keepsSecrets();
            sign(number);
            provision(number);
            office.runJobs();
            assertThat(server.accepted.toString()).contains(Office.PASSWORD);
            keepsSecrets();
        } finally {
            sender.setPort(port);
        }
    }

    @Test
    void letsOneOfTwoPeopleBeFirst() throws Exception {
        acting.is(Office.SUPERVISOR);
        Callable<Object> submit = () -> office.submit(changes());
        List<Object> submitted = AtOnce.run(submit, submit);
        assertThat(submitted)
                .hasAtLeastOneElementOfType(String.class)
                .hasAtLeastOneElementOfType(FormRejectedException.class);
        String number = submitted.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findAny()
                .orElseThrow();

        Callable<Object> sign = () -> office.sign(number, signature(number));
        assertThat(AtOnce.run(sign, sign)).containsExactlyInAnyOrder(true, false);
        Callable<Object> provision = () -> office.provision(number);
        assertThat(AtOnce.run(provision, provision)).containsExactlyInAnyOrder(true, false);
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_START);
        keepsSecrets();
    }

    @Test
    void runsEveryMigrationAndDeploysEveryModelAndForm() throws Exception {
        DeploymentFacts.hold(jdbc);
    }

    /**
     * Two steps that write one request: one comes first, the other is told so, and the database never has to choose.
     */
    @Nested
    class AtTheSameMoment {

        /** Enough to meet the deadlocks that there were, in nine of forty; by hand with {@code -Drounds=40}. */
        private static final int ROUNDS = Integer.getInteger("rounds", 6);

        private final Map<String, Object> provisioned =
                Map.of("outcome", "PROVISIONED", "username", USERNAME, "temporaryPassword", Office.PASSWORD);

        @Test
        void withdrawsOrProvisions() throws Exception {
            race("withdraw, provision", this::signed, this::withdraw, number -> decide(number, provisioned));
        }

        @Test
        void withdrawsOrDeclines() throws Exception {
            race(
                    "withdraw, decline",
                    this::signed,
                    this::withdraw,
                    number -> decide(number, Map.of("outcome", "DECLINED", "note", WHICH_CLINIC)));
        }

        @Test
        void withdrawsOrSigns() throws Exception {
            race("withdraw, sign", this::invited, this::withdraw, this::signNow);
        }

        @Test
        void withdrawsOrCorrects() throws Exception {
            race("withdraw, correct", this::returned, this::withdraw, this::correct);
        }

        @Test
        void expiresOrSigns() throws Exception {
            race(
                    "expire, sign",
                    this::overdue,
                    number -> fire(number, "BoundaryEvent_SignaturePeriodEnded"),
                    this::signNow);
        }

        @Test
        void expiresOrWithdraws() throws Exception {
            race(
                    "expire, withdraw",
                    this::overdue,
                    number -> fire(number, "BoundaryEvent_SignaturePeriodEnded"),
                    this::withdraw);
        }

        @Test
        void remindsAndSigns() throws Exception {
            race("remind, sign", this::overdue, number -> fire(number, "StartEvent_SignatureOverdue"), this::signNow);
        }

        @Test
        void escalatesAndWithdraws() throws Exception {
            race(
                    "escalate, withdraw",
                    this::signed,
                    number -> fire(number, "StartEvent_ProvisioningOverdue"),
                    this::withdraw);
        }

        @Test
        void sendsTheInvitationAndWithdraws() throws Exception {
            race("send, withdraw", () -> submit(), this::mail, this::withdraw);
        }

        @Test
        void givesToAnotherSupervisorAndWithdraws() throws Exception {
            race(
                    "hand over, withdraw",
                    this::returned,
                    number -> acting.as(Office.REGISTRY, () -> {
                        replacements.replaceAll(
                                Office.SUPERVISOR, new NewSupervisor("Newt New", "newt.new@sphealth.org"), "left");
                        return true;
                    }),
                    this::withdraw);
        }

        @Test
        void endsTheAccessAndProvisions() throws Exception {
            race(
                    "delete, provision",
                    this::signed,
                    number -> acting.as(
                            Office.SUPERVISOR,
                            () -> deletions.submit(SampleDeletion.with("employer", TYPED.get("employer"))) != null),
                    number -> decide(number, provisioned));
        }

        private interface Step {
            Object of(String number) throws Exception;
        }

        private void race(String names, Callable<String> begin, Step one, Step other) throws Exception {
            Map<String, Integer> ends = new TreeMap<>();
            long before = deadlocks();
            for (int round = 0; round < ROUNDS; round++) {
                String number = begin.call();
                List<Object> outcomes = AtOnce.run(() -> one.of(number), () -> other.of(number));
                ends.merge(
                        outcomes.stream().map(AtTheSameMoment::shortly).toList() + " "
                                + office.request(number).status(),
                        1,
                        Integer::sum);
                close();
                open();
            }
            assertThat(ends.keySet()).as(names).noneMatch(end -> end.contains("Exception"));
            assertThat(deadlocks()).as("deadlocks of " + names).isEqualTo(before);
        }

        private static String shortly(Object outcome) {
            return outcome instanceof FormRejectedException told
                    ? told.errors().toString()
                    : outcome instanceof Throwable failure ? failure.getClass().getSimpleName() : outcome.toString();
        }

        private long deadlocks() {
            return Deadlocks.count(pools);
        }

        private String invited() {
            String number = submit();
            office.runJobs();
            return number;
        }

        private String signed() {
            String number = invited();
            sign(number);
            office.runJobs();
            return number;
        }

        private String returned() {
            String number = signed();
            office.decide(number, Map.of("outcome", "RETURNED", "note", WHICH_CLINIC));
            office.runJobs();
            return number;
        }

        /** Both timers of the signature are due, and nobody has run them. */
        private String overdue() {
            String number = invited();
            office.itIs("2026-12-23T17:00");
            return number;
        }

        private Object withdraw(String number) throws Exception {
            return acting.as(Office.SUPERVISOR, () -> service.withdraw(number));
        }

        private Object correct(String number) throws Exception {
            return acting.as(
                    Office.SUPERVISOR,
                    () -> service.correct(number, Office.screenshotWith(changes("locationName", "West"))));
        }

        private Object signNow(String number) throws Exception {
            return acting.as(
                    Office.USER,
                    () -> desks.complete(
                            AccessRequestProcess.KEY,
                            number,
                            AccessRequestProcess.SIGN_USER_AGREEMENT,
                            Office.signature(number)));
        }

        private Object decide(String number, Map<String, Object> decision) throws Exception {
            return acting.as(
                    Office.HELP_DESK,
                    () -> desks.complete(
                            AccessRequestProcess.KEY, number, AccessRequestProcess.PROVISION_ACCESS, decision),
                    Role.HELP_DESK);
        }

        private Object mail(String number) throws Exception {
            return run(jobs.createJobQuery().activityId("ServiceTask_SendEmail").listPage(0, 1));
        }

        private Object fire(String number, String timer) throws Exception {
            return run(jobs.createJobQuery().activityId(timer).list());
        }

        /**
         * As the engine's executor, which repeats a job that has lost a race, and finds nothing where it is over. Where
         * its execution goes while it begins, the engine says so with a NullPointerException.
         */
        private Object run(List<Job> due) throws Exception {
            return due.isEmpty()
                    ? false
                    : acting.as(Office.LEAD, () -> {
                        for (int times = 0; times < 5; times++) {
                            try {
                                jobs.executeJob(due.get(0).getId());
                                return true;
                            } catch (ProcessEngineException | NullPointerException lost) {
                                if (jobs.createJobQuery()
                                                .jobId(due.get(0).getId())
                                                .count()
                                        == 0) {
                                    return false;
                                }
                                if (!(lost instanceof OptimisticLockingException)) {
                                    throw lost;
                                }
                            }
                        }
                        throw new IllegalStateException("The job never gets through");
                    });
        }
    }

    /** A search that finds nothing proves nothing, unless it finds what is there. */
    @Nested
    class TheSearch {

        @Test
        void findsAPasswordInEveryKindOfColumn() {
            jdbc.sql("create schema planted").update();
            try {
                jdbc.sql(
                                "create table planted.note (as_text text, as_json jsonb, as_bytes bytea, as_hex text, as_wide bytea)")
                        .update();
                jdbc.sql(
                                "insert into planted.note values ('a ' || :it, jsonb_build_object('a', :it), :bytes, :hex, :wide)")
                        .param("it", Office.PASSWORD)
                        .param("bytes", serialized(Map.of("value", Office.PASSWORD)))
                        .param("hex", HexFormat.of().formatHex(Office.PASSWORD.getBytes(StandardCharsets.UTF_8)))
                        .param("wide", Office.PASSWORD.getBytes(StandardCharsets.UTF_16LE))
                        .update();

                assertThat(DatabaseDump.of(jdbc).placesOf(Office.PASSWORD))
                        .containsExactly(
                                "note.as_bytes", "note.as_hex", "note.as_json", "note.as_text", "note.as_wide");
                assertThatThrownBy(PostgresLifecycleIT.this::keepsSecrets).isInstanceOf(AssertionError.class);
            } finally {
                jdbc.sql("drop schema planted cascade").update();
            }
        }

        @Test
        void findsABirthDateHoweverItIsWritten() {
            jdbc.sql("create table planted (a date, b timestamp, c text, d text, e bytea, f bytea, g bigint)")
                    .update();
            try {
                jdbc.sql("insert into planted values (:a, :a, 'born 03-20-1982', 'March 20, 1982', :e, :f, :g)")
                        .param("a", BORN)
                        .param("e", serialized(BORN))
                        .param(
                                "f",
                                serialized(Date.from(
                                        BORN.atStartOfDay(ZoneOffset.UTC).toInstant())))
                        .param(
                                "g",
                                BORN.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli())
                        .update();

                assertThat(DatabaseDump.of(jdbc).placesOf(BORN))
                        .containsExactly(
                                "planted.a",
                                "planted.b",
                                "planted.c",
                                "planted.d",
                                "planted.e",
                                "planted.f",
                                "planted.g");
                assertThatThrownBy(PostgresLifecycleIT.this::keepsSecrets).isInstanceOf(AssertionError.class);
            } finally {
                jdbc.sql("drop table planted").update();
            }
        }
    }

    private String submit(Object... changes) {
        return office.submit(changes(changes));
    }

    private static Object[] changes(Object... more) {
        var changes = new LinkedHashMap<String, Object>(TYPED);
        changes.put("dateOfBirth", BORN.toString());
        for (int i = 0; i < more.length; i += 2) {
            changes.put((String) more[i], more[i + 1]);
        }
        return changes.entrySet().stream()
                .flatMap(e -> Stream.of(e.getKey(), e.getValue()))
                .toArray();
    }

    private void sign(String number) {
        acting.is(Office.USER);
        Task task = office.task(number, AccessRequestProcess.SIGN_USER_AGREEMENT);
        forms.submitTaskForm(task.getId(), signature(number));
    }

    private static Map<String, Object> signature(String number) {
        Map<String, Object> signature = Office.signature(number);
        signature.put("fullLegalName", FULL_NAME);
        signature.put("facilityName", TYPED.get("locationName"));
        return signature;
    }

    private void provision(String number) {
        assertThat(office.decide(
                        number,
                        Map.of("outcome", "PROVISIONED", "username", USERNAME, "temporaryPassword", Office.PASSWORD)))
                .isTrue();
    }

    /** The mail server is down; the engine keeps the trace of the failure, and that is all it keeps. */
    private void failsToSendOnce() {
        int port = sender.getPort();
        sender.setPort(1);
        try {
            acting.isNobody();
            // the start date has come
            jobs.createJobQuery().executable().timers().list().forEach(job -> jobs.executeJob(job.getId()));
            List<Job> mails = jobs.createJobQuery().executable().messages().list();
            assertThat(mails).hasSize(2);
            for (Job job : mails) {
                assertThatThrownBy(() -> jobs.executeJob(job.getId())).isInstanceOf(RuntimeException.class);
            }
        } finally {
            sender.setPort(port);
        }
        assertThat(jobs.createJobQuery().withException().count()).isEqualTo(2);
    }

    /**
     * The password is nowhere, the birth date in our request table alone, and the engine knows nothing that was typed.
     */
    private void keepsSecrets() {
        DatabaseDump dump = DatabaseDump.of(jdbc);
        assertThat(dump.tables()).contains("act_re_procdef", "act_ge_bytearray", "act_hi_procinst");
        assertThat(dump.placesOf(Office.PASSWORD)).as("temporary password").isEmpty();
        for (LocalDate born : List.of(BORN, BORN_IN_FACT)) {
            assertThat(dump.placesOf(born)).as("birth date").isSubsetOf("access_request.date_of_birth");
        }
        Set<String> typed = new TreeSet<>(TYPED.values());
        typed.addAll(List.of("Spruce Meadow West", WHICH_CLINIC, USERNAME, FULL_NAME));
        for (String text : typed) {
            assertThat(dump.placesOf(text).stream()
                            .filter(place -> place.startsWith("act_"))
                            .collect(Collectors.toSet()))
                    .as("in the engine: " + text)
                    .isEmpty();
        }
        assertThat(jdbc.sql("select count(*) from pg_largeobject_metadata")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static byte[] serialized(Object object) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
