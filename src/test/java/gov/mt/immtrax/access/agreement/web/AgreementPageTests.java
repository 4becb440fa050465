package gov.mt.immtrax.access.agreement.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import gov.mt.immtrax.access.agreement.DraftRepository;
import gov.mt.immtrax.access.agreement.SampleRequest;
import gov.mt.immtrax.access.agreement.SignatureService;
import gov.mt.immtrax.access.agreement.SignedAgreement;
import gov.mt.immtrax.access.agreement.SignedAgreementRepository;
import gov.mt.immtrax.access.audit.RememberedDeeds;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.facility.ClinicNames;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormFiles;
import gov.mt.immtrax.access.form.FormPage;
import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.RequestChanges;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.RequestToday;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.autoconfigure.jdbc.AutoConfigureTestDatabase;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@WebMvcTest(
        properties = {
            "spring.security.oauth2.client.registration.okta.client-id=test",
            "spring.security.oauth2.client.registration.okta.authorization-grant-type=authorization_code",
            "spring.security.oauth2.client.registration.okta.redirect-uri={baseUrl}/login/oauth2/code/okta",
            "spring.security.oauth2.client.provider.okta.authorization-uri=https://idp.example/authorize",
            "spring.security.oauth2.client.provider.okta.token-uri=https://idp.example/token"
        })
@AutoConfigureTestDatabase
@ContextConfiguration(classes = AgreementPageTests.Surroundings.class)
class AgreementPageTests {

    private static final String NUMBER = "REQ0100387";
    private static final String PAGE = "/agreements/" + NUMBER;
    private static final String NANCY = "nancy.nurse@sphealth.org";
    private static final Instant NOON = Instant.parse("2022-11-09T19:00:00Z");
    private static final FormFile WORDING = new FormFiles().current("user-agreement");
    private static final List<String> TABLES =
            List.of("access_request", "user_agreement", "form_draft", "request_event", "mail_ledger");

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DraftRepository drafts;

    @Autowired
    FormReceiver receiver;

    @Autowired
    Timeline timeline;

    @MockitoBean
    SignatureService service;

    @MockitoBean
    CurrentPerson currentPerson;

    @MockitoBean
    RequestChanges changes;

    @MockitoBean
    RequestToday today;

    @MockitoBean
    BusinessCalendar calendar;

    @BeforeEach
    void nancyIsInvited() {
        SampleRequest.insert(jdbc, NUMBER, "AWAITING_SIGNATURE");
        when(calendar.zone()).thenReturn(ZoneId.of("America/Denver"));
        when(calendar.dateOf(any()))
                .thenAnswer(call -> LocalDate.ofInstant(call.getArgument(0), ZoneId.of("America/Denver")));
        when(calendar.businessDaysAfter(any(), anyInt()))
                .thenAnswer(call -> call.<LocalDate>getArgument(0).plusDays(call.<Integer>getArgument(1)));
        when(service.wording(anyString())).thenReturn(Optional.of(WORDING));
        when(service.wordingOf(any()))
                .thenAnswer(call -> Optional.of(WORDING)
                        .filter(file -> file.sha256()
                                .equals(call.<SignedAgreement>getArgument(0).textSha256())));
        when(service.sign(anyString(), any())).thenAnswer(call -> {
            receiver.receive(new FormSubmission(
                    "user-agreement",
                    AccessRequestProcess.SIGN_USER_AGREEMENT,
                    Optional.of(call.getArgument(0)),
                    call.getArgument(1)));
            status("AWAITING_PROVISIONING");
            return true;
        });
        loggedIn(NANCY, Role.CITIZEN);
    }

    @AfterEach
    void forget() {
        List.of("user_agreement", "form_draft", "request_event", "access_request")
                .forEach(table -> jdbc.sql("delete from " + table).update());
    }

    @Nested
    class WhoMayOpenIt {

        @ParameterizedTest
        @ValueSource(strings = {PAGE, PAGE + "/review", PAGE + "/record"})
        void nobodyButThePersonWhomTheRequestNames(String path) throws Exception {
            drafts.save("user-agreement", NUMBER, NANCY, SampleRequest.ANSWERS);
            loggedIn("stacy.supervisor@sphealth.org", Role.CITIZEN);

            var response = send(get(path));

            assertThat(response.getStatus()).isEqualTo(403);
            assertThat(response.getContentAsString())
                    .contains("stacy.supervisor@sphealth.org", "406-444-5580", "action=\"/logout\"")
                    .doesNotContain("Nancy", NANCY, "SPH Broadway", NUMBER);
        }

