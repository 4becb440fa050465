package gov.mt.immtrax.access.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.request.likely.LikelyAccount;
import gov.mt.immtrax.access.request.likely.LikelyAccounts;
import gov.mt.immtrax.access.request.likely.Likeness;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.MockMvc;

/** Otis Larkwood has an account already: who is warned, what the help desk says, and which account gets the access. */
@ModelTest
@AutoConfigureMockMvc
@WithMockUser
class LikelyAccountTests {

    private static final String OLD_ADDRESS = "otis@oldmail.example.org";

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    AccountRegister register;

    @Autowired
    LikelyAccounts likely;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvc http;

    @Autowired
    RepositoryService repositoryService;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Nested
    class IsFoundBy {

        @ParameterizedTest
        @CsvSource({
            "Otis, Larkwood, SAME_NAME",
            "OTIS, Lárkwood Jr., SAME_NAME",
            "Otis, Larkwod, NAME_ONE_LETTER_APART",
            "Ottis, Larkwood, NAME_ONE_LETTER_APART",
            "Otsi, Larkwood, NAME_ONE_LETTER_APART",
            "Otis, Parkwood, NAME_ONE_LETTER_APART",
            "Larkwood, Otis, NAME_ONE_LETTER_APART"
        })
        void theNameAndTheEmployer(String first, String last, Likeness likeness) {
            Account account = known(otis("user77", first, last, "Saint Peter’s Health, Inc.", null));

            assertThat(found(otisRequested())).singleElement().satisfies(it -> {
                assertThat(it.number()).isEqualTo(account.number());
                assertThat(it.likenesses()).first().isIn(likeness, Likeness.SAME_NAME);
                assertThat(it.likenesses()).contains(Likeness.SAME_EMPLOYER);
            });
        }

        @ParameterizedTest
        @CsvSource({"Oti, Larkwod", "Olive, Larkwood", "Otis, Blackwood", "Otis, Wood"})
        void noNameThatIsFurtherAway(String first, String last) {
            known(otis("olarkwood", first, last, "St. Peters Health", "406-444-9999"));
            assertThat(found(otisRequested())).isEmpty();
        }

        @Test
        void noNameAlone() {
            known(otis("user77", "Otis", "Larkwood", "Elsewhere", null));
            assertThat(found(otisRequested())).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "olarkwood, true",
            "O.Larkwood2, true",
            "larkwoodo, true",
            "olarkwod, true",
            "otis, false",
            "user77, false"
        })
        void theNameAndTheBeginningOfTheUserName(String username, boolean expected) {
            known(otis(username, "Otis", "Larkwood", "Elsewhere", null));
            assertThat(likenesses(otisRequested()))
                    .isEqualTo(expected ? List.of(Likeness.SAME_NAME, Likeness.USERNAME_OF_NAME) : List.of());
        }

        @ParameterizedTest
        @CsvSource({"406-444-1234, true", "406-444-1234 x12, true", "406-444-1235, false"})
        void theNameAndThePhoneNumber(String phone, boolean expected) {
            known(otis("user77", "Otis", "Larkwood", "Elsewhere", phone));
            assertThat(likenesses(otisRequested()))
                    .isEqualTo(expected ? List.of(Likeness.SAME_NAME, Likeness.SAME_PHONE_NUMBER) : List.of());
        }

        @Test
        void theNameAndTheDateOfBirthOfAnEarlierRequest() {
            String first =
                    otisRequested("emailAddress", OLD_ADDRESS, "employer", "Elsewhere", "phoneNumber", "406-444-0000");
            jdbc.sql("update access_request set status = 'GRANTED', open_key = null")
                    .update();
            Account account = known(otis("user77", "Otis", "Larkwood", "Elsewhere", null));
            jdbc.sql("insert into request_effect (request_number, account) values (:request, :account)")
                    .param("request", first)
                    .param("account", account.number())
                    .update();
            assertThat(likenesses(otisRequested())).containsExactly(Likeness.SAME_NAME, Likeness.SAME_BIRTH_DATE);

            jdbc.sql("update access_request set date_of_birth = date '1990-01-01' where number = :first")
                    .param("first", first)
                    .update();
            assertThat(found(number())).as("father and son").isEmpty();
            register.change(account.number(), f -> f.with(Map.of("agreementRequest", number())), Cause.note("signed"));
            assertThat(likenesses(number()))
                    .as("the request that its agreement was signed for")
                    .contains(Likeness.SAME_BIRTH_DATE);
        }

