package gov.mt.immtrax.access.inactivation.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccountChange;
import gov.mt.immtrax.access.account.AccountChangeType;
import gov.mt.immtrax.access.account.AccountHistory;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.inactivation.stop.MassInactivation;
import gov.mt.immtrax.access.number.CaseKind;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;

/**
 * What registry staff see of accounts that are due, and say about them. Who else may come here is asked by the matrix.
 */
@ModelTest
@AutoConfigureMockMvc
@WithMockUser(authorities = "ROLE_REGISTRY_STAFF")
class InactivationPagesTests {

    private static final String STAFF = "registry.staff@mt.gov";
    private static final Cause REQUEST = Cause.of("REQ0100387");
    private static final LocalDate DAY = LocalDate.of(2026, 7, 7);

    @Autowired
    MockMvc http;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    AccountRegister register;

    @Autowired
    AccountHistory history;

    @Autowired
    ExemptionService exemptions;

    @Autowired
    MassInactivation massInactivation;

    @Autowired
    JdbcClient jdbc;

    private String seen;

    @BeforeEach
    void open() {
        seen = "";
        office.itIs("2026-01-05T10:00");
        massInactivation.forgetCount();
        acting.is(STAFF, Role.REGISTRY_STAFF);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void listsWhoIsDueAndTakesTheDecisionOnce() throws Exception {
        twentyAreDue();

        Document page = read(get("/staff/inactivations"));
        assertThat(page.text()).contains("20 of 20 active accounts were due on 07-07-2026", "User19, Una");
        assertThat(page.select("main table tbody tr")).hasSize(20);
        assertThat(page.select(".count").text()).isEqualTo("20 of 20 active accounts, by employer and name");
        assertThat(read(get("/staff/inactivations?page=99")).select("main table tbody tr"))
                .as("after the last page")
                .hasSize(20);

        assertThat(page.getElementById("listCode").val()).matches("20-[0-9A-F]{6}");
        assertThat(page.text())
                .contains(
                        "Code of this list: " + page.getElementById("listCode").val());
        assertThat(decide("HELD", "", "Wrong file").getStatus()).isEqualTo(422);
        Document again = Jsoup.parse(decide("HELD", "2026-12-31", "Wrong file").getContentAsString());
        assertThat(again.getElementById("heldUntil-error").text()).contains("at most one month from now");
        assertThat(again.getElementById("reason").val()).as("nothing is lost").isEqualTo("Wrong file");
        assertThat(decide("RELEASED", "2026-07-10", "All right").getStatus()).isEqualTo(422);
        assertThat(massInactivation.open()).isPresent();

        assertThat(decide("HELD", "2026-07-20", "Wrong file").getStatus()).isEqualTo(303);
        assertThat(massInactivation.open()).isEmpty();
        assertThat(massInactivation.isStopped()).isTrue();
        assertThat(read(get("/staff/inactivations")).text())
                .contains(STAFF + " held them until 07-20-2026", "Wrong file");
        assertThat(decide("RELEASED", "", "All right").getStatus()).isEqualTo(303);
        assertThat(massInactivation.isStopped()).as("decided once").isTrue();
        assertThat(trail()).contains("DUE_ACCOUNTS_VIEWED", "MASS_INACTIVATION_DECIDED");
    }

    @Test
    void keepsInTheTrailWhatBelongsToAStopUnderItsNumber() throws Exception {
        twentyAreDue();
        String stop = stop();
        assertThat(CaseKind.INACTIVATION_STOP.matches(stop)).isTrue();

        Document page = read(get("/staff/inactivations"));
        assertThat(page.text()).contains(stop);
        answer(get("/staff/inactivations.csv"));
        decide("HELD", "2026-07-20", "Wrong file");

        assertThat(read(get("/staff/audit?number=" + stop))
                        .select("main table tbody tr td:eq(1)")
                        .eachText())
                .containsExactly("Mass inactivation decided", "Data exported", "Accounts due for inactivity viewed");
        assertThat(read(get("/staff/inactivations")).text()).contains(stop + ": 20 accounts were due on 07-07-2026");
    }

    private String stop() {
        return massInactivation.open().orElseThrow().number();
    }

    @Test
    void tellsTasklistTheNumbersWhileSomebodyIsToDecide() throws Exception {
        assertThat(answer(get("/staff/inactivations/summary.json")).getContentAsString())
                .contains("\"due\":null");
        twentyAreDue();

        assertThat(answer(get("/staff/inactivations/summary.json")).getContentAsString())
                .isEqualTo("{\"number\":\"" + stop()
                        + "\",\"stoppedOn\":\"07-07-2026\",\"due\":\"20\",\"active\":\"20\"}");
    }

    @Test
    void releasesTheListThatWasSeenAndNoOther() throws Exception {
        twentyAreDue();
        seen = "";
        assertThat(Jsoup.parse(decide("RELEASED", "", "All right").getContentAsString())
                        .getElementById("listCode-error")
                        .text())
                .contains("enter the code");
        seen = read(get("/staff/inactivations")).getElementById("listCode").val();
        // one comes and one goes: the number says nothing
        jdbc.sql("update account set last_access_at = :at where username = 'user7'")
                .param("at", OffsetDateTime.parse("2026-07-06T19:00:00Z"))
                .update();
        String late = register.open(SampleAccount.facts("late", "Lea", "Late", null), REQUEST)
                .number();
        jdbc.sql(
                        "update account set provisioned_at = :at, counted_from = :at, last_access_at = :at where number = :number")
                .param("at", OffsetDateTime.parse("2020-01-05T19:00:00Z"))
                .param("number", late)
                .update();

        MockHttpServletResponse refused = decide("RELEASED", "", "All right");

        assertThat(refused.getStatus()).isEqualTo(422);
        Document again = Jsoup.parse(refused.getContentAsString());
        assertThat(again.getElementById("listCode-error").text()).contains("has changed since you checked");
        assertThat(again.select("main table").text()).contains("Late, Lea").doesNotContain("User7, Una");
        assertThat(massInactivation.open()).isPresent();

        seen = again.getElementById("listCode").val();
        assertThat(seen).startsWith("20-");
        assertThat(decide("RELEASED", "", "All right").getStatus()).isEqualTo(303);
        assertThat(massInactivation.isStopped()).isFalse();
        assertThat(massInactivation.due(50, 0)).isEmpty();
    }

    @Test
    void givesTheListAsAFile() throws Exception {
        twentyAreDue();

        MockHttpServletResponse file = answer(get("/staff/inactivations.csv"));

        assertThat(file.getContentType()).startsWith("text/csv");
        assertThat(file.getContentAsString().lines()).hasSize(21).anyMatch(line -> line.contains("\"user7\""));
    }

    @Test
    void letsNobodyElseDecide() throws Exception {
        twentyAreDue();
        acting.is(Office.HELP_DESK, Role.HELP_DESK);

        Document page = Jsoup.parse(decide("RELEASED", "", "All right").getContentAsString());

        assertThat(page.getElementById("outcome-error").text()).contains("Only registry staff");
        assertThat(massInactivation.open()).isPresent();
    }

    @Test
    void exemptsAnAccountAndTakesItBack() throws Exception {
        String number = register.open(SampleAccount.facts(), REQUEST).number();

        assertThat(exempt(number, "2027-01-05", "On leave").getRedirectedUrl()).isEqualTo("/staff/accounts/" + number);
        assertThat(exemptions.find(number)).contains(new Exemption(LocalDate.of(2027, 1, 5), "On leave"));
        assertThat(history.of(number).get(0))
                .extracting(AccountChange::type, AccountChange::actor, AccountChange::note)
                .containsExactly(AccountChangeType.EXEMPTED, STAFF, "until 01-05-2027: On leave");

        answer(post("/staff/accounts/" + number + "/exemption/end").with(csrf()));
        assertThat(exemptions.find(number)).isEmpty();
        assertThat(history.of(number).get(0).type()).isEqualTo(AccountChangeType.EXEMPTION_ENDED);
        assertThat(trail()).contains("ACCOUNT_EXEMPTED", "EXEMPTION_ENDED");
    }

    private List<String> trail() {
        return jdbc.sql("select action from audit_event where address = ?")
                .param(STAFF)
                .query(String.class)
                .list();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-04, On leave, until, untilMonth, 01",
        "2027-01-06, On leave, until, untilMonth, 01",
        "'', On leave, until, untilMonth, ''",
        "tomorrow, On leave, until, untilMonth, tomorrow",
        "06/01/26, On leave, until, untilYear, 06",
        "2026-06-01, ' ', reason, reason, 06"
    })
    void saysBesideTheFieldWhatIsWrongWithAnExemption(
            String until, String reason, String field, String first, String month) throws Exception {
        String number = register.open(SampleAccount.facts(), REQUEST).number();

        MockHttpServletResponse answer = exempt(number, until, reason);

        assertThat(answer.getStatus()).isEqualTo(422);
        Document page = Jsoup.parse(answer.getContentAsString());
        assertThat(page.select(".field-error").eachAttr("id")).containsExactly(field + "-error");
        assertThat(page.select(".form-errors[autofocus] a").eachAttr("href")).containsExactly("#" + first);
        assertThat(page.select("a[href=/staff/accounts/" + number + "]").eachText())
                .containsExactly(number, "Cancel");
        assertThat(page.select("h1").text()).isEqualTo("Nancy Nurse Active");
        assertThat(page.getElementById("untilMonth").val()).isEqualTo(month);
        assertThat(page.getElementById("reason").text()).isEqualTo(reason.strip());
        assertThat(exemptions.find(number)).isEmpty();
    }

