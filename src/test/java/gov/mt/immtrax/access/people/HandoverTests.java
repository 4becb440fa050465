package gov.mt.immtrax.access.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.EmailAddressChange;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** Stacy asks Otto, who answers for Olga at the same clinic, to take over Nancy. */
@ModelTest
@AutoConfigureMockMvc
class HandoverTests {

    private static final String STACY = Office.SUPERVISOR;
    private static final String OTTO = "otto.other@sphealth.org";

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

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate template;

    private String nancy;
    private String olga;
    private String page;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        nancy = open(SampleAccount.facts());
        olga = open(SampleAccount.facts("oolsen", "Olga", "Olsen", "olga@sphealth.org")
                .withSupervisor("Otto Other", OTTO));
        office.runJobs();
        page = "/people/" + nancy + "/handover";
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void replacesTheSupervisorWhenTheSecondOneAccepts() throws Exception {
        String request = office.submitFor(nancy);
        office.runJobs();
        String number = asked();
        assertThat(register.get(nancy).facts().supervisorAddress())
                .as("until then nothing changes")
                .isEqualTo(STACY);
        assertThat(office.mailsTo(OTTO)).containsExactly(number + ": will you take over a person?");
        acting.is(STACY);
        assertThat(page(page).text()).contains("You asked Otto Other (" + OTTO + ") to take over.");

        acting.is(OTTO);
        assertThat(page("/people").text()).contains("Stacy Supervisor asks you to take over a person.");
        assertThat(page("/people/handovers/" + number).text())
                .contains("Do you take over Nancy Nurse?", "I change departments");
        assertThat(status("/requests/" + request)).isEqualTo(404);
        assertThat(send("/people/handovers/" + number, Map.of("accept", "true")).getRedirectedUrl())
                .isEqualTo("/people");
        office.runJobs();

        assertThat(register.get(nancy).facts().supervisorAddress()).isEqualTo(OTTO);
        assertThat(register.get(nancy).facts().supervisorName()).isEqualTo("Otto Other");
        assertThat(office.request(request).supervisorAddress())
                .as("open requests follow")
                .isEqualTo(OTTO);
        assertThat(office.lastMailTo(STACY)).contains("Otto Other has taken over Nancy Nurse");
        acting.is(STACY);
        assertThat(status(page)).isEqualTo(404);
        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
        assertThat(page("/staff/accounts/" + nancy).select(".timeline").text())
                .contains("Another supervisor asked to take over", "I change departments", STACY, OTTO, number);
        assertThat(jdbc.sql("select action || ' ' || detail from audit_event where case_number = :number order by id")
                        .param("number", number)
                        .query(String.class)
                        .list())
                .containsExactly("HANDOVER_ASKED " + nancy, "HANDOVER_ANSWERED ACCEPTED");
        acting.is(OTTO);
        assertThat(page("/people/handovers/" + number).text()).contains("Nothing was changed.");
    }

    @Test
    void mayBeDeclinedTakenBackAndAskedAgain() throws Exception {
        String first = asked();
        acting.is(OTTO);
        send("/people/handovers/" + first, Map.of("decline", "true"));
        office.runJobs();
        assertThat(office.lastMailTo(STACY)).contains("Otto Other declined to take over Nancy Nurse");

        String second = asked();
        acting.is(STACY);
        assertThat(send(page + "/withdraw", Map.of()).getRedirectedUrl()).isEqualTo(page);
        acting.is(OTTO);
        send("/people/handovers/" + second, Map.of("accept", "true"));
        assertThat(register.get(nancy).facts().supervisorAddress()).isEqualTo(STACY);
        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
        assertThat(page("/staff/accounts/" + nancy).select(".timeline").text())
                .contains("Declined to take over", "Question to take over taken back");
    }

    @Test
    void lapsesInTimeAndWhenThePersonHasAnotherSupervisorOrNoAccess() throws Exception {
        String number = asked();
        office.itIs("2026-12-08T17:00");
        acting.is(OTTO);
        assertThat(page("/people/handovers/" + number).text()).contains("it has lapsed");
        send("/people/handovers/" + number, Map.of("accept", "true"));
        assertThat(register.get(nancy).facts().supervisorAddress()).isEqualTo(STACY);

        String again = asked();
        assertThat(again).isNotEqualTo(number);
        register.change(nancy, facts -> facts.withSupervisor("Bo Boss", "bo.boss@sphealth.org"), Cause.note("test"));
        acting.is(OTTO);
        assertThat(page("/people").text()).doesNotContain("asks you to take over");
        send("/people/handovers/" + again, Map.of("accept", "true"));
        assertThat(register.get(nancy).facts().supervisorAddress()).isEqualTo("bo.boss@sphealth.org");

        register.change(nancy, facts -> facts.withSupervisor("Stacy Supervisor", STACY), Cause.note("test"));
        register.inactivate(nancy, InactivationReason.INACTIVITY, Cause.note("test"));
        assertThat(page("/people/handovers/" + again).select("button[name=accept]"))
                .isEmpty();
    }