        @Test
        void theNameAloneIfThePersonHadAccessAndNoAccountHasTheAddress() {
            known(otis("user77", "Otis", "Larkwood", "Elsewhere", null));
            known(otis("user78", "Otis", "Larkwod", "Elsewhere too", null));
            String number = otisRequested("hadPriorAccess", "YES");
            assertThat(found(number)).hasSize(2);

            known(facts("user79", "Otis", "Larkwood", Office.USER, "At last", null));
            assertThat(found(number))
                    .as("the address tells it")
                    .singleElement()
                    .satisfies(it -> assertThat(it.likenesses())
                            .containsExactly(Likeness.SAME_NAME, Likeness.SAME_EMAIL_ADDRESS));
        }

        @Test
        void theNameHoweverItIsDivided() {
            known(otis("user77", "María de la", "Cruz", "St. Peters Health", null));
            known(otis("user78", "Maria Ana", "de la Cruz", "St. Peters Health", null));
            assertThat(found(office.submit(
                            "legalFirstName", "Maria", "legalMiddleName", "Ana", "legalLastName", "De La Cruz")))
                    .hasSize(2);
        }
    }

    @Nested
    class IsAskedAbout {

        private String account;

        @BeforeEach
        void otisHasAnAccountUnderAnotherAddress() {
            account = known(otis("olarkwood", "Otis", "Larkwod", "St. Peters Health", "406-444-1234"))
                    .number();
        }

        @Test
        void beforeThePersonGetsASecondOne() {
            String number = signed(otisRequested());

            refused("request.rule.likelyAccountMissing", () -> office.decide(number, provisioned("olarkwood2", null)));
            refused(
                    "request.rule.likelyAccountMissing",
                    () -> office.decide(number, provisioned("olarkwood2", "NONE")));
            assertThat(accounts()).isEqualTo(1);

            office.decide(number, provisioned("olarkwood2", "NONE " + account));

            assertThat(accounts()).isEqualTo(2);
            assertThat(kept(number)).containsExactly(account + " false");
            assertThat(audited(number)).isEqualTo("none of " + account);
        }

        @Test
        void onceMoreIfAnotherOneHasAppeared() {
            String number = signed(otisRequested());
            String none = "NONE " + account;
            String second = known(otis("olarkwood3", "Otis", "Larkwood", "Elsewhere", null))
                    .number();

            refused("request.rule.likelyAccountMissing", () -> office.decide(number, provisioned("new", none)));
            office.decide(number, provisioned("new", none + " " + second));

            assertThat(kept(number)).containsExactlyInAnyOrder(account + " false", second + " false");
        }

        @Test
        void andOnlyALikelyOneMayBeChosen() {
            String stranger = register.open(
                            SampleAccount.facts("bob", "Bob", "Smith", "bob@example.org"), Cause.note("known"))
                    .number();
            String number = signed(otisRequested());

            refused("request.rule.likelyAccountUnknown", () -> office.decide(number, chosen(stranger)));
            refused("request.rule.likelyAccountUnknown", () -> office.decide(number, chosen("ACC9999999")));
            assertThatThrownBy(() -> office.decide(number, chosen("Bob"))).isInstanceOf(FormRejectedException.class);
        }

        @Test
        void andTheUserNameMustNotSayAnother() {
            String number = signed(otisRequested());
            refused(
                    "request.rule.likelyAccountContradictsUsername",
                    () -> office.decide(number, provisioned("olarkwood2", account)));
        }

        @Test
        void andNoneOfTheseIsNotOneOfThem() {
            String number = signed(changeOfEmployer());
            refused(
                    "request.rule.likelyAccountContradicts",
                    () -> office.decide(
                            number,
                            Map.of(
                                    "outcome",
                                    "PROVISIONED",
                                    "username",
                                    "olarkwood",
                                    "likelyAccount",
                                    "NONE " + account)));
        }

        @Test
        void notWhenTheRequestIsReturnedOrDeclined() {
            String number = signed(otisRequested());
            assertThat(office.decide(number, Map.of("outcome", "RETURNED", "note", "Is this Otis Larkwod?")))
                    .isTrue();
            assertThat(kept(number)).isEmpty();
        }

        @Test
        void notWhereNobodyIsLikely() {
            String number = signed(office.submit());
            assertThat(office.provision(number)).isTrue();
            assertThat(kept(number)).isEmpty();
        }

        @Test
        void byAUserNameToo() {
            String number = signed(changeOfEmployer());
            office.decide(
                    number, Map.of("outcome", "PROVISIONED", "username", "olarkwood", "despiteContradiction", true));
            assertThat(kept(number)).containsExactly(account + " true");
            assertThat(accounts()).isEqualTo(1);
        }

        @Test
        void beforeAChangeOfEmployerSetsUpAnotherOne() {
            String number = signed(changeOfEmployer());
            refused("request.rule.likelyAccountMissing", () -> office.decide(number, provisioned("new", null)));
        }

        @Test
        void beforeAChangeOfPermissionsEntersAnotherOne() {
            String number = requested(
                    "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "accessLevel", "RECORD_MAINTENANCE");
            Map<String, Object> entered =
                    Map.of("outcome", "PROVISIONED", "username", "new", "usernameConfirmed", true);
            refused("request.rule.likelyAccountMissing", () -> office.decide(number, entered));

            office.decide(number, Map.of("outcome", "PROVISIONED", "likelyAccount", account));
            assertThat(register.get(account).facts().accessLevel()).isEqualTo(AccessLevel.RECORD_MAINTENANCE);
            assertThat(register.get(account).facts().emailAddress())
                    .as("nobody has signed with the other one")
                    .isEqualTo(OLD_ADDRESS);
        }
    }

    /** A request that was under way before the question was there goes on without it. */
    @Test
    void isNotAskedAboutOnAFormThatIsOlder() throws Exception {
        known(otis("olarkwood", "Otis", "Larkwood", "St. Peters Health", null));
        String form = new ClassPathResource("forms/provision-access.html").getContentAsString(StandardCharsets.UTF_8);
        DeploymentBuilder builder = repositoryService.createDeployment().name("an earlier release");
        for (String resource : List.of(
                "processes/access-request.bpmn",
                "processes/request-policy.dmn",
                "forms/access-request.html",
                "forms/user-agreement.html")) {
            builder.addClasspathResource(resource);
        }
        String deployment = builder.addString(
                        "forms/provision-access.html",
                        form.replaceFirst("(?s)<label for=\"likelyAccount\".*?</select>", ""))
                .deploy()
                .getId();
        try {
            String number = signed(otisRequested());
            assertThat(office.decide(number, provisioned("olarkwood2", null))).isTrue();
            assertThat(kept(number)).isEmpty();
        } finally {
            repositoryService.deleteDeployment(deployment, true);
        }
    }

    @Nested
    class IsUsed {

        @Test
        void whenItIsInactivatedWithNewCredentials() {
            String account = inactivated(otis("olarkwood", "Otis", "Larkwod", "St. Peters Health", null));
            String number = signed(otisRequested());

            Map<String, Object> choice = Map.of("outcome", "PROVISIONED", "likelyAccount", account);
            assertRefused(
                    "temporaryPassword", "request.rule.temporaryPasswordMissing", () -> office.decide(number, choice));
            office.decide(number, with(choice, "temporaryPassword", Office.PASSWORD));
            office.runJobs();

            Account now = register.get(account);
            assertThat(now.isActive()).isTrue();
            assertThat(now.facts().emailAddress()).as("Otis has signed with it").isEqualTo(Office.USER);
            assertThat(now.facts().lastName()).isEqualTo("Larkwood");
            assertThat(now.facts().agreementRequest()).isEqualTo(number);
            assertThat(accounts()).isEqualTo(1);
            assertThat(office.lastMailTo(Office.USER)).contains("olarkwood", Office.PASSWORD);
            assertThat(office.mailsTo(OLD_ADDRESS))
                    .as("nobody had access with it")
                    .isEmpty();
            assertThat(kept(number)).containsExactly(account + " true");
            assertThat(audited(number)).isEqualTo(account + " of " + account);
        }

        @Test
        void whenItIsInUseWithItsPassword() {
            String account = known(otis("olarkwood", "Otis", "Larkwod", "St. Peters Health", null))
                    .number();
            String number = signed(otisRequested("accessLevel", "RECORD_MAINTENANCE"));

            assertRefused(
                    "temporaryPassword",
                    "request.rule.noCredentialsNeeded",
                    () -> office.decide(number, with(chosen(account), "temporaryPassword", Office.PASSWORD)));
            office.decide(number, chosen(account));
            office.runJobs();

            Account now = register.get(account);
            assertThat(now.facts().emailAddress()).isEqualTo(Office.USER);
            assertThat(now.facts().accessLevel()).isEqualTo(AccessLevel.RECORD_MAINTENANCE);
            assertThat(accounts()).isEqualTo(1);
            assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
            assertThat(office.mailsTo(Office.USER)).contains(number + ": your imMTrax account has changed");
            assertThat(office.mailsTo(Office.SUPERVISOR)).contains(number + ": the imMTrax account has changed");
            assertThat(office.mailsTo(OLD_ADDRESS))
                    .as("whoever has it would not know why the login ends")
                    .containsExactly(account + ": your imMTrax account has a new email address");
        }

        @Test
        void whenItIsInUseAtAnotherEmployerAndTheHelpDeskHasLooked() {
            String account = known(otis("olarkwood", "Otis", "Larkwood", "Elsewhere", null)
                            .withSupervisor("Fern Former", "fern@example.org"))
                    .number();
            String number = signed(otisRequested());

            assertRefused(
                    "otherEmployer", "request.rule.otherEmployerMissing", () -> office.decide(number, chosen(account)));
            Map<String, Object> instead = with(chosen(account), "otherEmployer", "INSTEAD");
            assertRefused("despiteContradiction", "request.rule.otherSupervisor", () -> office.decide(number, instead));
            office.decide(number, with(instead, "despiteContradiction", true));
            office.runJobs();

            assertThat(register.get(account).facts().supervisorAddress()).isEqualTo(Office.SUPERVISOR);
            assertThat(office.mailsTo(Office.USER)).contains(number + ": your imMTrax account has moved");
            assertThat(office.mailsTo("fern@example.org")).hasSize(1);
        }

        @Test
        void onTheStartDateIfItIsInUse() {
            String account = known(otis("olarkwood", "Otis", "Larkwood", "St. Peters Health", null))
                    .number();
            String number = signed(otisRequested("startDate", "2026-12-07", "accessLevel", "RECORD_MAINTENANCE"));
            office.decide(number, chosen(account));
            office.runJobs();
            assertThat(register.get(account).facts().accessLevel()).isEqualTo(AccessLevel.READ_ONLY_WITH_CONSENT);
            assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_START);

            office.wait("2026-12-07T08:00");
            assertThat(register.get(account).facts().accessLevel()).isEqualTo(AccessLevel.RECORD_MAINTENANCE);
            assertThat(office.request(number).status()).isEqualTo(RequestStatus.GRANTED);
        }

        @Test
        void byAReactivationIfItEndsBeforeTheStartDate() {
            String account = known(otis("olarkwood", "Otis", "Larkwood", "St. Peters Health", null))
                    .number();
            String number = signed(otisRequested("startDate", "2026-12-07"));
            office.decide(number, chosen(account));
            office.runJobs();
            register.inactivate(account, InactivationReason.INACTIVITY, Cause.note("not used"));
            office.runJobs();
            assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);

            office.decide(number, with(chosen(account), "temporaryPassword", Office.PASSWORD));
            office.wait("2026-12-07T08:00");
            assertThat(register.get(account).isActive()).isTrue();
            assertThat(office.lastMailTo(Office.USER)).contains("olarkwood", Office.PASSWORD);
            assertThat(kept(number)).containsExactly(account + " true");
        }

        @Test
        void notBeforeSomebodyAnswersForIt() {
            String account = known(SampleAccount.withoutSupervisor(
                            otis("olarkwood", "Otis", "Larkwood", "St. Peters Health", null)))
                    .number();
            String number = signed(otisRequested());
            refused("request.rule.accountWithoutSupervisor", () -> office.decide(number, chosen(account)));
        }

        @Test
        void notByAChangeOfPermissionsIfItIsInactivated() {
            String account = inactivated(otis("olarkwood", "Otis", "Larkwood", "St. Peters Health", null));
            String number = requested("requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES");
            refused("request.rule.usernameInactivated", () -> office.decide(number, chosen(account)));
        }
    }

    /** One person, one address, two inactivated accounts. */
    @Nested
    class WithTwoInactivatedAccounts {

        private String unsigned;
        private String signed;

        @BeforeEach
        void nancyHasTwo() {
            unsigned = inactivated(SampleAccount.facts("a.nurse", "Nancy", "Nurse", Office.USER)
                    .with(agreement(null)));
            String first = signed(office.submit());
            office.decide(first, with(provisioned("nnurse", "NONE " + unsigned), "temporaryPassword", Office.PASSWORD));
            office.runJobs();
            signed = register.ofLogin("nnurse").get(0).number();
            register.inactivate(signed, InactivationReason.INACTIVITY, Cause.note("not used"));
        }

        @Test
        void usesTheOneThatTheAgreementWasSignedFor() {
            String number = office.submit();
            assertThat(office.task(number, AccessRequestProcess.SIGN_USER_AGREEMENT))
                    .isNull();

            office.decide(number, Map.of("outcome", "PROVISIONED", "temporaryPassword", Office.PASSWORD));

            assertThat(register.get(signed).isActive()).isTrue();
            assertThat(register.get(unsigned).isActive()).isFalse();
            assertThat(kept(number)).containsExactlyInAnyOrder(signed + " true", unsigned + " false");
        }

        @Test
        void refusesTheOtherOneEvenIfItHasAnOlderAgreement() {
            register.change(unsigned, f -> f.with(agreement("REQ0000001")), Cause.note("on file"));
            String number = office.submit();

            refused("request.rule.usernameOfInactivatedAccount", () -> office.decide(number, again(unsigned)));
            assertRefused(
                    "username",
                    "request.rule.usernameOfInactivatedAccount",
                    () -> office.decide(
                            number, with(provisioned("a.nurse", null), "temporaryPassword", Office.PASSWORD)));
            office.decide(number, again(signed));
            assertThat(register.get(signed).isActive()).isTrue();
        }

        @Test
        void asksWhichOneIfTheUserSignsAgain() {
            jdbc.sql("update user_agreement set text_version = '2019-01'").update();
            String number = signed(office.submit());

            refused("request.rule.likelyAccountMissing", () -> office.decide(number, provisioned("nurse3", null)));
            office.decide(number, again(unsigned));

            assertThat(register.get(unsigned).facts().agreementRequest()).isEqualTo(number);
            assertThat(register.get(signed).isActive()).isFalse();
        }

        private Map<String, Object> again(String account) {
            return with(chosen(account), "temporaryPassword", Office.PASSWORD);
        }

        private static Map<String, String> agreement(String request) {
            Map<String, String> fact = new HashMap<>();
            fact.put("agreementRequest", request);
            return fact;
        }
    }

    @Nested
    class IsShown {

        @Test
        void inTheTaskWithWhatAgrees() throws Exception {
            String account = known(otis("olarkwood", "Otis", "Larkwod", "St. Peters Health", "406-444-1234"))
                    .number();
            String number = otisRequested("hadPriorAccess", "YES");

            http.perform(get("/staff/requests/" + number + "/summary.json")
                            .with(user("h").roles("HELP_DESK")))
                    .andExpect(jsonPath("$.hadPriorAccessLabel").value("Yes"))
                    .andExpect(jsonPath("$.priorAccessUnknown").value(false))
                    .andExpect(jsonPath("$.noneOfThese[0]").value("NONE " + account))
                    .andExpect(jsonPath("$.likelyInUse[0]").value(account))
                    .andExpect(jsonPath("$.likelyAccounts[0].accountNumber").value(account))
                    .andExpect(jsonPath("$.likelyAccounts[0].likenesses")
                            .value("name one letter apart · same employer · same phone number · user name begins"
                                    + " like this name"));
        }

        @Test
        void onlyToStaff() throws Exception {
            String account = known(otis("olarkwood", "Otis", "Larkwod", "St. Peters Health", null))
                    .number();
            String number = signed(otisRequested());
            acting.is(Office.HELP_DESK, Role.HELP_DESK);
            http.perform(get("/requests/" + number))
                    .andExpect(content().string(containsString("Likely the same person")))
                    .andExpect(content().string(containsString("/staff/accounts/" + account)))
                    .andExpect(content().string(containsString("name one letter apart · same employer")))
                    .andExpect(content().string(containsString("Had access before")));
            for (String person : List.of(Office.SUPERVISOR, Office.USER)) {
                acting.is(person);
                http.perform(get("/requests/" + number))
                        .andExpect(content().string(not(containsString("Likely the same person"))))
                        .andExpect(content().string(not(containsString("Had access before"))))
                        .andExpect(content().string(not(containsString(account))));
            }

            office.decide(number, provisioned("olarkwood2", "NONE " + account));
            register.change(account, f -> f.with(Map.of("employer", "Elsewhere")), Cause.note("moved"));
            acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
            http.perform(get("/requests/" + number))
                    .andExpect(content().string(containsString("Somebody else")))
                    .andExpect(content().string(containsString("same employer")));
        }

        @Test
        void alsoThatNobodyIsKnownWhoIsSaidToHaveHadAccess() throws Exception {
            String number = otisRequested("hadPriorAccess", "YES");
            http.perform(get("/staff/requests/" + number + "/summary.json")
                            .with(user("h").roles("HELP_DESK")))
                    .andExpect(jsonPath("$.priorAccessUnknown").value(true))
                    .andExpect(jsonPath("$.noneOfThese").isEmpty())
                    .andExpect(jsonPath("$.likelyAccounts").isEmpty());
            acting.is(Office.HELP_DESK, Role.HELP_DESK);
            http.perform(get("/requests/" + number))
                    .andExpect(content()
                            .string(containsString("Says to have had access before; no account like this is known.")));
        }
    }

    private List<LikelyAccount> found(String number) {
        return likely.of(office.request(number));
    }

    private List<Likeness> likenesses(String number) {
        return found(number).stream().flatMap(it -> it.likenesses().stream()).toList();
    }

    private String number() {
        return jdbc.sql("select max(number) from access_request")
                .query(String.class)
                .single();
    }

    private long accounts() {
        return jdbc.sql("select count(*) from account").query(Long.class).single();
    }

    private List<String> kept(String number) {
        return jdbc.sql("select account, same_person from likely_account where request_number = :number")
                .param("number", number)
                .query((row, i) -> row.getString(1) + " " + row.getBoolean(2))
                .list();
    }

    private String audited(String number) {
        return jdbc.sql("select detail from audit_event where action = 'SAME_PERSON_DECIDED' and case_number = :number")
                .param("number", number)
                .query(String.class)
                .single();
    }

    private String otisRequested(Object... changes) {
        return requested(changes);
    }

    private String changeOfEmployer() {
        return requested("requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES", "employer", "Benefis");
    }

    private String requested(Object... changes) {
        Object[] all = new Object[changes.length + 4];
        all[0] = "legalFirstName";
        all[1] = "Otis";
        all[2] = "legalLastName";
        all[3] = "Larkwood";
        System.arraycopy(changes, 0, all, 4, changes.length);
        return office.submit(all);
    }

    /** Under the name that the request has, so that nothing else is asked about. */
    private String signed(String number) {
        Map<String, Object> signature = Office.signature(number);
        signature.put("fullLegalName", office.request(number).legalName());
        signature.put("facilityName", office.request(number).employer());
        office.sign(number, signature);
        return number;
    }

    private Account known(AccountFacts facts) {
        return register.open(facts, Cause.note("known"));
    }

    private String inactivated(AccountFacts facts) {
        String number = known(facts).number();
        register.inactivate(number, InactivationReason.INACTIVITY, Cause.note("not used"));
        return number;
    }

    private static AccountFacts otis(String username, String first, String last, String employer, String phone) {
        return facts(username, first, last, OLD_ADDRESS, employer, phone);
    }

    private static AccountFacts facts(
            String username, String first, String last, String address, String employer, String phone) {
        Map<String, String> other = new HashMap<>();
        other.put("employer", employer);
        other.put("phoneNumber", phone);
        other.put("agreementRequest", null);
        return SampleAccount.facts(username, first, last, address).with(other);
    }

    private static Map<String, Object> chosen(String account) {
        return Map.of("outcome", "PROVISIONED", "likelyAccount", account);
    }

    /** A new account, with what the help desk says about the likely ones. */
    private static Map<String, Object> provisioned(String username, String said) {
        Map<String, Object> decision = new HashMap<>(
                Map.of("outcome", "PROVISIONED", "username", username, "temporaryPassword", Office.PASSWORD));
        Optional.ofNullable(said).ifPresent(it -> decision.put("likelyAccount", it));
        return decision;
    }

    private static Map<String, Object> with(Map<String, Object> decision, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(decision);
        changed.put(field, value);
        return changed;
    }

    private static void refused(String messageKey, ThrowingCallable decision) {
        assertRefused("likelyAccount", messageKey, decision);
    }

    private static void assertRefused(String field, String messageKey, ThrowingCallable decision) {
        assertThatThrownBy(decision)
                .isInstanceOfSatisfying(
                        FormRejectedException.class,
                        rejected -> assertThat(rejected.errors())
                                .extracting(FormError::field, FormError::messageKey)
                                .contains(tuple(field, messageKey)));
    }
}
