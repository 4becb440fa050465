package gov.mt.immtrax.access.engine.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gov.mt.immtrax.access.AtOnce;
import gov.mt.immtrax.access.DatabaseDump;
import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.engine.RoutingVariables;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.mail.ScriptedMailServer;
import gov.mt.immtrax.access.mail.process.EmailDeliveryProcess;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Hostile submissions on every way into the engine: what is refused leaves no trace, what is accepted leaves no
 * payload.
 */
@ModelTest
class FormEnforcementTests {

    private static final String CORRECT_ADDRESS = EmailDeliveryProcess.CORRECT_EMAIL_ADDRESS;

    /** All that the model decides by; nobody but the service may write it. */
    private static final List<String> ROUTING = List.of(
            "requestType",
            "userAddress",
            "supervisorAddress",
            "agreementOnFile",
            "agreementSigned",
            "agreementNeeded",
            "credentialsIssued",
            "provisioner",
            "businessDays",
            "provisioningOutcome",
            "mailId");

    private static final String[] ALL_TABLES = {
        "act_ru_", "act_hi_", "access_request", "request_", "user_agreement", "form_draft", "mail_ledger", "credential"
    };

    @Autowired
    RoutingVariables routingVariables;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    FormService forms;

    @Autowired
    FormSubmissionService service;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JavaMailSenderImpl sender;