        @ParameterizedTest
        @ValueSource(strings = {"REQ0999999", "REQ1", "REQ01003870", "req0100387", "REQ０１００３８７", "x' or '1'='1"})
        void aNumberThatDoesNotExistGetsTheSameAnswer(String number) throws Exception {
            loggedIn("stacy.supervisor@sphealth.org", Role.CITIZEN);

            var response = send(get("/agreements/{number}", number));

            assertThat(response.getStatus()).isEqualTo(403);
            assertThat(withoutTokens(response)).isEqualTo(withoutTokens(send(get(PAGE))));
        }

        @Test
        void staffMayNotSignForAnybody() throws Exception {
            loggedIn("help.desk@mt.gov", Role.HELP_DESK);

            assertThat(send(get(PAGE)).getStatus()).isEqualTo(403);
            assertThat(send(filledIn("review")).getStatus()).isEqualTo(403);
            assertThat(send(post(PAGE + "/review").param("reviewed", "x")).getStatus())
                    .isEqualTo(403);
            verify(service, never()).sign(any(), any());
        }

        @Test
        void aPostWithoutTokenIsRefused() throws Exception {
            assertThat(mvc.perform(filledIn("save").with(user("nancy")))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .isEqualTo(403);
            assertThat(drafts.find("user-agreement", NUMBER, NANCY)).isEmpty();
        }
    }

    @Nested
    class FillingIn {

        @Test
        void beginsWithWhatIsKnownButNotWithTheSignature() throws Exception {
            Document page = page(get(PAGE));

            assertThat(page.select("#requestNumber").val()).isEqualTo(NUMBER);
            assertThat(page.select("#requestNumber").hasAttr("readonly")).isTrue();
            assertThat(page.select("#facilityName").val()).isEqualTo("SPH Broadway");
            assertThat(page.select("#jobTitle").val()).isEqualTo("Clinic RN");
            assertThat(page.select("#signatureDate input").eachAttr("value")).containsExactly("11", "09", "2022");
            assertThat(page.select("#fullLegalName").val()).isEmpty();
            assertThat(page.select("input[type=checkbox][checked]")).isEmpty();
            assertThat(page.text()).contains("Stacy Supervisor");
        }

        @Test
        void savesAnEmptyForm() throws Exception {
            var response = send(post(PAGE).param("action", "save"));

            assertThat(response.getStatus()).isEqualTo(303);
            assertThat(response.getRedirectedUrl()).isEqualTo(PAGE + "?saved");
            Document page = page(get(PAGE).queryParam("saved", ""));
            assertThat(page.select("[role=status]").text()).startsWith("Saved.");
            assertThat(page.text()).contains("November 9, 2022", "12:00");
            assertThat(page.select("#jobTitle").val()).isEmpty();
            assertThat(page.select(".field-error")).isEmpty();
        }

        @Test
        void bringsInvalidValuesBackWithoutComplaint() throws Exception {
            String tooLong = "x".repeat(500);
            send(post(PAGE)
                    .param("action", "save")
                    .param("jobTitle", tooLong)
                    .param("signatureDate", "31 February")
                    .param("keepConfidential", "true"));

            Document page = page(get(PAGE));

            assertThat(page.select("#jobTitle").val()).isEqualTo(tooLong);
            assertThat(page.select("#signatureDateMonth").val()).isEqualTo("31 February");
            assertThat(page.select("#keepConfidential").hasAttr("checked")).isTrue();
            assertThat(page.select(".field-error, .form-errors")).isEmpty();
        }

        @Test
        void dropsWhatTheFormDoesNotDeclareAndTypesTheNumberItself() throws Exception {
            send(post(PAGE).param("action", "save").param("isAdmin", "true").param("requestNumber", "REQ0100999"));

            assertThat(drafts.find("user-agreement", NUMBER, NANCY)
                            .orElseThrow()
                            .values())
                    .isEqualTo(Map.of("requestNumber", NUMBER));
        }

        @Test
        void showsWhatIsMissingBesideTheFieldsAndKeepsIt() throws Exception {
            var response = send(post(PAGE).param("action", "review").param("jobTitle", "Nurse"));

            assertThat(response.getStatus()).isEqualTo(422);
            Document page = Jsoup.parse(response.getContentAsString());
            assertThat(page.select("#fullLegalName-error, #safeguardAccess-error"))
                    .hasSize(2);
            assertThat(page.select("#jobTitle-error")).isEmpty();
            assertThat(page.select("#jobTitle").val()).isEqualTo("Nurse");
            assertThat(drafts.find("user-agreement", NUMBER, NANCY)
                            .orElseThrow()
                            .values())
                    .containsEntry("jobTitle", "Nurse");
        }

