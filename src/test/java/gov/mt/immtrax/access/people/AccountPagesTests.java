package gov.mt.immtrax.access.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.number.CaseKind;
import java.io.StringReader;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** The register as staff search it, one account, and both lists as files. */
@ModelTest
@AutoConfigureMockMvc
class AccountPagesTests {

    @Autowired
    MockMvc http;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    AccountRegister register;

    @Autowired
    Mails mails;

    @Autowired
    JdbcClient jdbc;

    private String nancy;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        nancy = register.open(SampleAccount.facts(), Cause.of("REQ0100387")).number();
        register.open(
                facts("avdyke", "Anna Lena", "van Dyke", "anna@example.org", "Larkspur Clinic"),
                Cause.of("REQ0100001"));
        register.open(facts("nancym", "Nancy", "Miller", null, "Nursing Home Butte"), Cause.note("test"));
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nur                          | Miller, Nancy; Nurse, Nancy
            NURSE                        | Nurse, Nancy
            Nurse, Nan                   | Nurse, Nancy
            nancy nurse                  | Nurse, Nancy
            anna lena van dyke           | van Dyke, Anna Lena
            van dyke,anna                | van Dyke, Anna Lena
            van  dyke                    | van Dyke, Anna Lena
            nnur                         | Nurse, Nancy
            larkspur cl                  | van Dyke, Anna Lena
            stacy super                  | Miller, Nancy; Nurse, Nancy; van Dyke, Anna Lena
            Supervisor, Stacy            | Miller, Nancy; Nurse, Nancy; van Dyke, Anna Lena
            Anna@Example.org             | van Dyke, Anna Lena
            stacy.supervisor@sphealth.org| Miller, Nancy; Nurse, Nancy; van Dyke, Anna Lena
            req0100001                   | van Dyke, Anna Lena
            REQ0999999                   |
            urse                         |
            %                            |
            n_r                          |
            nurse' or 1=1 --             |
            """)
    void findsWhoeverIsMeant(String typed, String expected) throws Exception {
        assertThat(String.join("; ", names("/staff/accounts?find=" + typed)))
                .isEqualTo(expected == null ? "" : expected);
    }

    /** Case: two spellings of O'Brien or Mu\u00f1oz did not find each other, nor James Tiptree his Jr. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            O'Brien                      | O\u2019Brien, Mar\u00eda
            o\u2018brien                     | O\u2019Brien, Mar\u00eda
            o brien, maria               | O\u2019Brien, Mar\u00eda
            Maria OBrien                 | O\u2019Brien, Mar\u00eda
            obrien maria                 | O\u2019Brien, Mar\u00eda
            muno                         | Mu\u00f1oz, S\u00f8ren
            MUN\u0303OZ soren                | Mu\u00f1oz, S\u00f8ren
            James Tiptree                | Tiptree, James, Jr.
            Tiptree, James, Jr.          | Tiptree, James, Jr.
            Tiptree James III            | Tiptree, James, Jr.
            jtiptree.x                   | Tiptree, James, Jr.
            jtiptreex                    | Tiptree, James, Jr.
            SAINT  PETER\u2019S              | Nurse, Nancy; O\u2019Brien, Mar\u00eda; Tiptree, James, Jr.
            St. Peter's Hosp             | O\u2019Brien, Mar\u00eda; Tiptree, James, Jr.
            st peters hospital inc       | O\u2019Brien, Mar\u00eda; Tiptree, James, Jr.
            St Peters Hospital, L.L.C.   | O\u2019Brien, Mar\u00eda; Tiptree, James, Jr.
            Jose Garcia                  | Mu\u00f1oz, S\u00f8ren
            Garci\u0301a, Jos\u00e9              | Mu\u00f1oz, S\u00f8ren
            \u738b                           | \u738b, \u82b3
            \u9ec4                           |
            \u200b                           |
            '                            |
            """)
    void findsWhateverIsWrittenInAnotherWay(String typed, String expected) throws Exception {
        register.open(
                facts("mobrien", "Mar\u00eda", "O\u2019Brien", null, "St. Peter\u2019s Hospital"), Cause.note("test"));
        register.open(
                facts("jtiptree.x", "James, Jr.", "Tiptree", null, "ST PETERS  HOSPITAL, INC."), Cause.note("test"));
        register.open(
                facts("smunoz", "S\u00f8ren", "Mu\u00f1oz", null, "Clinic")
                        .withSupervisor("Jos\u00e9 Garc\u00eda", "jose@example.org"),
                Cause.note("test"));
        register.open(facts("wang", "\u82b3", "\u738b", null, "Clinic"), Cause.note("test"));

        assertThat(String.join("; ", names("/staff/accounts?find=" + typed)))
                .isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void findsByNumberAndByStatusAndSortsByEachColumn() throws Exception {
        register.inactivate(nancy, InactivationReason.END_DATE, Cause.note("over"));

        assertThat(names("/staff/accounts?find=" + nancy.toLowerCase())).containsExactly("Nurse, Nancy");
        assertThat(names("/staff/accounts?filter=inactivated")).containsExactly("Nurse, Nancy");
        assertThat(names("/staff/accounts?filter=active&find=nur")).containsExactly("Miller, Nancy");
        assertThat(names("/staff/accounts?filter=disputed")).isEmpty();
        for (AccountOrder order : AccountOrder.OF_ALL) {
            assertThat(names("/staff/accounts?sort=" + order.word()))
                    .as(order.word())
                    .hasSize(3);
            assertThat(names("/staff/accounts?dir=down&sort=" + order.word()))
                    .as(order.word())
                    .hasSize(3);
        }
        assertThat(names("/staff/accounts?sort=employer"))
                .containsExactly("van Dyke, Anna Lena", "Miller, Nancy", "Nurse, Nancy");
    }

    @Test
    void showsTheOtherEmployersOfALogin() throws Exception {
        Account known =
                register.open(SampleAccount.facts("twice", "Tina", "Twice", "tina@example.org"), Cause.note("known"));
        Account added = register.add(
                known.facts().with(Map.of("employer", "Elsewhere Clinic")),
                known,
                Instant.now(),
                Cause.note("as well"));
        assertThat(page("/staff/accounts/" + known.number()).select("dl.facts").html())
                .contains("Other employers of this login", "/staff/accounts/" + added.number());
    }

    @Test
    void showsOneAccountWithEverythingThatHappened() throws Exception {
        String request = office.submit(
                "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "accessLevel", "VACCINE_MANAGEMENT");
        office.withdraw(request);
        acting.is("registry.staff@mt.gov", Role.REGISTRY_STAFF);
        register.change(nancy, facts -> facts.withAccessLevel(AccessLevel.VACCINE_MANAGEMENT), Cause.of("REQ0100400"));
        mails.post("dispute-kept", Audience.SUPERVISOR, CaseKind.ACCOUNT.of(nancy));
        acting.is(Office.HELP_DESK, Role.HELP_DESK);

        Document page = page("/staff/accounts/" + nancy);

        assertThat(page.select("h1").text()).isEqualTo("Nancy Nurse Active");
        assertThat(page.select(".timeline li").eachText())
                .satisfiesExactly(
                        change -> assertThat(change)
                                .contains(
                                        "Access level changed",
                                        "Access level: from Read Only with Consent to Vaccine Management",
                                        "REQ0100400, registry.staff@mt.gov"),
                        opened -> assertThat(opened).contains("Account set up", "REQ0100387, help.desk@mt.gov"));
        assertThat(page.select("td, th").select("a[href=/requests/" + request + "]"))
                .hasSize(1);
        assertThat(page.select("a[href=/agreements/REQ0100387/record]")).hasSize(1);
        assertThat(page.text()).contains("Emails about this account", "stays on their list");
        assertThat(page.html()).doesNotContain("??").doesNotContain("supervisors/replace");
        http.perform(get("/staff/accounts/ACC9999999").with(user("d").authorities(() -> "ROLE_HELP_DESK")))
                .andExpect(status().isNotFound());
        assertThat(page("/staff/mails?number=" + nancy).select("tbody a").attr("href"))
                .isEqualTo("/staff/accounts/" + nancy);
        assertThat(told("ACCOUNT_VIEWED")).isEqualTo("nnurse");
    }

    @Test
    void saysAllThatATaskNeeds() throws Exception {
        register.add(
                register.get(nancy).facts().with(Map.of("employer", "Benefis")),
                register.get(nancy),
                Instant.parse("2026-11-23T17:00:00Z"),
                Cause.note("as well"));
        http.perform(get("/staff/accounts/{n}/summary.json", nancy)
                        .with(user("d").authorities(() -> "ROLE_HELP_DESK")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.accountNumber").value(nancy))
                .andExpect(jsonPath("$.name").value("Nancy Nurse"))
                .andExpect(jsonPath("$.username").value("nnurse"))
                .andExpect(jsonPath("$.accessLevelLabel").value("Read Only with Consent"))
                .andExpect(jsonPath("$.supervisorAddress").value(Office.SUPERVISOR))
                .andExpect(jsonPath("$.provisionedOn").value("2026-11-23"))
                .andExpect(jsonPath("$.otherEmployers[0]").value("Benefis"))
                .andExpect(jsonPath("$.statusLabel").value("Active"));
        assertThat(told("ACCOUNT_VIEWED")).isEqualTo("nnurse");
    }

    @Test
    void tellsTheTrailWhatWasLookedForAndNotWhom() throws Exception {
        page("/staff/accounts?find=nurse&filter=active");
        assertThat(jdbc.sql("select detail from audit_event where action = 'ACCOUNTS_LISTED' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("by search, active");
    }

    @Test
    void writesBothListsAsFiles() throws Exception {
        jdbc.sql("update account set employer = '=1+1' where number = :number")
                .param("number", nancy)
                .update();

        MockHttpServletResponse all = ask(Role.REGISTRY_STAFF, "/staff/accounts.csv");
        List<CSVRecord> rows = rows(all);
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0).toList()).startsWith("Account", "User name", "Last name", "First name", "Email address");
        assertThat(rows.get(2).toList())
                .startsWith(
                        nancy,
                        "nnurse",
                        "Nurse",
                        "Nancy",
                        Office.USER,
                        "'=1+1",
                        "SPH Broadway",
                        "",
                        "Read Only with Consent",
                        "Active");
        assertThat(all.getHeader("Content-Disposition")).isEqualTo("attachment; filename=\"accounts.csv\"");
        assertThat(rows(ask(Role.HELP_DESK_LEAD, "/staff/accounts.csv?find=larkspur")))
                .hasSize(2);
        assertThat(jdbc.sql("select detail from audit_event where action = 'EXPORTED' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("accounts as CSV, by search");

        acting.is(Office.SUPERVISOR);
        assertThat(rows(askAsCitizen("/people/accounts.csv?find=nancy"))).hasSize(3);
        acting.is("other.supervisor@example.org");
        assertThat(rows(askAsCitizen("/people/accounts.csv"))).hasSize(1);
        assertThat(jdbc.sql("select detail from audit_event where action = 'EXPORTED' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("own people as CSV");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"HELP_DESK", "HELP_DESK_LEAD", "REGISTRY_STAFF"})
    void offersTheFileToThoseWhoGetIt(Role role) throws Exception {
        assertThat(ask(role, "/staff/accounts").getContentAsString().contains("/staff/accounts.csv"))
                .isEqualTo(role != Role.HELP_DESK);
        assertThat(ask(role, "/staff/accounts.csv").getStatus()).isEqualTo(role == Role.HELP_DESK ? 403 : 200);
    }

    private static AccountFacts facts(String username, String first, String last, String address, String employer) {
        AccountFacts f = SampleAccount.facts(username, first, last, address);
        return new AccountFacts(
                f.username(),
                f.firstName(),
                f.lastName(),
                f.emailAddress(),
                employer,
                f.locationName(),
                f.accessLevel(),
                f.vfcPin(),
                f.supervisorName(),
                f.supervisorAddress(),
                null,
                f.endDate(),
                null,
                null);
    }

    private String told(String action) {
        return jdbc.sql("select account from audit_event where action = :action order by id desc limit 1")
                .param("action", action)
                .query(String.class)
                .single();
    }

    private MockHttpServletResponse ask(Role role, String path) throws Exception {
        acting.is("somebody@mt.gov", role);
        return http.perform(get(path).with(user("somebody").authorities(() -> role.authority())))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse askAsCitizen(String path) throws Exception {
        return http.perform(get(path).with(user("s").authorities(() -> "ROLE_CITIZEN")))
                .andReturn()
                .getResponse();
    }

    private static List<CSVRecord> rows(MockHttpServletResponse answer) throws Exception {
        assertThat(answer.getStatus()).isEqualTo(200);
        return CSVFormat.RFC4180
                .parse(new StringReader(answer.getContentAsString().substring(1)))
                .getRecords();
    }

    private List<String> names(String url) throws Exception {
        return page(url).select("tbody th").eachText();
    }

    private Document page(String url) throws Exception {
        String path = url.replace("%", "%25").replace(" ", "%20").replace("'", "%27");
        return Jsoup.parse(http.perform(get(URI.create(path)).with(user("d").authorities(() -> "ROLE_HELP_DESK")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }
}