    /** The ways in: the form's door and the one beside it. */
    enum Way {
        FORM,
        VARIABLES
    }

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    static Stream<Arguments> badRequests() {
        return crossed(Map.<Map<String, Object>, Set<String>>ofEntries(
                Map.entry(Map.of("isAdmin", true), Set.of("isAdmin")),
                Map.entry(Map.of("number", "REQ0000001"), Set.of("number")),
                Map.entry(Map.of("legalFirstName", ""), Set.of("legalFirstName")),
                Map.entry(Map.of("legalFirstName", "   ", "dateOfBirth", ""), Set.of("legalFirstName", "dateOfBirth")),
                Map.entry(Map.of("authorizingOfficial", false), Set.of("authorizingOfficial")),
                Map.entry(Map.of("authorizingOfficial", "true"), Set.of("authorizingOfficial")),
                Map.entry(Map.of("requestType", "DELETE_EVERYTHING"), Set.of("requestType")),
                Map.entry(Map.of("accessLevel", "ADMINISTRATOR", "state", "Montana"), Set.of("accessLevel", "state")),
                Map.entry(Map.of("legalLastName", "x".repeat(129)), Set.of("legalLastName")),
                Map.entry(Map.of("justification", "x".repeat(1001)), Set.of("justification")),
                Map.entry(Map.of("legalLastName", "<script>"), Set.of("legalLastName")),
                Map.entry(Map.of("legalLastName", "{{constructor}}"), Set.of("legalLastName")),
                Map.entry(Map.of("phoneNumber", "406444444", "zip", "5960"), Set.of("phoneNumber", "zip")),
                Map.entry(Map.of("emailAddress", "nancy"), Set.of("emailAddress")),
                Map.entry(Map.of("emailAddress", "nancy@example.org\r\nBcc: all@example.org"), Set.of("emailAddress")),
                Map.entry(Map.of("dateOfBirth", "1982-02-30"), Set.of("dateOfBirth")),
                Map.entry(Map.of("dateOfBirth", new Date(0)), Set.of("dateOfBirth")),
                Map.entry(Map.of("legalFirstName", 7, "city", List.of("Helena")), Set.of("legalFirstName", "city")),
                Map.entry(Map.of("vfcPin", new byte[] {1}), Set.of("vfcPin")),
                Map.entry(Map.of("dateOfBirth", "2030-01-01"), Set.of("dateOfBirth")),
                Map.entry(
                        Map.of("dateOfBirth", "2030-01-01", "zip", "abc", "endDate", "2022-11-06"),
                        Set.of("dateOfBirth", "zip", "endDate")),
                Map.entry(Map.of("startDate", "tomorrow", "endDate", "2027-11-06"), Set.of("startDate")),
                Map.entry(Map.of("dateOfBirth", "2030-01-01", "isAdmin", true), Set.of("isAdmin")),
                Map.entry(Map.of("dateOfBirth", "2020-01-01"), Set.of("dateOfBirth")),
                Map.entry(Map.of("startDate", "2026-12-01", "endDate", "2026-11-30"), Set.of("endDate")),
                Map.entry(Map.of("requestType", "CHANGE_EMPLOYER"), Set.of("hadPriorAccess")),
                Map.entry(Map.of("emailAddress", Office.SUPERVISOR), Set.of("ownAccessConfirmed")),
                Map.entry(Map.of("emailAddress", "Stacy.Supervisor@SPHealth.org"), Set.of("ownAccessConfirmed")),
                Map.entry(Map.of("userAddress", "somebody@example.org"), Set.of("userAddress")),
                Map.entry(Map.of("requestNumber", "REQ0000001"), Set.of("requestNumber")),
                Map.entry(
                        Map.of("agreementNeeded", false, "provisioner", "nobody"),
                        Set.of("agreementNeeded", "provisioner")),
                Map.entry(
                        Map.of("provisioningOutcome", Variables.stringValue("PROVISIONED", true)),
                        Set.of("provisioningOutcome"))));
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void refusesABadRequestAndNamesEachField(Way way, Map<String, Object> change, Set<String> fields) {
        acting.is(Office.SUPERVISOR);
        refused(fields, () -> start(way, changed(Office.screenshot(), change)));
    }

    @ParameterizedTest
    @EnumSource
    void refusesARequestWithNothingInIt(Way way) {
        acting.is(Office.SUPERVISOR);
        refused(
                Set.of(
                        "requestType",
                        "legalFirstName",
                        "legalLastName",
                        "dateOfBirth",
                        "phoneNumber",
                        "emailAddress",
                        "hadPriorAccess",
                        "employer",
                        "jobTitle",
                        "locationName",
                        "streetAddress",
                        "city",
                        "state",
                        "county",
                        "zip",
                        "startDate",
                        "accessLevel",
                        "justification",
                        "supervisorName",
                        "supervisorJobTitle",
                        "authorizingOfficial"),
                () -> start(way, Map.of()));
    }

    @Test
    void refusesARequestWithThousandsOfNames() {
        acting.is(Office.SUPERVISOR);
        Map<String, Object> many = Office.screenshot();
        for (int i = 0; i < 5_000; i++) {
            many.put("field" + i, "x");
        }
        refused(Set.of(""), () -> start(Way.VARIABLES, many));
    }

    @Test
    void givesTheRequestANumberOfItsOwnWhateverBusinessKeyIsSent() {
        acting.is(Office.SUPERVISOR);

        ProcessInstance process =
                runtime.startProcessInstanceByKey(AccessRequestProcess.KEY, "REQ0000001", Office.screenshot());

        assertThat(process.getBusinessKey())
                .startsWith("REQ01")
                .isEqualTo(onlyRequest().number());
    }

    @ParameterizedTest
    @EnumSource
    void takesTransientFieldsAsFieldsButNotWhereTheRequestGoes(Way way) {
        acting.is(Office.SUPERVISOR);
        Map<String, Object> values = new HashMap<>();
        Office.screenshot()
                .forEach((name, value) ->
                        values.put(name, value instanceof String text ? Variables.stringValue(text, true) : value));
        refused(Set.of("requestType"), () -> start(way, values));

        values.put("requestType", "NEW_ACCESS");
        start(way, values);

        assertThat(onlyRequest().legalLastName()).isEqualTo("Nurse");
        leavesNoPayload(Office.screenshot());
    }

    @ParameterizedTest
    @EnumSource
    void refusesASecondOpenRequestForAPersonAndNamesTheFirst(Way way) {
        String first = office.submit();

        Throwable refusal = refused(
                Set.of("emailAddress"),
                () -> start(way, Office.screenshotWith("emailAddress", Office.USER.toUpperCase())));

        assertThat(refusal).hasMessageContaining(first);
    }

    @Test
    void storesOneOfTwoRequestsSentAtTheSameMoment() throws Exception {
        acting.is(Office.SUPERVISOR);

        List<Object> outcomes =
                AtOnce.run(() -> start(Way.FORM, Office.screenshot()), () -> start(Way.FORM, Office.screenshot()));

        assertThat(outcomes).filteredOn(ProcessInstance.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(Throwable.class::isInstance)
                .singleElement()
                .satisfies(refusal -> assertThat(fields((Throwable) refusal)).containsExactly("emailAddress"));
        assertThat(onlyRequest().status()).isEqualTo(RequestStatus.AWAITING_SIGNATURE);
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(AccessRequestProcess.KEY)
                        .count())
                .isOne();
    }

    @Nested
    class OfTheUserAgreement {

        static final List<Arguments> BAD = crossed(Map.<Map<String, Object>, Set<String>>ofEntries(
                        Map.entry(Map.of("acceptTerms", false), Set.of("acceptTerms")),
                        Map.entry(
                                Map.of("acceptTerms", "true", "collectConsent", 1),
                                Set.of("acceptTerms", "collectConsent")),
                        Map.entry(Map.of("fullLegalName", ""), Set.of("fullLegalName")),
                        Map.entry(Map.of("facilityName", "x".repeat(121)), Set.of("facilityName")),
                        Map.entry(Map.of("fullLegalName", "<b>Nancy</b>"), Set.of("fullLegalName")),
                        Map.entry(Map.of("signatureDate", "tomorrow"), Set.of("signatureDate")),
                        Map.entry(Map.of("signatureDate", "2026-11-25"), Set.of("signatureDate")),
                        Map.entry(Map.of("requestNumber", "REQ9999999"), Set.of("requestNumber")),
                        Map.entry(Map.of("requestNumber", "' or 1=1"), Set.of("requestNumber")),
                        Map.entry(Map.of("signerAddress", "x@example.org"), Set.of("signerAddress"))))
                .toList();

        @ParameterizedTest
        @FieldSource("BAD")
        void refusesABadOneAndNamesEachField(Way way, Map<String, Object> change, Set<String> fields) {
            String number = office.submit();
            acting.is(Office.USER);
            refused(
                    fields,
                    () -> complete(
                            way,
                            number,
                            AccessRequestProcess.SIGN_USER_AGREEMENT,
                            changed(Office.signature(number), change)));
        }

        @ParameterizedTest
        @EnumSource
        void refusesAnybodyElsesSignature(Way way) {
            String number = office.submit();
            for (String other : List.of(Office.SUPERVISOR, "other.supervisor@example.org")) {
                acting.is(other);
                refused(
                        Set.of("requestNumber"),
                        () -> complete(
                                way, number, AccessRequestProcess.SIGN_USER_AGREEMENT, Office.signature(number)));
            }
            acting.is(Office.HELP_DESK, Role.HELP_DESK);
            refused(
                    Set.of("requestNumber"),
                    () -> complete(way, number, AccessRequestProcess.SIGN_USER_AGREEMENT, Office.signature(number)));
            acting.isNobody();
            refused(
                    Set.of("requestNumber"),
                    () -> complete(way, number, AccessRequestProcess.SIGN_USER_AGREEMENT, Office.signature(number)));
        }

        @ParameterizedTest
        @EnumSource
        void refusesToRewriteWhereTheRequestGoes(Way way) {
            String number = office.submit();
            acting.is(Office.USER);
            for (String name : ROUTING) {
                refused(
                        Set.of(name),
                        () -> complete(
                                way,
                                number,
                                AccessRequestProcess.SIGN_USER_AGREEMENT,
                                changed(Office.signature(number), hostile(name))));
                refused(
                        Set.of(name),
                        () -> complete(
                                way,
                                number,
                                AccessRequestProcess.SIGN_USER_AGREEMENT,
                                changed(Office.signature(number), Map.of(name, 1234567))));
            }
        }

        @ParameterizedTest
        @EnumSource
        void leavesNothingBehindOnceSigned(Way way) {
            String number = office.submit();
            acting.is(Office.USER);

            complete(way, number, AccessRequestProcess.SIGN_USER_AGREEMENT, Office.signature(number));

            leavesNoPayload(Office.signature(number));
            assertThat(office.process(number)).isNotNull();
            assertThat(office.task(number, AccessRequestProcess.PROVISION_ACCESS))
                    .isNotNull();
        }

        @Test
        void isSignedOnceWhenSentTwiceAtTheSameMoment() throws Exception {
            String number = office.submit();
            acting.is(Office.USER);
            Callable<Object> sign = () -> service.complete(
                    AccessRequestProcess.KEY,
                    number,
                    AccessRequestProcess.SIGN_USER_AGREEMENT,
                    Office.signature(number));

            assertThat(AtOnce.run(sign, sign)).containsExactlyInAnyOrder(true, false);
        }
    }

    @Nested
    class OfTheDecision {

        static final Map<String, Object> GOOD =
                Map.of("outcome", "PROVISIONED", "username", "nnurse", "temporaryPassword", Office.PASSWORD);

        static final List<Arguments> BAD = crossed(Map.<Map<String, Object>, Set<String>>ofEntries(
                        Map.entry(Map.of("outcome", ""), Set.of("outcome")),
                        Map.entry(Map.of("outcome", "APPROVED"), Set.of("outcome")),
                        Map.entry(Map.of("outcome", true), Set.of("outcome")),
                        Map.entry(Map.of("username", ""), Set.of("username")),
                        Map.entry(
                                Map.of("username", "", "temporaryPassword", ""),
                                Set.of("username", "temporaryPassword")),
                        Map.entry(Map.of("username", "n nurse"), Set.of("username")),
                        Map.entry(Map.of("username", "n".repeat(61)), Set.of("username")),
                        Map.entry(Map.of("temporaryPassword", "x".repeat(129)), Set.of("temporaryPassword")),
                        Map.entry(Map.of("outcome", "RETURNED", "note", "why"), Set.of("temporaryPassword")),
                        Map.entry(Map.of("outcome", "DECLINED", "temporaryPassword", ""), Set.of("note")),
                        Map.entry(Map.of("note", "x".repeat(1001)), Set.of("note")),
                        Map.entry(Map.of("approvedBy", "me"), Set.of("approvedBy"))))
                .toList();

        @ParameterizedTest
        @FieldSource("BAD")
        void refusesABadOneAndNamesEachField(Way way, Map<String, Object> change, Set<String> fields) {
            String number = signed();
            acting.is(Office.HELP_DESK, Role.HELP_DESK);
            refused(fields, () -> complete(way, number, AccessRequestProcess.PROVISION_ACCESS, changed(GOOD, change)));
        }

        @ParameterizedTest
        @EnumSource
        void refusesToRewriteWhereTheRequestGoes(Way way) {
            String number = signed();
            acting.is(Office.HELP_DESK, Role.HELP_DESK);
            for (String name : ROUTING) {
                refused(
                        Set.of(name),
                        () -> complete(
                                way, number, AccessRequestProcess.PROVISION_ACCESS, changed(GOOD, hostile(name))));
            }
            refused(
                    Set.of("requestNumber"),
                    () -> complete(
                            way,
                            number,
                            AccessRequestProcess.PROVISION_ACCESS,
                            changed(GOOD, Map.of("requestNumber", "REQ0000001"))));
            refused(
                    Set.of("provisioningOutcome"),
                    () -> complete(
                            way,
                            number,
                            AccessRequestProcess.PROVISION_ACCESS,
                            changed(GOOD, Map.of("provisioningOutcome", Variables.stringValue("PROVISIONED", true)))));
        }

        @ParameterizedTest
        @EnumSource
        void refusesADecisionByAnybodyButTheHelpDesk(Way way) {
            String number = signed();
            for (String citizen : List.of(Office.USER, Office.SUPERVISOR)) {
                acting.is(citizen);
                refused(Set.of("outcome"), () -> complete(way, number, AccessRequestProcess.PROVISION_ACCESS, GOOD));
            }
            acting.is("operations@mt.gov", Role.OPERATIONS);
            refused(Set.of("outcome"), () -> complete(way, number, AccessRequestProcess.PROVISION_ACCESS, GOOD));
        }

        @ParameterizedTest
        @EnumSource
        void leavesNothingBehindOnceDecided(Way way) {
            String number = signed();
            acting.is(Office.HELP_DESK, Role.HELP_DESK);

            complete(way, number, AccessRequestProcess.PROVISION_ACCESS, GOOD);

            leavesNoPayload(GOOD);
            assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_START);
        }

        @ParameterizedTest
        @EnumSource
        void refusesABadCorrectionOfAReturnedRequest(Way way) {
            String number = signed();
            office.decide(number, Map.of("outcome", "RETURNED", "note", "Which clinic?"));
            acting.is(Office.SUPERVISOR);
            refused(
                    Set.of("city"),
                    () -> complete(
                            way,
                            number,
                            AccessRequestProcess.CORRECT_REQUEST,
                            changed(Office.screenshot(), Map.of("city", ""))));
            refused(
                    Set.of("hadPriorAccess"),
                    () -> complete(
                            way,
                            number,
                            AccessRequestProcess.CORRECT_REQUEST,
                            changed(Office.screenshot(), Map.of("requestType", "CHANGE_EMPLOYER"))));
            refused(
                    Set.of("provisioningOutcome"),
                    () -> complete(
                            way,
                            number,
                            AccessRequestProcess.CORRECT_REQUEST,
                            changed(Office.screenshot(), Map.of("provisioningOutcome", "PROVISIONED"))));
            acting.is("other.supervisor@example.org");
            refused(
                    Set.of("supervisorName"),
                    () -> complete(way, number, AccessRequestProcess.CORRECT_REQUEST, Office.screenshot()));

            acting.is(Office.SUPERVISOR);
            complete(way, number, AccessRequestProcess.CORRECT_REQUEST, Office.screenshot());
            leavesNoPayload(Office.screenshot());
        }

        @Test
        void isMadeByOneOfTwoPeopleAtTheSameMoment() throws Exception {
            for (int round = 0; round < 20; round++) {
                String number = office.submit("emailAddress", "user" + round + "@example.org");
                acting.is("user" + round + "@example.org");
                complete(Way.FORM, number, AccessRequestProcess.SIGN_USER_AGREEMENT, Office.signature(number));
                acting.is(Office.HELP_DESK, Role.HELP_DESK);
                Map<String, Object> decision =
                        changed(GOOD, Map.of("username", "user" + round, "likelyAccount", office.noneOfThese()));
                Callable<Object> decide = () -> service.complete(
                        AccessRequestProcess.KEY, number, AccessRequestProcess.PROVISION_ACCESS, decision);

                assertThat(AtOnce.run(decide, decide)).containsExactlyInAnyOrder(true, false);
                assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_START);
            }
        }

