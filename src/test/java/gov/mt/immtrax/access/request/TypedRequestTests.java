package gov.mt.immtrax.access.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.identity.ActingPerson;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What people type into the form of a request, as a browser sends it, and what becomes of it. */
@ModelTest
@AutoConfigureMockMvc
@WithMockUser
class TypedRequestTests {

    @Autowired
    MockMvc http;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    AccountRegister register;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        acting.is(Office.SUPERVISOR);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Nested
    class ADate {

        @Test
        void isTakenFromThreeInputs() throws Exception {
            Map<String, Object> values = typed("startDate", "Nov", "30", "2026");
            values.putAll(typed("dateOfBirth", "4", "19", "1982"));
            values.putAll(typed("endDate", "06", "30", "2027"));

            AccessRequest request = office.request(sent(values));

            assertThat(request.startDate()).isEqualTo("2026-11-30");
            assertThat(request.dateOfBirth()).isEqualTo("1982-04-19");
            assertThat(request.endDate()).isEqualTo("2027-06-30");
        }

        @Test
        void isTakenAsIsoUnderItsOneName() throws Exception {
            assertThat(office.request(sent(Map.of("startDate", "2026-11-30"))).startDate())
                    .isEqualTo("2026-11-30");
        }

        @ParameterizedTest
        @CsvSource({
            "02, 30, 2027, Day, February 2027 has 28 days.",
            "Febuary, 3, 2027, Month, Enter a month from 1 to 12.",
            "2, 3, 27, Year, Enter a year with four digits.",
            "2, '', 2027, Day, Enter the day.",
            "'', '', 2027, Month, Enter the month. Enter the day."
        })
        void isNeverBlankIfItWasMistyped(String month, String day, String year, String wrong, String words)
                throws Exception {
            Document page = refused(typed("endDate", month, day, year));

            assertThat(page.getElementById("endDate-error").text()).isEqualTo(words);
            assertThat(page.select(".form-errors a").eachAttr("href")).containsExactly("#endDate" + wrong);
            assertThat(page.select("#endDate input").stream().map(Element::val)).containsExactly(month, day, year);
        }

        @Test
        void isRefusedUnderItsOneNameToo() throws Exception {
            Document page = refused(Map.of("endDate", "02/30/2027"));
            assertThat(page.getElementById("endDate-error").text()).isEqualTo("February 2027 has 28 days.");
            assertThat(page.select("#endDate input").stream().map(Element::val)).containsExactly("02", "30", "2027");
        }
    }

    @Nested
    class AnEndDate {

        @Test
        void isAlwaysShown() throws Exception {
            assertThat(facts("/requests/" + sent(Map.of()))).contains("End date none");
        }

        @Test
        void canBeRemovedInACorrection() throws Exception {
            String number = sent(Map.of("endDate", "2027-06-30"));
            office.sign(number);
            office.decide(number, Map.of("outcome", "RETURNED", "note", "Is there an end?"));
            acting.is(Office.SUPERVISOR);
            Map<String, Object> values = form(typed("endDate", "", "", ""));

            assertThat(send("/requests/" + number + "/correct", values).getStatus())
                    .isEqualTo(303);

            assertThat(office.request(number).endDate()).isNull();
            assertThat(facts("/requests/" + number)).contains("End date none");
            assertThat(page("/requests/" + number).select("table.cards").text())
                    .contains("End Date (If Applicable) 06-30-2027 none");
        }

        @Test
        void ofAnAccountIsRemovedByAChangeThatShowsIt() throws Exception {
            Account account = register.open(SampleAccount.endingOn(LocalDate.of(2027, 1, 20)), Cause.note("known"));
            Document asked = page("/requests/new?account=" + account.number());
            assertThat(asked.select("#endDate input").eachAttr("value")).containsExactly("01", "20", "2027");

            String number = office.submitFor(account.number());
            assertThat(facts("/requests/" + number)).contains("End date none");
            office.provisionChange(number);
            office.runJobs();

            assertThat(register.get(account.number()).facts().endDate()).isNull();
            assertThat(office.lastMailTo(Office.USER)).contains("no longer has an end date");
        }

        @Test
        void ofAnAccountCanBeTheOnlyThingThatIsRemoved() {
            Account account = register.open(SampleAccount.endingOn(LocalDate.of(2027, 1, 20)), Cause.note("known"));

            String number = office.submitFor(account.number(), "accessLevel", "READ_ONLY_WITH_CONSENT");

            assertThat(office.request(number).endDate()).isNull();
        }