        @Test
        void refusesADateInTheFuture() throws Exception {
            var response = send(filledIn("review", Map.of("signatureDate", "2022-11-10")));

            assertThat(response.getStatus()).isEqualTo(422);
            assertThat(Jsoup.parse(response.getContentAsString())
                            .select("#signatureDate-error")
                            .text())
                    .contains("later than today");
        }

        @Test
        void refusesADateBeforeTheInvitation() throws Exception {
            timeline.note(NUMBER, RequestEventType.INVITED);

            var response = send(filledIn("review", Map.of("signatureDate", "2022-11-08")));

            assertThat(response.getStatus()).isEqualTo(422);
            assertThat(Jsoup.parse(response.getContentAsString())
                            .select("#signatureDate-error")
                            .text())
                    .contains("earlier than your invitation of 11-09-2022");
        }

        @Test
        void showsHostileTextAsText() throws Exception {
            String hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";
            jdbc.sql("update access_request set supervisor_name = :hostile, location_name = :hostile")
                    .param("hostile", hostile)
                    .update();
            send(filledIn("save", Map.of("fullLegalName", hostile, "jobTitle", hostile)));

            Document page = page(get(PAGE));

            assertThat(page.select("script, img")).isEmpty();
            assertThat(page.select("#fullLegalName").val()).isEqualTo(hostile);
            assertThat(page.select("h1 ~ .lead").text()).contains(hostile);
        }
    }

    @Nested
    class Reviewing {

        @Test
        void showsExactlyWhatIsSigned() throws Exception {
            assertThat(send(filledIn("review")).getRedirectedUrl()).isEqualTo(PAGE + "/review");

            Document page = page(get(PAGE + "/review"));

            WORDING.fields()
                    .forEach(field -> assertThat(page.select("main").text()).contains(field.label()));
            assertThat(page.select("[data-answer]")).hasSize(WORDING.fields().size());
            assertThat(answer(page, "fullLegalName")).endsWith("Nancy N. Nurse, RN");
            assertThat(answer(page, "facilityName")).endsWith("SPH Broadway Clinic");
            assertThat(answer(page, "signatureDate")).endsWith("November 9, 2022");
            assertThat(answer(page, "requestNumber")).endsWith(NUMBER);

            send(submitOf(page));
            verify(service).sign(NUMBER, SampleRequest.ANSWERS);
        }

        @Test
        void showsHostileTextAsText() throws Exception {
            String hostile = "<script>alert(1)</script>";
            send(filledIn("review", Map.of("jobTitle", hostile)));

            Document page = page(get(PAGE + "/review"));

            assertThat(page.select("script")).isEmpty();
            assertThat(answer(page, "jobTitle")).endsWith(hostile);
        }

        @Test
        void leadsBackWhileSomethingIsMissing() throws Exception {
            assertThat(send(get(PAGE + "/review")).getRedirectedUrl()).isEqualTo(PAGE + "?check");
            assertThat(page(get(PAGE).queryParam("check", "")).select("#fullLegalName-error"))
                    .hasSize(1);
        }

        @Test
        void showsTheReviewAgainWhenTheDraftWasChangedMeanwhile() throws Exception {
            send(filledIn("review"));
            Document seen = page(get(PAGE + "/review"));
            send(filledIn("save", Map.of("jobTitle", "Head Nurse")));

            Document again = page(submitOf(seen));

            assertThat(again.select("[role=alert]").text()).contains("Nothing was submitted");
            assertThat(answer(again, "jobTitle")).endsWith("Head Nurse");
            verify(service, never()).sign(any(), any());

            assertThat(send(submitOf(again)).getRedirectedUrl()).isEqualTo(PAGE);
        }

        @Test
        void leadsBackWhenTheDraftWasMadeInvalidMeanwhile() throws Exception {
            send(filledIn("review"));
            Document seen = page(get(PAGE + "/review"));
            send(post(PAGE).param("action", "save"));

            assertThat(send(submitOf(seen)).getRedirectedUrl()).isEqualTo(PAGE + "?check");
            verify(service, never()).sign(any(), any());
        }
    }

    @Nested
    class Signing {

        @Test
        void thanksAndSaysWhatHappensNext() throws Exception {
            sign();

            Document page = page(get(PAGE));

            assertThat(page.select("h1").text()).startsWith("Thank you");
            assertThat(page.select("main").text())
                    .contains(
                            "November 9, 2022",
                            "to do anything else here",
                            "three business days",
                            "temporary password");
            assertThat(page.select("a[href=/requests/" + NUMBER + "]")).isNotEmpty();
            assertThat(page.select("main form")).isEmpty();
        }

