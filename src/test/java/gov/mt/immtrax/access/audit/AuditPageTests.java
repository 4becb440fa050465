package gov.mt.immtrax.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@ModelTest
@AutoConfigureMockMvc
class AuditPageTests {

    @Autowired
    MockMvc http;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    AuditTrail trail;

    @Autowired
    Sealer sealer;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void open() {
        TrailParts.empty(jdbc);
        office.itIs("2026-11-23T10:00");
        acting.is("help.desk@mt.gov", Role.HELP_DESK);
        trail.record(AuditAction.REQUEST_VIEWED, "REQ0100387");
        office.itIs("2026-11-23T23:59");
        acting.is(Office.SUPERVISOR);
        trail.record(AuditAction.REQUEST_WITHDRAWN, "REQ0100387");
        office.itIs("2026-11-24T00:00");
        acting.isNobody();
        trail.recordAccount(AuditAction.CREDENTIAL_DELIVERED, "REQ0100388", "=cmd()");
        acting.is("registry.staff@mt.gov", Role.REGISTRY_STAFF);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void showsTheNewestFirst() throws Exception {
        assertThat(rows(""))
                .containsExactly(
                        "11-24-2026, 12:00:00 AM Credentials delivered Automatic REQ0100388 =cmd()",
                        "11-23-2026, 11:59:00 PM Request withdrawn stacy.supervisor@sphealth.org CITIZEN 192.0.2.7 REQ0100387",
                        "11-23-2026, 10:00:00 AM Request viewed by staff help.desk@mt.gov CITIZEN,HELP_DESK 192.0.2.7 REQ0100387");
    }

    @Test
    void filtersByAllThatAuditorsAskFor() throws Exception {
        assertThat(rows("?number=%20req0100388")).hasSize(1);
        assertThat(rows("?address=Stacy.Supervisor@SPHealth.org"))
                .singleElement()
                .asString()
                .contains("Request withdrawn");
        assertThat(rows("?action=REQUEST_VIEWED")).singleElement().asString().contains("help.desk@mt.gov");
        assertThat(rows("?from=2026-11-23&to=2026-11-23"))
                .as("days are Montana's")
                .hasSize(2);
        assertThat(rows("?from=2026-11-24&action=CREDENTIAL_DELIVERED")).hasSize(1);
        assertThat(rows("?number=&address=&action=&from=&to=")).hasSizeGreaterThan(3);
        assertThat(rows("?address=nobody@example.org")).isEmpty();
        assertThat(rows("?number=REQ0100387&action=REQUEST_WITHDRAWN&to=2026-11-22"))
                .isEmpty();
        assertThat(rows("?action=REQUEST_VIEWED&from=0001-01-01&to=12/31/9999")).hasSize(1);
        assertThat(rows("?from=9999-12-31")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            from=02/30/2027             | from | February 2027 has 28 days.
            to=yesterday                | to   | Enter a month from 1 to 12. Enter the day. Enter the year.
            from=%2B999999999-01-01     | from | Enter a month from 1 to 12. Enter a year with four digits.
            """)
    void saysBesideTheDayThatItIsMistypedAndListsNothing(String query, String field, String words) throws Exception {
        MockHttpServletResponse answer = http.perform(
                        get(URI.create("/staff/audit?" + query)).with(user("r").roles("REGISTRY_STAFF")))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).isEqualTo(422);
        Document page = Jsoup.parse(answer.getContentAsString());
        assertThat(page.getElementById(field + "-error").text()).isEqualTo(words);
        assertThat(page.getElementById(field).val())
                .isEqualTo(URI.create("?" + query).getQuery().split("=")[1]);
        assertThat(page.select("tbody tr")).isEmpty();
        http.perform(get(URI.create("/staff/audit/events.csv?" + query))
                        .with(user("r").roles("REGISTRY_STAFF")))
                .andExpect(status().isBadRequest());
    }

    @Test
    void filtersByEveryKindOfNumberAndLeadsToItsPage() throws Exception {
        Map<String, String> pages = Map.of(
                "ACC0000001", "/staff/accounts/ACC0000001",
                "IMP0000001", "/staff/imports/IMP0000001",
                "STP0000001", "/staff/inactivations",
                "DIF0000001", "/staff/differences",
                "SUP0000001", "",
                "DEP0000001", "/staff/accounts?filter=no-supervisor",
                "AUD0000001", "");
        pages.keySet().forEach(number -> trail.record(AuditAction.EXPORTED, number, AuditResult.DONE, "a list"));

        for (String number : pages.keySet()) {
            Elements found = page("?action=EXPORTED&number=" + number.toLowerCase(Locale.ROOT))
                    .select("tbody tr");
            assertThat(found).hasSize(1);
            assertThat(found.text()).contains(number);
            assertThat(found.select("a").attr("href")).isEqualTo(pages.get(number));
        }
        assertThat(page("?number=REQ0100388").select("tbody a").attr("href")).isEqualTo("/requests/REQ0100388");
    }

    @Test
    void goesOnWhereThePageBeforeEndedWhateverHappensMeanwhile() throws Exception {
        for (int i = 0; i < 60; i++) {
            trail.record(AuditAction.REQUEST_VIEWED, "REQ%07d".formatted(i));
        }
        Document first = page("?action=REQUEST_VIEWED");
        assertThat(first.select("tbody tr")).hasSize(50);
        trail.record(AuditAction.REQUEST_VIEWED, "REQ0000099");
        Document second = page(first.select("a[rel=next]").attr("href").replace("/staff/audit", ""));

        assertThat(second.select("tbody tr")).hasSize(11);
        assertThat(second.select("tbody tr").first().text()).contains("REQ0000009");
        assertThat(second.select("tbody tr").last().text()).contains("REQ0100387");
        assertThat(second.select("a[rel=next]")).isEmpty();
        assertThat(second.select(".pagination a").attr("href"))
                .contains("action=REQUEST_VIEWED")
                .doesNotContain("before");
    }

    @Test
    void saysHowFarTheSealGoes() throws Exception {
        assertThat(page("").text()).contains("3 events are waiting", "There is no signed checkpoint yet");

        sealer.sealAndSign();
        assertThat(page("").text())
                .contains("Last checkpoint: AUD0000001, 11-24-2026, 12:00 AM")
                .doesNotContain("events are waiting");
    }

    @Test
    void remembersWhoLooked() throws Exception {
        page("?number=REQ0100387&address=nancy.nurse@sphealth.org");
        page("?number=nancy.nurse");

        assertThat(jdbc.sql(
                                "select concat(address, ' ', case_number, ' ', detail) from audit_event where action = 'AUDIT_VIEWED' order by id")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "registry.staff@mt.gov REQ0100387 audit trail, by number, person",
                        "registry.staff@mt.gov  audit trail, by number");
    }

    @Test
    void isAFileTooInWhichNothingCounts() throws Exception {
        String csv = ask("/events.csv?number=REQ0100388")
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Disposition", "attachment; filename=\"audit-trail.csv\""))
                .andExpect(header().string("Content-Type", "text/csv;charset=UTF-8"))
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(csv.lines().toList().get(0)).startsWith("\ufeff\"When\",\"Action\",\"Result\",\"Who\",\"Roles\"");
        assertThat(csv)
                .contains(
                        "\"2026-11-24 00:00:00\",\"CREDENTIAL_DELIVERED\",\"DONE\",\"\",\"\",\"\",\"REQ0100388\",\"'=cmd()\",");
        assertThat(jdbc.sql("select count(*) from audit_event where action = 'EXPORTED' and case_number = 'REQ0100388'")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void isAFileOfEveryEventHoweverMany() throws Exception {
        for (int i = 0; i < 1_100; i++) {
            trail.record(AuditAction.REQUEST_VIEWED, "REQ%07d".formatted(i));
        }
        String csv = ask("/events.csv?action=REQUEST_VIEWED")
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(csv.lines()).hasSize(1 + 1_101).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?action=NONSENSE", "?before=x"})
    void answersAPersonWhoseFilterMakesNoSenseWithAPage(String query) throws Exception {
        http.perform(get(URI.create("/staff/audit" + query))
                        .accept(MediaType.TEXT_HTML)
                        .with(user("r").roles("REGISTRY_STAFF")))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(""));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void opensForRegistryStaffAlone(Role role) throws Exception {
        int expected = role == Role.REGISTRY_STAFF ? 200 : 403;
        for (String path : List.of("/staff/audit", "/staff/audit/events.csv")) {
            http.perform(get(path).with(user("some.body").roles("CITIZEN", role.name())))
                    .andExpect(status().is(expected));
        }
    }

    private List<String> rows(String query) throws Exception {
        return page(query).select("tbody tr").stream().map(row -> row.text()).toList();
    }

    private Document page(String query) throws Exception {
        Document page = Jsoup.parse(
                ask(query).andExpect(status().isOk()).andReturn().getResponse().getContentAsString());
        assertThat(page.html()).doesNotContain("??");
        return page;
    }

    private ResultActions ask(String rest) throws Exception {
        return http.perform(
                get(URI.create("/staff/audit" + rest)).with(user("registry").roles("REGISTRY_STAFF")));
    }
}
