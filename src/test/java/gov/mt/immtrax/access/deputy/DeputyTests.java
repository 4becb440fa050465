package gov.mt.immtrax.access.deputy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import gov.mt.immtrax.access.AtOnce;
import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.EmailAddressChange;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.deletion.SampleDeletion;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.people.correction.AccountCorrections;
import gov.mt.immtrax.access.people.departure.OtherOfficials;
import gov.mt.immtrax.access.people.replacement.NewSupervisor;
import gov.mt.immtrax.access.people.replacement.SupervisorReplacements;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** Stacy answers for Nancy and Dana, and names Dana as her deputy. */
@ModelTest
@AutoConfigureMockMvc
class DeputyTests {

    private static final String STACY = Office.SUPERVISOR;
    private static final String NANCY = Office.USER;
    private static final String DANA = "dana.deputy@sphealth.org";
    private static final String OTTO = "other.supervisor@example.org";
    private static final String BOTH = DANA + " for " + STACY;

    @Autowired
    MockMvc http;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    AccountRegister register;

    @Autowired
    DeputyshipService service;

    @Autowired
    SupervisorReplacements replacements;

    @Autowired
    AccountCorrections corrections;

    @Autowired
    @Qualifier("noOneDecidesForThemselves")
    FormRule ownDecision;

    @Autowired
    OtherOfficials suggestions;

    @Autowired
    Mails mails;

    @Autowired
    ManagementService jobs;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate template;

    private String nancy;
    private String dana;
    private String stacy;
    private long auditBefore;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        nancy = open(SampleAccount.facts());
        dana = open(SampleAccount.facts("ddeputy", "Dana", "Deputy", DANA));
        stacy = open(SampleAccount.facts("sstacy", "Stacy", "Supervisor", STACY)
                .withSupervisor("Bo Boss", "bo.boss@sphealth.org"));
        office.runJobs();
        auditBefore = jdbc.sql("select coalesce(max(id), 0) from audit_event")
                .query(Long.class)
                .single();
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void isNamedAcceptsAndActsAndBothNamesStandInTheTrail() throws Exception {
        acting.is(STACY);
        assertThat(page("/people").select("a").eachAttr("href")).contains("/people/deputies");
        assertThat(page("/people/deputies").text()).contains("You can have two", "within 10 business days");
        assertThat(name("Dana Deputy", DANA).getRedirectedUrl()).isEqualTo("/people/deputies");
        office.runJobs();
        String number = newest();
        assertThat(office.mailsTo(DANA)).containsExactly(number + ": will you be a deputy for imMTrax access?");
        assertThat(office.lastMailTo(DANA)).contains("Stacy Supervisor", "/people/deputies/" + number + "/answer");

        acting.is(DANA);
        assertThat(status("/people/for/" + number))
                .as("nothing is granted before")
                .isEqualTo(404);
        assertThat(status("/requests/new?type=PERMISSIONS_CHANGE&account=" + nancy))
                .isEqualTo(404);
        assertThat(page("/people/deputies/" + number + "/answer").text())
                .contains("Will you be the deputy of Stacy Supervisor?");
        assertThat(send("/people/deputies/" + number + "/answer", Map.of("accept", "true"))
                        .getRedirectedUrl())
                .isEqualTo("/people/for/" + number);
        office.runJobs();
        assertThat(office.mailsTo(STACY)).containsExactly(number + ": your deputy has answered");

        acting.is(DANA);
        Document people = page("/people/for/" + number);
        assertThat(people.text()).contains("You act for Stacy Supervisor.", "People of Stacy Supervisor");
        assertThat(people.select("tbody th").eachText())
                .as("neither Dana nor Stacy")
                .containsExactly("Nurse, Nancy nnurse");
        assertThat(page("/people").text())
                .contains("You may act for Stacy Supervisor.")
                .doesNotContain("Nancy");

        String request = submitFor(nancy);
        assertThat(office.request(request).supervisorAddress()).isEqualTo(STACY);
        assertThat(office.request(request).supervisorName()).isEqualTo("Stacy Supervisor");
        assertThat(page("/requests/" + request).text()).contains("You act for Stacy Supervisor.", BOTH);
        assertThat(page("/requests/for/" + number).text()).contains(request);
        assertThat(page("/requests").text())
                .contains("You may act for Stacy Supervisor.")
                .doesNotContain(request);
        assertThat(trail())
                .containsExactly(
                        "DEPUTY_NAMED " + number + " " + STACY + " known at the clinic",
                        "ROLE_REFUSED " + number + " " + DANA + " /people/for/" + number,
                        "ROLE_REFUSED null " + DANA + " /requests/new",
                        "DEPUTY_ACCEPTED " + number + " " + DANA + " null",
                        "REQUEST_SUBMITTED " + request + " " + DANA + " for " + STACY);

        send("/requests/" + request + "/withdraw", Map.of("confirm", "true"));
        assertThat(page("/requests/" + request).text()).contains("The supervisor withdrew the request", BOTH);
        acting.is(STACY);
        assertThat(page("/requests/" + request).select(".timeline").text()).contains(BOTH);
    }