        @Test
        void promisesNoLoginToSomebodyWhoseAccountMoves() throws Exception {
            jdbc.sql("update access_request set request_type = 'CHANGE_EMPLOYER'")
                    .update();
            sign();

            assertThat(page(get(PAGE)).select("main").text())
                    .contains("moves your account to St. Peters Health", "You keep your imMTrax user name and password")
                    .doesNotContain("sets up your access by hand");
        }

        @Test
        void saysWhenAChangeTakesEffectThatIsStillAhead() throws Exception {
            jdbc.sql("update access_request set request_type = 'CHANGE_EMPLOYER', start_date = date '2022-12-09'")
                    .update();
            sign();

            assertThat(page(get(PAGE)).select("main").text())
                    .contains("takes effect on December 9, 2022", "no email by the end of December 9, 2022")
                    .doesNotContain("three business days");
        }

        @Test
        void namesTheHelpDesksDueDateIfTheStartDateIsSooner() throws Exception {
            sign();
            jdbc.sql("update access_request set due_at = timestamp with time zone '2022-11-15 00:00:00+00'")
                    .update(); // 5 p.m. of the day before in Montana

            assertThat(page(get(PAGE)).select("main").text()).contains("no email by the end of November 14, 2022");
        }

        @Test
        void aSecondSubmitLandsOnTheSamePageAndSignsNothing() throws Exception {
            Document seen = sign();

            var response = send(submitOf(seen));

            assertThat(response.getStatus()).isEqualTo(303);
            assertThat(response.getRedirectedUrl()).isEqualTo(PAGE);
            assertThat(send(filledIn("save")).getRedirectedUrl()).isEqualTo(PAGE);
            assertThat(drafts.find("user-agreement", NUMBER, NANCY)).isEmpty();
            verify(service).sign(any(), any());
        }

        @Test
        void leadsToTheRequestWhenSomebodyWasFaster() throws Exception {
            doReturn(false).when(service).sign(anyString(), any());
            send(filledIn("review"));

            assertThat(send(submitOf(page(get(PAGE + "/review")))).getRedirectedUrl())
                    .isEqualTo("/requests/" + NUMBER);
        }

        @Test
        void showsWhatTheEngineRefused() throws Exception {
            doThrow(new FormRejectedException(List.of(FormError.of("jobTitle", "form.error.required"))))
                    .when(service)
                    .sign(anyString(), any());
            send(filledIn("review"));

            var response = send(submitOf(page(get(PAGE + "/review"))));

            assertThat(response.getStatus()).isEqualTo(422);
            assertThat(Jsoup.parse(response.getContentAsString()).select("#jobTitle-error"))
                    .hasSize(1);
            assertThat(drafts.find("user-agreement", NUMBER, NANCY)).isPresent();
        }
    }

    @Nested
    class FollowingTheLinkLater {

        @ParameterizedTest
        @CsvSource({"WITHDRAWN, withdrew", "EXPIRED, expired", "DECLINED, declined", "AWAITING_PROVISIONING, needs no"})
        void saysWhyThereIsNothingToSign(String status, String word) throws Exception {
            status(status);

            Document page = page(get(PAGE));

            assertThat(page.select("main").text()).contains(word, "406-444-5580");
            assertThat(page.select("main form")).isEmpty();
            assertThat(send(filledIn("save")).getRedirectedUrl()).isEqualTo(PAGE);
        }

        @Test
        void saysSoWhenTheProcessIsGone() throws Exception {
            when(service.wording(NUMBER)).thenReturn(Optional.empty());

            assertThat(page(get(PAGE)).select("main").text()).contains("no longer waiting");
        }

        @Test
        void neverChangesAnythingByLookingAtIt() throws Exception {
            for (String situation : List.of("invited", "draft", "signed")) {
                if (situation.equals("draft")) {
                    send(filledIn("review"));
                } else if (situation.equals("signed")) {
                    sign();
                }
                Map<String, Object> before = everything();
                for (String path : List.of(
                        PAGE,
                        PAGE + "?saved",
                        PAGE + "?check",
                        PAGE + "?action=save",
                        PAGE + "/review",
                        PAGE + "/review?reviewed=x",
                        PAGE + "/record")) {
                    send(get(path));
                    send(head(path));
                }
                assertThat(everything()).as(situation).isEqualTo(before);
            }
            verify(service).sign(eq(NUMBER), any());
        }
    }

    @Nested
    class Record {

