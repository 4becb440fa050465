package gov.mt.immtrax.access.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.identity.ActingPerson;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.MockMvc;

/** The list of those whom a supervisor answers for. */
@ModelTest
@AutoConfigureMockMvc
@WithMockUser
class PeoplePagesTests {

    @Autowired
    MockMvc http;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    AccountRegister register;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        acting.is(Office.SUPERVISOR);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void saysWhatToDoWhenThereIsNobody() throws Exception {
        Document page = page("/people");

        assertThat(page.select("table")).isEmpty();
        assertThat(page.select("form.find, .count")).isEmpty();
        assertThat(page.select(".empty").text()).contains("Request access for an employee", "406-444-5580");
        assertThat(page.select(".empty a").eachAttr("href"))
                .containsExactly("/requests/new?type=NEW_ACCESS", "/requests/new?type=CHANGE_EMPLOYER");
    }

    @Test
    void saysOfAnAgreementThatNobodySawThatItIsNotKnown() throws Exception {
        String nancy = account("nnurse", "Nancy", "Nurse", null);
        assertThat(page("/people").select("tbody td").eachText())
                .contains("Not known")
                .doesNotContain("On paper");

        jdbc.sql("update account set provisioned_at = null where number = ?")
                .param(nancy)
                .update();
        assertThat(page("/people").select("tbody td").eachText())
                .as("from an import")
                .contains("On paper");
    }

    @Test
    void showsOnlyOwnPeopleWithAllThatMatters() throws Exception {
        String nancy = account("nnurse", "Nancy", "Nurse", LocalDate.of(2026, 12, 1));
        register.change(
                account("oother", "Olga", "Other", null),
                facts -> facts.withSupervisor("Otto", "other.supervisor@example.org"),
                Cause.note("moved"));
        jdbc.sql("update account set last_access_at = :at where number = :number")
                .param("at", OffsetDateTime.parse("2026-11-21T05:30:00Z"))
                .param("number", nancy)
                .update();

        Document page = page("/people");

        assertThat(page.select("tbody tr")).singleElement().satisfies(row -> {
            assertThat(row.select("th").text()).isEqualTo("Nurse, Nancy nnurse");
            assertThat(row.select("td").eachText())
                    .startsWith(
                            "Read Only with Consent",
                            "SPH Broadway",
                            "11-20-2026",
                            "12-01-2026",
                            "Not known",
                            "Ends soon");
            assertThat(row.select(".row-actions a").eachAttr("href"))
                    .containsExactly(
                            "/requests/new?type=PERMISSIONS_CHANGE&account=" + nancy,
                            "/requests/new?type=PERMISSIONS_CHANGE&account=" + nancy + "&details",
                            "/deletions/new?account=" + nancy,
                            "/people/" + nancy + "/handover",
                            "/people/" + nancy + "/dispute");
            assertThat(row.select(".row-actions a").eachAttr("aria-label"))
                    .contains("Request access deletion for Nancy Nurse");
        });
        assertThat(page.html()).doesNotContain("Olga", "??");
    }

    @Test
    void offersToReactivateWhoIsInactivated() throws Exception {
        String number = account("nnurse", "Nancy", "Nurse", LocalDate.of(2027, 7, 22));
        register.inactivate(number, InactivationReason.INACTIVITY, Cause.note("not used"));

        Document page = page("/people");

        assertThat(page.select(".status").text()).isEqualTo("Inactivated");
        assertThat(page.select(".status-more").text()).isEqualTo("On 11-23-2026: not used for too long");
        assertThat(page.select("tbody tr").text()).doesNotContain("07-22-2027");
        assertThat(page.select(".row-actions a").eachAttr("href"))
                .containsExactly("/reactivations/new?account=" + number);
    }

    @Test
    void saysWhoIsInactivatedSoonBecauseNobodyUsesIt() throws Exception {
        String unused = account("unused", "Una", "Used", null);
        String late = account("late", "Lora", "Late", null);
        account("used", "Ulla", "Used", null);
        lastUsed(unused, "2026-06-10T18:00:00Z");
        lastUsed(late, "2026-02-01T18:00:00Z");

        assertThat(page("/people").select("tbody td[data-label=Status]").eachText())
                .containsExactly(
                        "Inactivation soon The access has not been used for too long.",
                        "Active",
                        "Inactivation soon The access is not being used. To keep it, the user must log in to imMTrax by 12-10-2026.");
    }