    @Test
    void correctsReturnedRequestsOfTheOfficialAndCannotMakeThemHerOwn() throws Exception {
        String number = accepted();
        String request = office.submit("emailAddress", "new.nurse@sphealth.org", "legalFirstName", "Nora");
        acting.is(DANA);
        assertThat(page("/requests/" + request).select(".actions a").eachAttr("href"))
                .contains("/requests/" + request + "/correct", "/requests/" + request + "/email");
        Map<String, Object> values = Office.screenshotWith(
                "emailAddress", "new.nurse@sphealth.org", "legalFirstName", "Nora", "jobTitle", "Nurse Lead");
        values.put("supervisorName", "Dana Deputy");

        assertThat(send("/requests/" + request + "/correct", values).getStatus())
                .isEqualTo(303);

        assertThat(office.request(request).jobTitle()).isEqualTo("Nurse Lead");
        assertThat(office.request(request).supervisorName())
                .as("who the official is, a deputy does not choose")
                .isEqualTo("Stacy Supervisor");
        assertThat(send("/requests/" + request + "/email", Map.of("emailAddress", DANA))
                        .getContentAsString())
                .contains("This is your own address.");
        assertThat(send("/requests/" + request + "/email", Map.of("emailAddress", "nora@sphealth.org"))
                        .getStatus())
                .isEqualTo(303);
        assertThat(page("/requests/for/" + number).text()).contains(request);
    }

    @Test
    void requestsNewAccessInTheNameOfTheOfficialButNotForTheTwoOfThem() throws Exception {
        String number = accepted();
        acting.is(DANA);
        Document form = page("/requests/new?type=NEW_ACCESS&for=" + number);
        assertThat(form.text()).contains("You act for Stacy Supervisor.");
        assertThat(form.select("form").eachAttr("action")).contains("/requests/new?for=" + number);
        assertThat(form.select("a").eachAttr("href")).contains("/clinics?type=NEW_ACCESS&for=" + number);
        assertThat(page("/clinics?type=NEW_ACCESS&for=" + number)
                        .select("main a")
                        .eachAttr("href"))
                .contains("/requests/new?type=NEW_ACCESS&for=" + number);

        for (String own : List.of(DANA, STACY)) {
            assertThat(send(
                                    "/requests/new?for=" + number,
                                    Office.screenshotWith("emailAddress", own, "legalFirstName", "Somebody"))
                            .getStatus())
                    .isEqualTo(422);
        }
        MockHttpServletResponse sent = send(
                "/requests/new?for=" + number,
                Office.screenshotWith("emailAddress", "new.nurse@sphealth.org", "legalFirstName", "Nora"));

        assertThat(sent.getStatus()).as(sent.getContentAsString()).isEqualTo(303);
        String request = sent.getRedirectedUrl().substring("/requests/".length());
        assertThat(office.request(request).supervisorAddress()).isEqualTo(STACY);
        acting.is(OTTO);
        assertThat(status("/requests/new?for=" + number)).isEqualTo(404);
        assertThat(send("/requests/new?for=" + number, Office.screenshot()).getStatus())
                .isEqualTo(404);
    }

    @Test
    void endsAccessAndDisputesAsTheOfficialMay() throws Exception {
        String number = accepted();
        acting.is(DANA);
        assertThat(page("/deletions/new?for=" + number)
                        .select("#account option")
                        .eachText())
                .contains("Nurse, Nancy (SPH Broadway)")
                .noneMatch(it -> it.contains("Dana"));
        assertThat(status("/deletions/new?account=" + dana)).as("her own").isEqualTo(404);
        Map<String, Object> values = new HashMap<>(SampleDeletion.with());
        values.put("asked", nancy);
        values.put("confirm", "true");
        MockHttpServletResponse sent = send("/deletions/new?account=" + nancy, values);
        assertThat(sent.getStatus()).as(sent.getContentAsString()).isEqualTo(303);
        String page = sent.getRedirectedUrl();
        office.runJobs();

        acting.is(DANA);
        assertThat(page(page).text())
                .contains("You act for Stacy Supervisor.", BOTH)
                .contains("Withdraw this access deletion");
        assertThat(page("/people/for/" + number).text()).contains("Access deletion requested");
        assertThat(page("/requests/for/" + number).text()).contains(page.substring(page.lastIndexOf('/') + 1));
        assertThat(status("/requests/" + page.substring(page.lastIndexOf('/') + 1)))
                .as("redirects to the deletion")
                .isEqualTo(303);
        send(page + "/withdraw", Map.of("confirm", "true"));

        assertThat(send("/people/" + nancy + "/dispute", Map.of("note", "Never seen"))
                        .getRedirectedUrl())
                .isEqualTo("/people/for/" + number);
        assertThat(jdbc.sql("select disputed_by from account_dispute")
                        .query(String.class)
                        .single())
                .isEqualTo(STACY);
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        assertThat(page("/staff/accounts/" + nancy).select(".timeline").text()).contains(BOTH);
        acting.is(DANA);
        assertThat(status("/people/" + dana + "/dispute")).isEqualTo(404);
        assertThat(status("/people/" + stacy + "/dispute")).isEqualTo(404);
    }