        private String signed() {
            String number = office.submit();
            office.sign(number);
            return number;
        }
    }

    @Nested
    class OfAnAddress {

        @ParameterizedTest
        @EnumSource
        void isRefusedUntilItIsOneAndLeavesNothingBehind(Way way) throws Exception {
            int port = sender.getPort();
            try (var server = new ScriptedMailServer()) {
                server.answers.put("typing.error@example.org", "550 5.1.1 no such user");
                sender.setPort(server.port());
                String number = office.submit("emailAddress", "typing.error@example.org");
                office.runJobs();
                acting.is(Office.HELP_DESK, Role.HELP_DESK);

                for (Object bad :
                        new Object[] {"", "nancy", "a@example.org, b@example.org", 7, true, "x".repeat(250) + "@x.org"
                        }) {
                    refused(
                            Set.of("emailAddress"),
                            () -> complete(way, number, CORRECT_ADDRESS, Map.of("emailAddress", bad)));
                }
                Map<String, Object> good = Map.of("emailAddress", "right@example.org");
                refused(
                        Set.of("audience"),
                        () -> complete(way, number, CORRECT_ADDRESS, changed(good, Map.of("audience", "USER"))));
                for (String name : ROUTING) {
                    refused(Set.of(name), () -> complete(way, number, CORRECT_ADDRESS, changed(good, hostile(name))));
                }

                complete(way, number, CORRECT_ADDRESS, good);
                assertThat(office.request(number).emailAddress()).isEqualTo("right@example.org");
                leavesNoPayload(good);
                office.runJobs();
                assertThat(server.accepted).hasSize(1);
            } finally {
                sender.setPort(port);
            }
        }
    }

    private static Map<String, Object> hostile(String routing) {
        return Map.of(
                routing,
                switch (routing) {
                    case "agreementNeeded", "credentialsIssued" -> false;
                    case "businessDays" -> 9999;
                    default -> "hostile";
                });
    }

    private Object start(Way way, Map<String, Object> values) {
        return switch (way) {
            case FORM -> forms.submitStartForm(definition(), values);
            case VARIABLES -> runtime.startProcessInstanceByKey(AccessRequestProcess.KEY, values);
        };
    }

    private Object complete(Way way, String number, String element, Map<String, Object> values) {
        Task task = office.task(number, element);
        switch (way) {
            case FORM -> forms.submitTaskForm(task.getId(), values);
            case VARIABLES -> tasks.complete(task.getId(), values);
        }
        return task;
    }

    private String definition() {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(AccessRequestProcess.KEY)
                .latestVersion()
                .singleResult()
                .getId();
    }

    /** Refused as a mistake of whoever sent it, in words that name each field; and nothing is different from before. */
    private Throwable refused(Set<String> fields, Callable<Object> submission) {
        Map<String, Long> before = DatabaseDump.counts(jdbc, ALL_TABLES);
        List<String> variables = variables();
        Throwable refusal = catchThrowable(submission::call);
        assertThat(refusal).isInstanceOf(FormFieldValidationException.class);
        assertThat(fields(refusal)).isEqualTo(fields);
        fields.forEach(field -> assertThat(refusal).hasMessageContaining(field + ": "));
        assertThat(DatabaseDump.counts(jdbc, ALL_TABLES)).isEqualTo(before);
        assertThat(variables()).isEqualTo(variables);
        return refusal;
    }

    private static Set<String> fields(Throwable refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof FormRejectedException rejected) {
                return new TreeSet<>(
                        rejected.errors().stream().map(FormError::field).toList());
            }
        }
        throw new AssertionError("No refusal of a form", refusal);
    }

    private List<String> variables() {
        return jdbc.sql(
                        "select proc_inst_id_ || name_ || coalesce(text_, '') || coalesce(long_, 0) from act_ru_variable order by 1")
                .query(String.class)
                .list();
    }

    /** In the engine there are routing variables and no others, and no value that was typed. */
    private void leavesNoPayload(Map<String, Object> typed) {
        for (String table : List.of("act_ru_variable", "act_hi_varinst")) {
            assertThat(jdbc.sql("select distinct name_ from " + table)
                            .query(String.class)
                            .list())
                    .isSubsetOf(routingVariables.names());
        }
        assertThat(jdbc.sql("select count(*) from act_hi_detail")
                        .query(Long.class)
                        .single())
                .isZero();
        // today is the day of the engine's own dates, too
        Set<String> known = Set.of("requestNumber", "requestType", "emailAddress", "outcome", "state", "signatureDate");
        DatabaseDump dump = DatabaseDump.of(jdbc);
        typed.forEach((name, value) -> {
            if (value instanceof String text
                    && !known.contains(name)
                    && text.length() > 4
                    && !Office.USER.contains(text.toLowerCase())) {
                assertThat(dump.placesOf(text).stream()
                                .filter(place -> place.startsWith("act_"))
                                .filter(place -> !place.startsWith("act_ge_bytearray")))
                        .as(name)
                        .isEmpty();
            }
        });
    }

    private AccessRequest onlyRequest() {
        return office.request(jdbc.sql("select number from access_request")
                .query(String.class)
                .single());
    }

    private static Map<String, Object> changed(Map<String, Object> values, Map<String, Object> change) {
        Map<String, Object> changed = new HashMap<>(values);
        changed.putAll(change);
        return changed;
    }

    private static Stream<Arguments> crossed(Map<Map<String, Object>, Set<String>> cases) {
        return cases.entrySet().stream()
                .flatMap(it -> Arrays.stream(Way.values()).map(way -> Arguments.of(way, it.getKey(), it.getValue())));
    }
}