        @Test
        void staysWhereTheFormDidNotShowIt() throws Exception {
            register.open(SampleAccount.endingOn(LocalDate.of(2027, 1, 20)), Cause.note("known"));
            String number = office.submit(
                    "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "accessLevel", "RECORD_MAINTENANCE");

            assertThat(facts("/requests/" + number)).contains("End date the account keeps its end date");
        }
    }

    @Nested
    class AName {

        @Test
        void hasUpTo128Characters() throws Exception {
            String longest = "Wilhelmina ".repeat(11) + "Wilhelm";
            assertThat(longest).hasSize(128);
            String number = sent(Map.of(
                    "legalFirstName",
                    longest,
                    "legalMiddleName",
                    longest,
                    "legalLastName",
                    longest,
                    "supervisorName",
                    longest));
            office.sign(number);
            office.decide(
                    number,
                    Map.of(
                            "outcome",
                            "PROVISIONED",
                            "despiteContradiction",
                            true,
                            "differenceReason",
                            "Signed with a short name.",
                            "username",
                            "nnurse",
                            "temporaryPassword",
                            Office.PASSWORD));

            AccountFacts facts = register.ofLogin("nnurse").get(0).facts();
            assertThat(facts.firstName()).isEqualTo(longest);
            assertThat(facts.lastName()).isEqualTo(longest);
            assertThat(facts.supervisorName()).isEqualTo(longest);
        }

        @Test
        void isNotCutOff() throws Exception {
            Document page = refused(Map.of("legalLastName", "n".repeat(130)));
            assertThat(page.getElementById("legalLastName-error").text())
                    .isEqualTo("Please use at most 128 characters. You entered 130.");
            assertThat(page.getElementById("legalLastName").val()).hasSize(130);
            assertThat(page.select("[maxlength]")).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"-", "FNU"})
        void canBeTheOnlyOne(String typed) throws Exception {
            String number = sent(Map.of("legalFirstName", typed, "legalLastName", "Suharto"));

            assertThat(office.request(number).legalFirstName()).isEqualTo("-");
            assertThat(facts("/requests/" + number)).startsWith("Person Suharto Email");
            assertThat(refused(Map.of("legalFirstName", "Suharto", "legalLastName", "-"))
                            .getElementById("legalLastName-error")
                            .text())
                    .startsWith("If the person has only one name, enter it here");
        }

        @Test
        void losesWhatWasPastedWithIt() throws Exception {
            AccessRequest request = office.request(sent(Map.of(
                    "legalFirstName",
                    "Mary\tAnn",
                    "legalLastName",
                    "O\u00adBrien\u200b",
                    "justification",
                    "a\tb\r\nc")));
            assertThat(request.userName()).isEqualTo("Mary Ann OBrien");
            assertThat(request.justification()).isEqualTo("a b\nc");
        }
    }

    @Test
    void isStoredInOneFormHoweverItWasTyped() throws Exception {
        String number =
                sent(Map.of("phoneNumber", "+1 (406) 444-5580, ext. 123", "zip", "59601 1234", "vfcPin", "MT2102"));
        AccessRequest request = office.request(number);
        assertThat(request.phoneNumber()).isEqualTo("406-444-5580 x123");
        assertThat(request.zip()).isEqualTo("59601-1234");
        assertThat(request.vfcPin()).isEqualTo("2102");
    }

    private static Map<String, Object> typed(String field, String month, String day, String year) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(field, null);
        values.put(field + "Month", month);
        values.put(field + "Day", day);
        values.put(field + "Year", year);
        return values;
    }

    /** The form of the source document, except for these values; without those that are null. */
    private static Map<String, Object> form(Map<String, Object> changes) {
        Map<String, Object> values = new LinkedHashMap<>(Office.screenshot());
        values.putAll(changes);
        values.values().removeIf(value -> value == null);
        return values;
    }

    private MockHttpServletResponse send(String path, Map<String, Object> values) throws Exception {
        MockHttpServletRequestBuilder request = post(path).with(csrf());
        values.forEach((name, value) -> request.param(name, String.valueOf(value)));
        return http.perform(request).andReturn().getResponse();
    }

    /** The number of the request that is made. */
    private String sent(Map<String, Object> changes) throws Exception {
        MockHttpServletResponse answer = send("/requests/new", form(changes));
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(303);
        return answer.getRedirectedUrl().replace("/requests/", "");
    }

    private Document refused(Map<String, Object> changes) throws Exception {
        MockHttpServletResponse answer = send("/requests/new", form(changes));
        assertThat(answer.getStatus()).isEqualTo(422);
        return Jsoup.parse(answer.getContentAsString());
    }

    private Document page(String path) throws Exception {
        return Jsoup.parse(http.perform(get(path)).andReturn().getResponse().getContentAsString());
    }

    private String facts(String path) throws Exception {
        return page(path).select("dl.facts").text();
    }
}