    @Test
    void endsNeitherOfTheTwoAccessesWhateverAddressIsTyped() throws Exception {
        String number = accepted();
        Map<String, Object> values = new HashMap<>(SampleDeletion.with(
                "legalFirstName", "Dana", "legalLastName", "Deputy", "username", "ddeputy", "emailAddress", "d@x.org"));
        values.put("confirm", "true");
        acting.is(DANA);
        MockHttpServletResponse refused = send("/deletions/new?for=" + number, values);
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(refused.getContentAsString()).contains("This is your own address.");

        acting.is(STACY);
        values.put("asked", dana);
        MockHttpServletResponse sent = send("/deletions/new", values);
        assertThat(sent.getStatus()).as(sent.getContentAsString()).isEqualTo(303);
        String page = sent.getRedirectedUrl();
        assertThat(status(page)).isEqualTo(200);
        acting.is(DANA);
        assertThat(status(page)).isEqualTo(404);
        String deletion = page.substring(page.lastIndexOf('/') + 1);
        assertThat(status("/requests/" + deletion)).isEqualTo(404);
        assertThat(page("/requests/for/" + number).text()).doesNotContain(deletion);
    }

    @Test
    void handsNobodyOver() throws Exception {
        String number = accepted();
        String page = "/people/" + nancy + "/handover";
        acting.is(STACY);
        assertThat(page("/people").select("a").eachAttr("href")).contains(page);
        acting.is(DANA);
        assertThat(page("/people/for/" + number).select("a").eachAttr("href"))
                .doesNotContain(page)
                .contains("/people/" + nancy + "/dispute");
        assertThat(status(page)).isEqualTo(404);
        assertThat(send(page, Map.of("address", DANA, "reason", "mine now")).getStatus())
                .isEqualTo(404);
        assertThat(send(page + "/withdraw", Map.of()).getStatus()).isEqualTo(404);
    }

    @Test
    void getsTheEmailsOfTheOfficialEachAsItsOwnUntilItEnds() throws Exception {
        String number = accepted();
        mailAboutNancy();
        office.runJobs();

        assertThat(office.mailsTo(STACY)).hasSize(1);
        assertThat(office.mailsTo(DANA)).isEqualTo(office.mailsTo(STACY));
        assertThat(office.lastMailTo(DANA))
                .contains("You receive this because you are the deputy of Stacy Supervisor.", "Hello Dana Deputy,");
        assertThat(office.lastMailTo(STACY)).doesNotContain("deputy");
        assertThat(jdbc.sql("select distinct message_id from mail_ledger where template = 'dispute-kept'")
                        .query(String.class)
                        .list())
                .hasSize(2);

        mails.post("dispute-kept", Audience.SUPERVISOR, CaseKind.ACCOUNT.of(dana));
        office.runJobs();
        assertThat(office.mailsTo(DANA)).as("not about herself").hasSize(1);

        acting.is(STACY);
        send("/people/deputies/" + number + "/end", Map.of("confirm", "true"));
        mailAboutNancy();
        office.runJobs();
        assertThat(office.mailsTo(STACY)).hasSize(3);
        assertThat(office.mailsTo(DANA))
                .as("nothing more than that it has ended")
                .hasSize(2)
                .last()
                .isEqualTo(number + ": you are no longer a deputy");
    }

    @Test
    void sendsNothingThatWaitedWhenItEndsBetweenTheTwoEmails() throws Exception {
        String number = accepted();
        mailAboutNancy();
        runOneJob(); // the official's, which posts the deputy's
        acting.is(STACY);
        send("/people/deputies/" + number + "/end", Map.of("confirm", "true"));
        office.runJobs();

        assertThat(office.mailsTo(STACY)).hasSize(1);
        assertThat(office.mailsTo(DANA)).containsExactly(number + ": you are no longer a deputy");
        assertThat(jdbc.sql("select state from mail_ledger where audience = 'DEPUTY' and copy_of is not null")
                        .query(String.class)
                        .list())
                .containsExactly("WITHDRAWN");
    }