    @Test
    void isSortedByLinksAndByAChoice() throws Exception {
        account("b", "Bea", "Abel", LocalDate.of(2027, 5, 1));
        account("a", "Abe", "Zorn", LocalDate.of(2027, 1, 1));
        account("c", "Cal", "Mott", null);

        assertThat(names("/people")).containsExactly("Abel, Bea b", "Mott, Cal c", "Zorn, Abe a");
        Document page = page("/people");
        assertThat(page.select("th[aria-sort]").attr("aria-sort")).isEqualTo("ascending");
        String down = page.select("th[aria-sort] a").attr("href");
        assertThat(names(down)).containsExactly("Zorn, Abe a", "Mott, Cal c", "Abel, Bea b");
        assertThat(page(down).select("th[aria-sort]").attr("aria-sort")).isEqualTo("descending");
        assertThat(page(down).select("#dir option[selected]").val()).isEqualTo("down");
        assertThat(names("/people?sort=end-date")).containsExactly("Zorn, Abe a", "Abel, Bea b", "Mott, Cal c");
        assertThat(page("/people?sort=end-date")
                        .select("#sort option[selected]")
                        .attr("value"))
                .isEqualTo("end-date");
        for (AccountOrder order : AccountOrder.OF_MINE) {
            assertThat(names("/people?sort=" + order.word())).as(order.word()).hasSize(3);
            assertThat(names("/people?dir=down&sort=" + order.word()))
                    .as(order.word())
                    .hasSize(3);
        }
        assertThat(names("/people?sort=nonsense&dir=nonsense&filter=nonsense")).hasSize(3);
    }

    @Test
    void findsAmongOwnPeopleAnywhereInTheName() throws Exception {
        account("nnurse", "Nancy", "Nurse", null);
        account("percent", "Per", "100%_cent", null);

        assertThat(names("/people?find=nancy nu")).containsExactly("Nurse, Nancy nnurse");
        assertThat(names("/people?find=NURSE, nan")).containsExactly("Nurse, Nancy nnurse");
        assertThat(names("/people?find=nurse  nancy")).containsExactly("Nurse, Nancy nnurse");
        assertThat(names("/people?find=Nancy.Nurse@sphealth.org")).containsExactly("Nurse, Nancy nnurse");
        assertThat(names("/people?find=broadway")).hasSize(2);
        assertThat(names("/people?find=%25")).containsExactly("100%_cent, Per percent");
        assertThat(names("/people?find=_")).containsExactly("100%_cent, Per percent");
        assertThat(names("/people?find=' or 1=1 --")).isEmpty();
        assertThat(page("/people?find=<b>nobody").select(".empty").text()).contains("No one on your list matches.");
        assertThat(names("/people?filter=inactivated")).isEmpty();
        assertThat(names("/people?filter=active")).hasSize(2);
    }

    @Test
    void findsAmongOwnPeopleWhateverIsWrittenInAnotherWay() throws Exception {
        account("mobrien", "Mar\u00eda", "O\u2019Brien", null);
        account("smunoz", "S\u00f8ren", "Mu\u00f1oz", null);
        account("jtiptree", "James, Jr.", "Tiptree", null);
        account("wang", "\u82b3", "\u738b", null);

        for (String typed : new String[] {"O'Brien", "obrien", "O BRIEN, maria", "brien mari"}) {
            assertThat(names("/people?find=" + typed)).as(typed).containsExactly("O\u2019Brien, Mar\u00eda mobrien");
        }
        for (String typed : new String[] {"Munoz", "mun\u0303oz", "Soren", "MU\u00d1OZ, S\u00f8ren"}) {
            assertThat(names("/people?find=" + typed)).as(typed).containsExactly("Mu\u00f1oz, S\u00f8ren smunoz");
        }
        for (String typed : new String[] {"James Tiptree", "Tiptree, James, Jr.", "tiptree james iii", "jtip"}) {
            assertThat(names("/people?find=" + typed)).as(typed).containsExactly("Tiptree, James, Jr. jtiptree");
        }
        assertThat(names("/people?find=\u738b")).containsExactly("\u738b, \u82b3 wang");
        assertThat(names("/people?find=SPH-Broadway tiptree")).containsExactly("Tiptree, James, Jr. jtiptree");
        for (String typed : new String[] {"\u200b", "\u202e", "\u9ec4", "''", "x".repeat(3000)}) {
            assertThat(names("/people?find=" + typed)).as(typed).isEmpty();
        }
    }