    @Test
    void knowsNoAccountThatIsNotThere() throws Exception {
        assertThat(exempt("ACC9999999", "2026-06-01", "On leave").getStatus()).isEqualTo(404);
    }

    private void twentyAreDue() {
        for (int i = 0; i < 20; i++) {
            String number = register.open(SampleAccount.facts("user" + i, "Una", "User" + i, null), REQUEST)
                    .number();
            jdbc.sql("update account set last_access_at = :at where number = :number")
                    .param("at", OffsetDateTime.parse("2026-01-05T19:00:00Z"))
                    .param("number", number)
                    .update();
        }
        for (LocalDate day = LocalDate.of(2026, 1, 6); !day.isAfter(DAY); day = day.plusDays(1)) {
            office.wait(day + "T06:00");
        }
        acting.is(STAFF, Role.REGISTRY_STAFF);
    }

    private MockHttpServletResponse decide(String outcome, String until, String reason) throws Exception {
        return answer(post("/staff/inactivations")
                .with(csrf())
                .param("outcome", outcome)
                .param("heldUntil", until)
                .param("listCode", seen)
                .param("reason", reason));
    }

    private MockHttpServletResponse exempt(String number, String until, String reason) throws Exception {
        return answer(post("/staff/accounts/" + number + "/exemption")
                .with(csrf())
                .param("until", until)
                .param("reason", reason));
    }

    private Document read(RequestBuilder request) throws Exception {
        return Jsoup.parse(answer(request).getContentAsString());
    }

    private MockHttpServletResponse answer(RequestBuilder request) throws Exception {
        return http.perform(request).andReturn().getResponse();
    }
}