    @Test
    void readsWhatTheHelpDeskCorrected() throws Exception {
        accepted();
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        corrections.correct(nancy, Map.of("lastName", "Norris"), "She called");
        office.runJobs();
        assertThat(office.lastMailTo(STACY)).contains("Norris");
        assertThat(office.lastMailTo(DANA)).contains("Norris");

        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        office.itIs("2026-11-23T11:00");
        corrections.correct(nancy, Map.of("firstName", "Nora"), "She called again");
        office.runJobs();
        assertThat(office.lastMailTo(STACY)).as("what is new").contains("Nora").doesNotContain("Last name");
        assertThat(office.lastMailTo(DANA)).contains("Nora").doesNotContain("Last name");
    }

    @Test
    void hasCopiesThatDoNotCountAsTheEmailsOfTheOfficial() throws Exception {
        accepted();
        mailAboutNancy();
        runOneJob(); // the official's, which posts the deputy's
        assertThat(mails.withdrawSuperseded(CaseKind.ACCOUNT.of(nancy), "dispute-kept"))
                .as("the official's was sent")
                .isFalse();
        office.runJobs();
        assertThat(office.mailsTo(STACY)).hasSize(1);
        assertThat(office.mailsTo(DANA)).isEmpty();
    }

    @Test
    void whoWorksForTheRegistryDecidesOnNothingOfTheirOwn() throws Exception {
        accepted();
        acting.is(DANA);
        String request = submitFor(nancy);
        FormSubmission decision =
                new FormSubmission("decide-access-request", "", Optional.of(request), Map.of("outcome", "APPROVED"));
        acting.is(DANA, Role.REGISTRY_STAFF);
        assertThat(ownDecision.check(decision)).isPresent();
        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
        assertThat(ownDecision.check(decision)).isEmpty();

        String manager = "manager@sphealth.org";
        acting.is(STACY);
        name("Mona Manager", manager);
        for (String own : List.of(manager, STACY)) {
            acting.is(own, Role.REGISTRY_STAFF);
            send("/staff/deputies/" + newest() + "/confirm", Map.of());
            assertThat(service.find(newest()).orElseThrow().confirmedBy()).isNull();
        }
    }