    @Test
    void turnsPagesOfTwenty() throws Exception {
        for (int i = 0; i < 21; i++) {
            account("user%02d".formatted(i), "Ann", "Name%02d".formatted(i), null);
        }
        Document first = page("/people?find=name");
        assertThat(first.select("tbody tr")).hasSize(20);
        assertThat(first.select(".count").text()).isEqualTo("21 people, page 1 of 2");
        assertThat(first.select("a[rel=prev]")).isEmpty();
        Document second = page(first.select("a[rel=next]").attr("href"));
        assertThat(second.select("tbody th").eachText()).containsExactly("Name20, Ann user20");
        assertThat(second.select(".count").text()).isEqualTo("21 people, page 2 of 2");
        assertThat(names("/people?page=99999")).as("after the last page").containsExactly("Name20, Ann user20");
        assertThat(page("/people?find=name20").select(".count").text()).isEqualTo("1 person");
        assertThat(second.select("a[rel=next]")).isEmpty();
        assertThat(second.select("a[rel=prev]").attr("href")).contains("find=name", "page=1");
    }

    @Test
    void beginsTheRequestWithWhatIsKnown() throws Exception {
        String request = office.submit();
        office.withdraw(request);
        String number = account("nnurse", "Nancy", "Nurse-Miller", null);
        acting.is(Office.SUPERVISOR);

        Document form = page("/requests/new?type=PERMISSIONS_CHANGE&account=" + number);

        assertThat(form.select("[name=legalLastName]").val()).isEqualTo("Nurse-Miller");
        assertThat(form.select("#supervisorJobTitle").val()).isEqualTo("Clinic Manager");
        assertThat(form.select("[name=requestType]").val()).isEqualTo("PERMISSIONS_CHANGE");
        assertThat(form.select("#accessLevel option[selected]").attr("value")).isEmpty();
        assertThat(form.select("#justification").text()).isEmpty();
        assertThat(form.select("#startDate").val()).isEmpty();
    }

    @Test
    void keepsWhatAnotherSupervisorWroteFromThisOne() throws Exception {
        String request = office.submit();
        office.withdraw(request);
        String number = account("nnurse", "Nancy", "Nurse", null);
        register.change(
                number, facts -> facts.withSupervisor("Otto", "other.supervisor@example.org"), Cause.note("moved"));

        acting.is("other.supervisor@example.org");
        Document form = page("/requests/new?type=CHANGE_EMPLOYER&account=" + number);
        assertThat(form.select("#legalFirstName").val()).isEqualTo("Nancy");
        assertThat(form.select("#phoneNumber, #dateOfBirth").eachAttr("value"))
                .doesNotContain("406-444-1234", "1982-03-20");

        // the trail is kept from test to test
        int before = refusals();
        acting.is(Office.SUPERVISOR);
        http.perform(get("/requests/new").param("account", number)).andExpect(status().isNotFound());
        http.perform(get("/requests/new").param("account", "ACC9999999")).andExpect(status().isNotFound());
        assertThat(refusals()).isEqualTo(before + 2);
    }

    private void lastUsed(String number, String at) {
        jdbc.sql(
                        "update account set last_access_at = :at, provisioned_at = :at, counted_from = :at, lifecycle_started_at = :at where number = :number")
                .param("at", OffsetDateTime.parse(at))
                .param("number", number)
                .update();
    }

    private int refusals() {
        return jdbc.sql(
                        "select count(*) from audit_event where action = 'ROLE_REFUSED' and detail like '%/requests/new'")
                .query(Integer.class)
                .single();
    }

    private String account(String username, String first, String last, LocalDate end) {
        var facts = SampleAccount.facts(username, first, last, username.equals("nnurse") ? Office.USER : null);
        String number = register.open(facts, Cause.note("test")).number();
        jdbc.sql("update account set end_date = :end where number = :number")
                .param("end", end)
                .param("number", number)
                .update();
        return number;
    }

    private List<String> names(String url) throws Exception {
        return page(url).select("tbody th").eachText();
    }

    private Document page(String url) throws Exception {
        return Jsoup.parse(http.perform(get(
                        URI.create(url.replace(" ", "%20").replace("<", "%3C").replace(">", "%3E"))))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }
}
