package gov.mt.immtrax.access.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@ModelTest
@AutoConfigureMockMvc
class RequestExportTests {

    private static final String FILE = "/staff/requests.csv";

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void isToldToTheTrail() throws Exception {
        long before = exports();
        ask(Role.REGISTRY_STAFF, FILE);

        assertThat(exports()).isEqualTo(before + 1);

        ask(Role.REGISTRY_STAFF, FILE + "?find=nancy.nurse@sphealth.org");
        assertThat(exports()).as("not everything").isEqualTo(before + 1);
        assertThat(jdbc.sql("select detail from audit_event where action = 'EXPORTED' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("requests as CSV, by search");
    }

    private long exports() {
        return jdbc.sql("select count(*) from audit_event where action = 'EXPORTED' and detail = 'requests as CSV'")
                .query(Long.class)
                .single();
    }

    @Test
    void holdsWhatAnAuditorAsksFor() throws Exception {
        String number = office.submit();
        office.withdraw(number);

        List<CSVRecord> rows = rows(ask(Role.REGISTRY_STAFF, FILE));

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).toList()).startsWith("Request", "Type", "Status", "Person");
        assertThat(rows.get(1).toList())
                .containsExactly(
                        number,
                        "New Access",
                        "Withdrawn",
                        "Nancy Nurse",
                        Office.USER,
                        "St. Peters Health",
                        "SPH Broadway",
                        "",
                        "Read Only with Consent",
                        "Stacy Supervisor",
                        Office.SUPERVISOR,
                        "2026-11-23 10:00",
                        "",
                        "",
                        "2026-11-23 10:00",
                        "No");
    }

    @Test
    void keepsWhatNobodyHasToTakeAway() throws Exception {
        String number = office.submit();
        office.sign(number);
        office.provision(number);
        var request = office.request(number);

        assertThat(ask(Role.REGISTRY_STAFF, FILE).getContentAsString())
                .contains(number)
                .doesNotContain(
                        request.dateOfBirth().toString(),
                        "03-20-1982",
                        Office.PASSWORD,
                        "nnurse",
                        request.phoneNumber(),
                        request.justification());
    }

    @Test
    void findsWhatTheListFinds() throws Exception {
        String first = office.submit();
        String second = office.submit("emailAddress", "other.nurse@sphealth.org");

        assertThat(rows(ask(Role.HELP_DESK_LEAD, FILE)).stream().skip(1).map(row -> row.get(0)))
                .containsExactly(first, second);
        assertThat(rows(ask(Role.HELP_DESK_LEAD, FILE + "?find=" + first.toLowerCase()))
                        .get(1)
                        .get(0))
                .isEqualTo(first);
        assertThat(rows(ask(Role.HELP_DESK_LEAD, FILE + "?find=Other.Nurse@SPHealth.org")))
                .hasSize(2);
        assertThat(rows(ask(Role.HELP_DESK_LEAD, FILE + "?find=' or 1=1 --"))).hasSize(1);
    }

    @Test
    void goesToADiskAndToNoCache() throws Exception {
        MockHttpServletResponse answer = ask(Role.REGISTRY_STAFF, FILE);

        assertThat(answer.getContentType()).isEqualTo("text/csv;charset=UTF-8");
        assertThat(answer.getHeader("Content-Disposition")).isEqualTo("attachment; filename=\"requests.csv\"");
        assertThat(answer.getHeader("Cache-Control")).contains("no-store");
        assertThat(answer.getContentAsString()).startsWith("\ufeff");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"CITIZEN", "HELP_DESK", "OPERATIONS"})
    void staysClosedToOthers(Role role) throws Exception {
        assertThat(ask(role, FILE).getStatus()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"HELP_DESK", "HELP_DESK_LEAD", "REGISTRY_STAFF"})
    void isOfferedToThoseWhoGetIt(Role role) throws Exception {
        assertThat(ask(role, "/requests").getContentAsString().contains(FILE)).isEqualTo(role != Role.HELP_DESK);
    }

    private MockHttpServletResponse ask(Role role, String path) throws Exception {
        acting.is("somebody@mt.gov", role);
        return http.perform(get(path)
                        .accept("text/html", "*/*")
                        .with(user("somebody").authorities(() -> role.authority())))
                .andReturn()
                .getResponse();
    }

    private static List<CSVRecord> rows(MockHttpServletResponse answer) throws IOException {
        assertThat(answer.getStatus()).isEqualTo(200);
        return CSVFormat.RFC4180
                .parse(new StringReader(answer.getContentAsString().substring(1)))
                .getRecords();
    }
}