    @Test
    void endsAtOnceAlsoBetweenThePageAndItsForm() throws Exception {
        String number = accepted();
        acting.is(DANA);
        page("/requests/new?type=PERMISSIONS_CHANGE&account=" + nancy);
        acting.is(STACY);
        assertThat(page("/people/deputies/" + number + "/end").text()).contains("It ends at once");
        assertThat(send("/people/deputies/" + number + "/end", Map.of("confirm", "true"))
                        .getRedirectedUrl())
                .isEqualTo("/people/deputies");

        acting.is(DANA);
        assertThat(send("/requests/new", office.shortForm(nancy)).getStatus()).isEqualTo(422);
        for (String page : List.of(
                "/people/for/" + number,
                "/people/for/" + number + "/accounts.csv",
                "/requests/for/" + number,
                "/requests/new?for=" + number,
                "/deletions/new?account=" + nancy,
                "/people/" + nancy + "/dispute")) {
            assertThat(status(page)).as(page).isEqualTo(404);
        }
        assertThat(jdbc.sql("select count(*) from access_request")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(trail()).contains("DEPUTY_ENDED " + number + " " + STACY + " BY_OFFICIAL");
    }

    @Test
    void sendsTheSameAnswerToStrangersWhateverThereIs() throws Exception {
        String number = accepted();
        String request = office.submit("emailAddress", "new.nurse@sphealth.org");
        for (String stranger : List.of(OTTO, NANCY)) {
            acting.is(stranger);
            for (String page : List.of(
                    "/people/for/" + number,
                    "/people/for/DPY9999999",
                    "/people/for/x",
                    "/requests/for/" + number,
                    "/people/deputies/" + number + "/answer",
                    "/people/deputies/" + number + "/end",
                    "/people/deputies/DPY9999999/end",
                    "/requests/" + request)) {
                assertThat(status(page)).as(page).isEqualTo(404);
            }
            assertThat(send("/people/deputies/" + number + "/end", Map.of("confirm", "true"))
                            .getStatus())
                    .isEqualTo(404);
            assertThat(send("/people/deputies/" + number + "/answer", Map.of("accept", "true"))
                            .getStatus())
                    .isEqualTo(404);
        }
    }

    @Test
    void ofTwoOfficialsKeepsThemApart() throws Exception {
        String ofStacy = accepted();
        String olga = open(SampleAccount.facts("oolga", "Olga", "Olsen", "olga@sphealth.org")
                .withSupervisor("Otto Other", OTTO));
        acting.is(OTTO);
        name("Dana Deputy", DANA);
        String ofOtto = newest();
        acting.is(DANA);
        service.accept(ofOtto);

        assertThat(page("/people/for/" + ofStacy).text()).contains("Nancy").doesNotContain("Olga");
        assertThat(page("/people/for/" + ofOtto).text()).contains("Olga").doesNotContain("Nancy");
        assertThat(send("/requests/new?for=" + ofStacy, office.shortForm(olga)).getStatus())
                .as("an account of the other official")
                .isEqualTo(422);
        assertThat(office.request(submitFor(nancy)).supervisorAddress()).isEqualTo(STACY);

        acting.is(STACY);
        name("Otto Other", OTTO);
        String second = newest();
        acting.is(OTTO);
        service.accept(second);
        assertThat(page("/people/for/" + second).text())
                .as("an official who is another's deputy")
                .contains("Nancy");
        acting.is(DANA);
        send("/people/deputies/" + ofOtto + "/end", Map.of("confirm", "true"));
        assertThat(status("/people/for/" + ofOtto)).isEqualTo(404);
        assertThat(status("/people/for/" + ofStacy)).isEqualTo(200);
    }

    @Test
    void refusesAThirdOneTheSameOneAndOneself() throws Exception {
        accepted();
        acting.is(STACY);
        Document twice =
                Jsoup.parse(name("Dana Again", " DANA.Deputy@sphealth.org ").getContentAsString());
        assertThat(twice.select("#address-error").text()).isEqualTo("You have already named this person.");
        assertThat(twice.select("#name").attr("value")).isEqualTo("Dana Again");
        assertThat(name("Stacy", STACY).getContentAsString()).contains("This is your own address.");
        assertThat(name("Nancy Nurse", NANCY).getStatus()).isEqualTo(303);
        assertThat(name("Bo Boss", "bo.boss@sphealth.org").getContentAsString())
                .contains("You have two deputies already");
        service.end(newest(), DeputyshipEnding.BY_OFFICIAL, null);
        assertThat(name("Bo Boss", "bo.boss@sphealth.org").getStatus()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not an address", "<b>@x.org", "a@b", "two@x.org three@x.org"})
    void saysWhatIsWrongBesideItsField(String address) throws Exception {
        acting.is(STACY);
        Document page = Jsoup.parse(name("Dana <b>", address).getContentAsString());
        assertThat(page.select("#address-error").text()).isNotEmpty();
        assertThat(page.select("#name-error").text()).isNotEmpty();
        assertThat(page.select("#name").attr("value")).isEqualTo("Dana <b>");
        assertThat(jdbc.sql("select count(*) from deputyship").query(Long.class).single())
                .isZero();
    }

    @Test
    void namesOneOfTwoAtTheSameMoment() throws Exception {
        accepted();
        List<Object> answers = List.copyOf(AtOnce.run(
                () -> acting.as(STACY, () -> name("Nancy Nurse", NANCY).getStatus() + ""),
                () -> acting.as(
                        STACY, () -> name("Bo Boss", "bo.boss@sphealth.org").getStatus() + "")));
        assertThat(answers).containsExactlyInAnyOrder("303", "422");
    }

    @Test
    void isNamedOnlyByWhoAnswersForSomebody() throws Exception {
        acting.is(NANCY);
        assertThat(page("/people/deputies").text()).contains("so there is nothing that a deputy could do");
        assertThat(page("/people/deputies").select("form[action=/people/deputies]"))
                .isEmpty();
        assertThat(name("Dana Deputy", DANA).getStatus()).isEqualTo(422);
    }

    @Test
    void lapsesAfterTenBusinessDays() throws Exception {
        acting.is(STACY);
        name("Dana Deputy", DANA);
        String number = newest();
        office.itIs("2026-12-08T16:59"); // Thanksgiving is none
        acting.is(DANA);
        assertThat(page("/people/deputies/" + number + "/answer").select("button[name=accept]"))
                .hasSize(1);
        office.itIs("2026-12-08T17:00");
        assertThat(page("/people/deputies/" + number + "/answer").text()).contains("has lapsed");
        assertThat(send("/people/deputies/" + number + "/answer", Map.of("accept", "true"))
                        .getStatus())
                .isEqualTo(200);
        assertThat(status("/people/for/" + number)).isEqualTo(404);
        acting.is(STACY);
        assertThat(page("/people/deputies").text()).contains("Ended On 12-08-2026: not answered in time");
        assertThat(name("Dana Deputy", DANA).getStatus())
                .as("its place is free")
                .isEqualTo(303);
    }

    @Test
    void mayDecline() throws Exception {
        acting.is(STACY);
        name("Dana Deputy", DANA);
        String number = newest();
        acting.is(DANA);
        send("/people/deputies/" + number + "/answer", Map.of("decline", "true"));
        assertThat(send("/people/deputies/" + number + "/answer", Map.of("accept", "true"))
                        .getContentAsString())
                .contains("This question has lapsed or was taken back, or you declined");
        office.runJobs();
        assertThat(office.lastMailTo(STACY)).contains("declined to be your deputy");
        assertThat(trail()).contains("DEPUTY_DECLINED " + number + " " + DANA + " DECLINED");
        assertThat(office.mailsTo(DANA)).as("the question is taken back").isEmpty();
    }

    @Test
    void isConfirmedByRegistryStaffIfTheRegisterDoesNotKnowThem() throws Exception {
        String stranger = "manager@sphealth.org";
        acting.is(STACY);
        name("Mona Manager", stranger);
        String number = newest();
        assertThat(page("/people/deputies").text()).contains("Being checked");
        office.runJobs();
        assertThat(office.mailsTo(stranger)).isEmpty();
        assertThat(office.lastMailTo(Office.LEAD))
                .contains("A supervisor named a deputy")
                .doesNotContain("Mona", "Stacy");
        acting.is(stranger);
        assertThat(status("/people/deputies/" + number + "/answer")).isEqualTo(404);
        assertThat(page("/people/deputies").text()).doesNotContain("Stacy");

        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
        assertThat(page("/staff/deputies").text()).contains("To confirm", "Mona Manager", "Call the clinic");
        send("/staff/deputies/" + number + "/confirm", Map.of());
        office.runJobs();
        assertThat(office.mailsTo(stranger)).hasSize(1);
        acting.is(stranger);
        service.accept(number);
        assertThat(page("/people/for/" + number).text()).contains("Nancy", "Dana");

        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
        assertThat(send("/staff/deputies/" + number + "/end", Map.of("reason", " "))
                        .getStatus())
                .isEqualTo(422);
        send("/staff/deputies/" + number + "/end", Map.of("reason", "The clinic called."));
        office.runJobs();
        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
        assertThat(page("/staff/deputies?find=" + stranger).text())
                .contains("ended by registry staff", "By " + Office.REGISTRY, "The clinic called.");
        assertThat(office.lastMailTo(stranger)).contains("The clinic called.");
        assertThat(office.lastMailTo(STACY)).contains("The clinic called.");
        assertThat(trail())
                .contains(
                        "DEPUTY_NAMED " + number + " " + STACY + " to be confirmed",
                        "DEPUTIES_VIEWED null " + Office.REGISTRY + " the newest",
                        "DEPUTY_CONFIRMED " + number + " " + Office.REGISTRY + " null",
                        "DEPUTY_ENDED " + number + " " + Office.REGISTRY + " BY_STAFF");
    }

    @Test
    void staysWhenTheOfficialLeavesUntilSomebodyTakesOver() throws Exception {
        String number = accepted();
        register.inactivate(stacy, InactivationReason.ACCESS_DELETION, Cause.note("left"));
        office.runJobs();
        acting.is(STACY);
        assertThat(page("/people").text()).doesNotContain("Nancy");
        acting.is(DANA);
        assertThat(page("/people/for/" + number).text()).contains("Nancy");
        String request = submitFor(nancy);
        assertThat(office.request(request).supervisorAddress()).isEqualTo(STACY);
        assertThat(suggestions.of(STACY, List.of(register.get(nancy)))).first().satisfies(it -> {
            assertThat(it.address()).isEqualTo(DANA);
            assertThat(it.deputy()).isTrue();
        });
        mailAboutNancy();
        office.runJobs();
        assertThat(office.mailsTo(STACY)).doesNotContain(subjectOf(nancy));
        assertThat(office.mailsTo(Office.LEAD)).contains(subjectOf(nancy));
        assertThat(office.mailsTo(DANA)).contains(subjectOf(nancy));

        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
        replacements.replaceAll(STACY, new NewSupervisor("Otto Other", OTTO), "left");
        office.runJobs();
        acting.is(DANA);
        assertThat(status("/people/for/" + number)).isEqualTo(404);
        assertThat(status("/requests/" + request)).isEqualTo(404);
        assertThat(office.lastMailTo(DANA)).contains("somebody else answers for the people now");
    }

    @Test
    void endsWithTheOwnAccessAtTheClinic() throws Exception {
        String number = accepted();
        register.inactivate(dana, InactivationReason.INACTIVITY, Cause.note("not used"));
        office.runJobs();
        acting.is(DANA);
        assertThat(status("/people/for/" + number)).isEqualTo(404);
        assertThat(office.lastMailTo(STACY)).contains("the deputy no longer has access or people at the clinic");
        assertThat(service.find(number).orElseThrow().endedBy()).isNull();
    }

    @Test
    void ofAnOfficialWithoutAccessGoesOnUntilTheyAnswerForNobodyThere() throws Exception {
        open(SampleAccount.facts("oolga", "Olga", "Olsen", "olga@sphealth.org").withSupervisor("Otto Other", OTTO));
        String elsewhere = open(at("Larkspur Clinic", "otto1"));
        open(at("Bluebird Clinic", "otto2"));
        acting.is(STACY);
        name("Otto Other", OTTO);
        String number = newest();
        acting.is(OTTO);
        assertThat(service.accept(number)).isTrue();

        acting.isNobody();
        register.inactivate(elsewhere, InactivationReason.ACCESS_DELETION, Cause.note("left"));
        office.runJobs();
        acting.is(OTTO);
        assertThat(status("/people/for/" + number)).as("an access elsewhere").isEqualTo(200);

        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
        replacements.replaceAll(OTTO, new NewSupervisor("Bo Boss", "bo.boss@sphealth.org"), "left");
        acting.is(OTTO);
        assertThat(status("/people/for/" + number)).isEqualTo(404);
        assertThat(service.find(number).orElseThrow().ending()).isEqualTo(DeputyshipEnding.ACCESS_ENDED);
    }

    @Test
    void isNotVouchedForByPeopleWhomTheyHaveLeft() throws Exception {
        open(SampleAccount.facts("oolga", "Olga", "Olsen", "olga@sphealth.org").withSupervisor("Otto Other", OTTO));
        String own = open(SampleAccount.facts("otto", "Otto", "Other", OTTO));
        acting.is(STACY);
        name("Otto Other", OTTO);
        String first = newest();
        acting.isNobody();
        register.inactivate(own, InactivationReason.ACCESS_DELETION, Cause.note("left"));
        office.runJobs();
        assertThat(service.find(first).orElseThrow().ending()).isEqualTo(DeputyshipEnding.ACCESS_ENDED);

        acting.is(STACY);
        name("Otto Other", OTTO);
        assertThat(service.find(newest()).orElseThrow().confirmedBy()).isNull();
    }

    @Test
    void isAcceptedOnlyWhileTheRegisterKnowsThem() throws Exception {
        acting.is(STACY);
        name("Dana Deputy", DANA);
        String number = newest();
        jdbc.sql("update account set status = 'INACTIVATED' where number = :number")
                .param("number", dana)
                .update(); // as if it ended at the moment at which she was named
        acting.is(DANA);
        assertThat(send("/people/deputies/" + number + "/answer", Map.of("accept", "true"))
                        .getContentAsString())
                .contains("has lapsed");
        assertThat(service.find(number).orElseThrow().ending()).isEqualTo(DeputyshipEnding.ACCESS_ENDED);
    }

    private static AccountFacts at(String employer, String username) {
        return SampleAccount.facts(username, "Otto", "Other", OTTO)
                .with(Map.of("employer", employer))
                .withSupervisor("Bo Boss", "bo.boss@sphealth.org");
    }

    @Test
    void followsTheCorrectedAddressesOfBoth() throws Exception {
        acting.is(STACY);
        name("Dana Deputy", "dana.typo@sphealth.org");
        String number = newest();
        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
        service.confirm(number);
        events.publishEvent(new MailAddressCorrected(
                CaseKind.DEPUTYSHIP.of(number), Audience.DEPUTY, "dana.typo@sphealth.org", DANA));
        acting.is("dana.typo@sphealth.org");
        assertThat(status("/people/deputies/" + number + "/answer")).isEqualTo(404);
        acting.is(DANA);
        assertThat(service.accept(number)).isTrue();
        events.publishEvent(
                new MailAddressCorrected(CaseKind.ACCOUNT.of(nancy), Audience.SUPERVISOR, STACY, "stacy@sphealth.org"));
        assertThat(register.get(nancy).facts().supervisorAddress()).isEqualTo("stacy@sphealth.org");
        assertThat(page("/people/for/" + number).text()).contains("Nancy");
        acting.is("stacy@sphealth.org");
        assertThat(name("Dana Again", DANA).getContentAsString()).contains("You have already named this person.");
    }

    @Test
    void followsTheAddressWithWhichEitherLogsIn() throws Exception {
        String number = accepted();
        loggedInWith(dana, DANA, "dana.married@sphealth.org");
        acting.is(DANA);
        assertThat(status("/people/for/" + number)).isEqualTo(404);
        acting.is("dana.married@sphealth.org");
        assertThat(page("/people/for/" + number).text()).contains("Nancy");
        assertThat(trail()).contains("DEPUTY_ADDRESS_CHANGED " + number + " null address of the deputy");

        acting.isNobody();
        loggedInWith(stacy, STACY, "stacy.married@sphealth.org");
        acting.is("dana.married@sphealth.org");
        assertThat(page("/people/for/" + number).text()).contains("Nancy");
        assertThat(trail()).contains("DEPUTY_ADDRESS_CHANGED " + number + " null address of the official");
    }

    @Test
    void doesNotKeepTheHelpDeskFromCorrectingAnAddress() throws Exception {
        String number = accepted();
        acting.is(STACY);
        name("Nancy Nurse", NANCY);
        String nancys = newest();
        String corrected = "stacy@sphealth.org";
        open(SampleAccount.facts("oolga", "Olga", "Olsen", "olga@sphealth.org")
                .withSupervisor("Stacy Supervisor", corrected));
        acting.is(corrected);
        name("Dana Deputy", DANA);
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        events.publishEvent(
                new MailAddressCorrected(CaseKind.ACCOUNT.of(nancy), Audience.SUPERVISOR, STACY, corrected));

        assertThat(service.find(number).orElseThrow().officialAddress())
                .as("Dana is named there already")
                .isEqualTo(STACY);
        assertThat(service.find(nancys).orElseThrow().officialAddress()).isEqualTo(corrected);
        assertThat(trail())
                .contains("DEPUTY_ADDRESS_CHANGED " + nancys + " " + Office.HELP_DESK + " address of the official");
    }

    @Test
    void actsForTheOfficialAlsoInAFormThatNamesNoAccount() throws Exception {
        String number = accepted();
        acting.is(DANA);
        assertThat(page("/requests/new?type=CHANGE_EMPLOYER&account=" + nancy)
                        .select("form")
                        .eachAttr("action"))
                .contains("/requests/new?for=" + number);
    }

    private void loggedInWith(String account, String before, String now) {
        template.executeWithoutResult(it -> {
            register.change(account, facts -> facts.withEmailAddress(now), Cause.note("married"));
            events.publishEvent(new EmailAddressChange(account, before, now, office.now(), office.now()));
        });
    }

    @Test
    void listsAsCsvWhatThePageShows() throws Exception {
        String number = accepted();
        acting.is(DANA);
        assertThat(http.perform(get("/people/for/" + number + "/accounts.csv").with(login()))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("nnurse")
                .doesNotContain("ddeputy", "sstacy");
    }

    private void mailAboutNancy() {
        acting.isNobody();
        mails.post("dispute-kept", Audience.SUPERVISOR, CaseKind.ACCOUNT.of(nancy));
    }

    private static String subjectOf(String account) {
        return account + ": we decided your dispute";
    }

    private void runOneJob() {
        acting.isNobody();
        jobs.executeJob(jobs.createJobQuery().executable().singleResult().getId());
    }

    private String accepted() throws Exception {
        acting.is(STACY);
        assertThat(name("Dana Deputy", DANA).getStatus()).isEqualTo(303);
        String number = newest();
        acting.is(DANA);
        assertThat(service.accept(number)).isTrue();
        jdbc.sql("update mail_ledger set state = 'WITHDRAWN'").update();
        office.runJobs();
        return number;
    }

    /** As the page of a person's row does it. */
    private String submitFor(String account) throws Exception {
        Map<String, Object> values = office.shortForm(
                account, "startDate", LocalDate.of(2026, 11, 23).toString());
        MockHttpServletResponse sent = send("/requests/new", values);
        assertThat(sent.getStatus()).as(sent.getContentAsString()).isEqualTo(303);
        return sent.getRedirectedUrl().substring("/requests/".length());
    }

    private MockHttpServletResponse name(String name, String address) throws Exception {
        return send("/people/deputies", Map.of("name", name, "address", address));
    }

    private String newest() {
        return jdbc.sql("select number from deputyship order by number desc limit 1")
                .query(String.class)
                .single();
    }

    private List<String> trail() {
        return jdbc.sql("select action, case_number, address, detail from audit_event where id > :before order by id")
                .param("before", auditBefore)
                .query((row, i) ->
                        row.getString(1) + " " + row.getString(2) + " " + row.getString(3) + " " + row.getString(4))
                .list();
    }

    private MockHttpServletResponse send(String path, Map<String, ?> values) throws Exception {
        MockHttpServletRequestBuilder form = post(path).with(login()).with(csrf());
        values.forEach((name, value) -> form.param(name, String.valueOf(value)));
        return http.perform(form).andReturn().getResponse();
    }

    private Document page(String path) throws Exception {
        MockHttpServletResponse answer =
                http.perform(get(path).with(login())).andReturn().getResponse();
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.getContentAsString());
    }

    private RequestPostProcessor login() {
        return user("x")
                .authorities(acting.require().roles().stream()
                        .map(role -> new SimpleGrantedAuthority(role.authority()))
                        .toList());
    }

    private int status(String path) throws Exception {
        return http.perform(get(path).with(login())).andReturn().getResponse().getStatus();
    }

    private String open(AccountFacts facts) {
        return register.open(facts, Cause.note("test")).number();
    }
}