        @Test
        void showsTheSignerWhatWasSignedAndHow() throws Exception {
            sign();

            Document page = page(get(PAGE + "/record"));

            assertThat(answer(page, "fullLegalName")).endsWith("Nancy N. Nurse, RN");
            assertThat(page.select("main").text())
                    .contains(
                            WORDING.textVersion(),
                            WORDING.sha256(),
                            NANCY,
                            "subject-of-" + NANCY,
                            "192.0.2.7",
                            "12:00:00");
        }

        @Test
        void isOpenToStaff() throws Exception {
            sign();
            loggedIn("registry.staff@mt.gov", Role.REGISTRY_STAFF);

            assertThat(send(get(PAGE + "/record")).getStatus()).isEqualTo(200);
        }

        @Test
        void doesNotShowTodaysWordingForASignatureUnderAnother() throws Exception {
            sign();
            jdbc.sql("update user_agreement set text_sha256 = 'other', text_version = '2019-01'")
                    .update();

            Document page = page(get(PAGE + "/record"));

            assertThat(page.select("[data-answer]")).isEmpty();
            assertThat(page.select("main").text()).contains("today's: version 2019-01", "Nancy N. Nurse, RN");
        }

        @Test
        void leadsToTheRequestWhileNothingIsSigned() throws Exception {
            assertThat(send(get(PAGE + "/record")).getRedirectedUrl()).isEqualTo("/requests/" + NUMBER);
        }
    }

    private Document sign() throws Exception {
        send(filledIn("review"));
        Document seen = page(get(PAGE + "/review"));
        assertThat(send(submitOf(seen)).getRedirectedUrl()).isEqualTo(PAGE);
        return seen;
    }

    private static MockHttpServletRequestBuilder filledIn(String action) {
        return filledIn(action, Map.of());
    }

    private static MockHttpServletRequestBuilder filledIn(String action, Map<String, String> instead) {
        Map<String, Object> values = new HashMap<>(SampleRequest.ANSWERS);
        values.putAll(instead);
        MockHttpServletRequestBuilder request = post(PAGE).param("action", action);
        values.forEach((name, value) -> request.param(name, value.toString()));
        return request;
    }

    /** Presses the button of a review page, with what that page holds. */
    private static MockHttpServletRequestBuilder submitOf(Document review) {
        return post(review.select("form[action$=/review]").attr("action"))
                .param("reviewed", review.select("input[name=reviewed]").val());
    }

    private static String answer(Document page, String field) {
        return page.select("[data-answer=" + field + "]").text();
    }

    private Document page(MockHttpServletRequestBuilder request) throws Exception {
        MockHttpServletResponse response = send(request);
        assertThat(response.getStatus()).isEqualTo(200);
        return Jsoup.parse(response.getContentAsString());
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(user("someone")).with(csrf()))
                .andReturn()
                .getResponse();
    }

    private static String withoutTokens(MockHttpServletResponse response) throws Exception {
        return response.getContentAsString().replaceAll("(name=\"_csrf\" value=\")[^\"]*", "$1");
    }

    private void loggedIn(String address, Role role) {
        Person person = new Person("https://idp.example", "subject-of-" + address, address, address, Set.of(role));
        when(currentPerson.find()).thenReturn(Optional.of(person));
        when(currentPerson.require()).thenReturn(person);
        when(currentPerson.networkAddress()).thenReturn(Optional.of("192.0.2.7"));
    }

    private void status(String status) {
        jdbc.sql("update access_request set status = :status")
                .param("status", status)
                .update();
    }

    private Map<String, Object> everything() {
        Map<String, Object> rows = new HashMap<>();
        TABLES.forEach(table -> rows.put(
                table, jdbc.sql("select * from " + table).query().listOfRows().toString()));
        return rows;
    }

    /** Not annotated as a configuration, so that the demo's component scan does not find it. */
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        FlywayAutoConfiguration.class
    })
    @Import({
        AgreementPage.class,
        AgreementRecordPage.class,
        AgreementAccess.class,
        AgreementForm.class,
        AgreementPdf.class,
        FormPage.class,
        AccessRequestRepository.class,
        ClinicNames.class,
        Timeline.class,
        RememberedDeeds.class
    })
    @ComponentScan(
            basePackageClasses = SignedAgreementRepository.class,
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern =
                                    ".*agreement\\.(SignedAgreementRepository|DraftRepository|UserAgreementReceiver|RequestNumber.*|SignatureDate.*)"))
    static class Surroundings {

        @Bean
        Clock clock() {
            return Clock.fixed(NOON, ZoneOffset.UTC);
        }
    }
}