    @Test
    void lapsesWhenTheSecondOneIsNoLongerKnownAtTheClinic() throws Exception {
        String number = asked();
        register.change(olga, facts -> facts.withSupervisor("Bo Boss", "bo.boss@sphealth.org"), Cause.note("test"));
        acting.is(OTTO);
        assertThat(Jsoup.parse(send("/people/handovers/" + number, Map.of("accept", "true"))
                                .getContentAsString())
                        .text())
                .contains("it has lapsed");
        office.runJobs();
        assertThat(register.get(nancy).facts().supervisorAddress()).isEqualTo(STACY);
        assertThat(office.mailsTo(STACY)).isEmpty();
        acting.is(STACY);
        assertThat(page(page).select("#address")).hasSize(1);
    }

    @Test
    void followsNewAddressesOfBothOfficials() throws Exception {
        String ofOtto = open(SampleAccount.facts("oother", "Otto", "Other", OTTO));
        String ofStacy = open(SampleAccount.facts("sstacy", "Stacy", "Supervisor", STACY)
                .withSupervisor("Bo Boss", "bo.boss@sphealth.org"));
        String number = asked();
        loggedInWith(ofOtto, OTTO, "otto.new@sphealth.org");
        loggedInWith(ofStacy, STACY, "stacy.new@sphealth.org");
        acting.is("stacy.new@sphealth.org");
        assertThat(page(page).text()).contains("You asked Otto Other (otto.new@sphealth.org) to take over.");
        acting.is(OTTO);
        assertThat(status("/people/handovers/" + number)).isEqualTo(404);
        acting.is("otto.new@sphealth.org");
        assertThat(send("/people/handovers/" + number, Map.of("accept", "true")).getRedirectedUrl())
                .isEqualTo("/people");
        assertThat(register.get(nancy).facts().supervisorAddress()).isEqualTo("otto.new@sphealth.org");
    }

    private void loggedInWith(String account, String before, String now) {
        template.executeWithoutResult(it -> {
            register.change(account, facts -> facts.withEmailAddress(now), Cause.note("married"));
            events.publishEvent(new EmailAddressChange(account, before, now, office.now(), office.now()));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "otto", "stacy.supervisor@sphealth.org", "nancy.nurse@sphealth.org", "no.one@x.org"})
    void asksOnlyAnOfficialOfTheSameClinicAndKeepsWhatWasTyped(String address) throws Exception {
        acting.is(STACY);
        MockHttpServletResponse answer = send(page, Map.of("address", address, "reason", "A reason"));
        assertThat(answer.getStatus()).isEqualTo(422);
        Document shown = Jsoup.parse(answer.getContentAsString());
        assertThat(shown.select("#address-error").text()).isNotEmpty();
        assertThat(shown.select("#address").attr("value")).isEqualTo(address);
        assertThat(shown.select("#reason").text()).isEqualTo("A reason");
    }

    @Test
    void doesNotAskAnOfficialOfAnotherClinic() throws Exception {
        open(SampleAccount.facts("eelse", "Ella", "Else", "ella@example.org")
                .with(Map.of("employer", "Larkspur Clinic"))
                .withSupervisor("Lara Lark", "lara@example.org"));
        acting.is(STACY);
        assertThat(send(page, Map.of("address", "lara@example.org", "reason", "x"))
                        .getContentAsString())
                .contains("does not know this address as that of a supervisor at the same employer");
    }

    @Test
    void isNobodyElsesBusiness() throws Exception {
        String number = asked();
        for (String stranger : List.of("stranger@example.org", Office.USER)) {
            acting.is(stranger);
            assertThat(status(page)).isEqualTo(404);
            assertThat(status("/people/handovers/" + number)).isEqualTo(404);
            assertThat(status("/people/handovers/HND9999999")).isEqualTo(404);
            assertThat(send("/people/handovers/" + number, Map.of("accept", "true"))
                            .getStatus())
                    .isEqualTo(404);
        }
        acting.is(STACY);
        assertThat(status("/people/handovers/" + number))
                .as("only who is asked answers")
                .isEqualTo(404);
    }

    private String asked() throws Exception {
        acting.is(STACY);
        assertThat(send(page, Map.of("address", " Otto.Other@sphealth.org", "reason", "I change departments"))
                        .getRedirectedUrl())
                .isEqualTo(page);
        office.runJobs();
        return jdbc.sql("select number from supervisor_handover order by number desc limit 1")
                .query(String.class)
                .single();
    }

    private MockHttpServletResponse send(String path, Map<String, String> values) throws Exception {
        MockHttpServletRequestBuilder form = post(path).with(login()).with(csrf());
        values.forEach(form::param);
        return http.perform(form).andReturn().getResponse();
    }

    private Document page(String path) throws Exception {
        MockHttpServletResponse answer =
                http.perform(get(path).with(login())).andReturn().getResponse();
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.getContentAsString());
    }

    private int status(String path) throws Exception {
        return http.perform(get(path).with(login())).andReturn().getResponse().getStatus();
    }

    private RequestPostProcessor login() {
        return user("x")
                .authorities(acting.require().roles().stream()
                        .map(role -> new SimpleGrantedAuthority(role.authority()))
                        .toList());
    }

    private String open(AccountFacts facts) {
        return register.open(facts, Cause.note("test")).number();
    }
}
