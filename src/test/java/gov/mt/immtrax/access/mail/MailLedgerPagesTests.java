package gov.mt.immtrax.access.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import gov.mt.immtrax.access.audit.RememberedDeeds;
import gov.mt.immtrax.access.number.CaseKind;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import org.thymeleaf.templateresource.ITemplateResource;
import org.thymeleaf.templateresource.StringTemplateResource;

class MailLedgerPagesTests {

    private static final Instant NINE = Instant.parse("2022-11-07T16:00:00Z");

    private MailLedger ledger;
    private JdbcClient jdbc;
    private final RememberedDeeds trail = new RememberedDeeds();
    private MockMvc pages;

    @BeforeEach
    void opens() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(database).load().migrate();
        jdbc = JdbcClient.create(database);
        ledger = new MailLedger(jdbc);
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        pages = MockMvcBuilders.standaloneSetup(new MailLedgerPages(
                        ledger,
                        new HeldMailRepository(jdbc),
                        List.of(),
                        messages,
                        trail,
                        Clock.systemUTC(),
                        ZoneId.of("America/Denver")))
                .setViewResolvers(views(messages))
                .build();
    }

    @Test
    void showsTheNewestFirstInPagesOfFifty() throws Exception {
        for (int minute = 0; minute < 51; minute++) {
            String request = "REQ01%05d".formatted(minute);
            ledger.post(
                    UUID.randomUUID(),
                    CaseKind.ACCESS_REQUEST.of(request),
                    "invite-user",
                    Audience.USER,
                    false,
                    NINE.plus(minute, ChronoUnit.MINUTES));
        }
        Document first = page("/staff/mails");
        assertThat(first.select("tbody tr")).hasSize(50);
        assertThat(first.select("tbody tr").first().text())
                .contains("11-07-2022, 9:50 AM", "REQ0100050", "Invitation to sign", "User", "Waiting to be sent", "0");
        assertThat(first.select("a[rel=prev]")).isEmpty();

        Document second = page(first.select("a[rel=next]").attr("href"));
        assertThat(second.select("tbody tr")).hasSize(1);
        assertThat(second.select("tbody tr").text()).contains("REQ0100000");
        assertThat(second.select("a[rel=next]")).isEmpty();
        assertThat(second.select("a[rel=prev]").attr("href")).contains("page=1");
        assertThat(second.html()).doesNotContain("??");
    }

    @Test
    void filtersByRequestAndState() throws Exception {
        post("REQ0100387", "invite-user", "SENT");
        post("REQ0100387", "remind-user", "FAILED");
        post("REQ0100388", "invite-user", "FAILED");

        assertThat(page("/staff/mails?number= req0100387 &state=").select("tbody tr"))
                .hasSize(2);
        assertThat(page("/staff/mails?number=&state=FAILED").select("tbody tr")).hasSize(2);
        Document both = page("/staff/mails?number=REQ0100387&state=FAILED");
        assertThat(both.select("tbody tr"))
                .singleElement()
                .satisfies(it -> assertThat(it.text())
                        .contains("Reminder", "server did not accept it", "nancy@example.org", "SMTP 451"));
        assertThat(both.select("option[selected]").attr("value")).isEqualTo("FAILED");
        assertThat(page("/staff/mails?number=REQ0109999").text()).contains("No emails found.");
        assertThat(page("/staff/mails?page=-3").select("tbody tr")).hasSize(3);
    }

    @Test
    void saysAllThatTheFormNeedsOfOneMail() throws Exception {
        UUID id = post("REQ0100387", "invite-user", "REFUSED");
        pages.perform(get("/staff/mails/{id}/summary.json", id))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(content().json("""
                        {"caseNumber": "REQ0100387", "audience": "USER", "audienceLabel": "User",
                         "recipient": "nancy@example.org", "recipientNow": null, "templateLabel": "Invitation to sign the user agreement", "problem": "SMTP 451",
                         "requestedBy": null, "countTo": null, "countOf": null}
                        """, JsonCompareMode.STRICT));
        pages.perform(get("/staff/mails/{id}/summary.json", UUID.randomUUID())).andExpect(status().isNotFound());
        pages.perform(get("/staff/mails/1/summary.json")).andExpect(status().isBadRequest());
    }

    @Test
    void saysOfAHeldMailWhoAsksAndHowManyWent() throws Exception {
        UUID id = post("REQ0100387", "invite-user", "HELD");
        for (UUID counted :
                List.of(post("REQ0100388", "invite-user", "SENT"), post("REQ0100389", "invite-user", "SENT"))) {
            jdbc.sql(
                            "update mail_ledger set mailbox = 'nancy@example.org', requested_by = 'stacy@example.org', counted_on = :day where id = :id")
                    .param("day", LocalDate.now(ZoneId.of("America/Denver")))
                    .param("id", counted)
                    .update();
        }
        jdbc.sql(
                        "update mail_ledger set mailbox = 'nancy@example.org', requested_by = 'other@example.org', held_at = posted_at where id = :id")
                .param("id", id)
                .update();

        pages.perform(get("/staff/mails/{id}/summary.json", id))
                .andExpect(content().json("{\"requestedBy\": \"other@example.org\", \"countTo\": 2, \"countOf\": 0}"));
        UUID dropped = post("REQ0100390", "invite-user", "DROPPED");
        jdbc.sql(
                        "update mail_ledger set decided_by = 'help.desk@mt.gov', decision = 'Nobody knows who asks' where id = :id")
                .param("id", dropped)
                .update();
        assertThat(page("/staff/mails?state=DROPPED").select("tbody").text())
                .contains("Dropped by the help desk", "Decided by help.desk@mt.gov: Nobody knows who asks");
        assertThat(page("/staff/mails?state=HELD").select("tbody").text()).contains("Held until the help desk decides");
    }

    @Test
    void showsTheOldAndTheNewAddressOfACorrection() throws Exception {
        UUID id = post("REQ0100387", "invite-user", "SENT");
        new RefusedMailRepository(jdbc).corrected(id, "nancy@typo.example", "nancy@example.org");

        assertThat(page("/staff/mails").select("tbody").text())
                .contains("Corrected from nancy@typo.example to nancy@example.org");
    }

    @Test
    void leavesATraceOfEachLook() throws Exception {
        UUID id = post("REQ0100387", "invite-user", "REFUSED");

        page("/staff/mails");
        page("/staff/mails?number=req0100387&state=FAILED");
        page("/staff/mails?number=nancy.nurse%40sphealth.org");
        pages.perform(get("/staff/mails/{id}/summary.json", id));
        pages.perform(get("/staff/mails/{id}/summary.json", UUID.randomUUID()));

        assertThat(trail.deeds)
                .containsExactly(
                        "MAILS_VIEWED null null",
                        "MAILS_VIEWED REQ0100387 state FAILED",
                        "MAILS_VIEWED null null",
                        "MAILS_VIEWED REQ0100387 one email");
    }

    @Test
    void filtersByEveryKindOfNumber() throws Exception {
        post("REQ0100387", "invite-user", "SENT");
        ledger.post(
                UUID.randomUUID(),
                CaseKind.AUDIT_CHECKPOINT.of("AUD0000001"),
                "audit-checkpoint",
                Audience.AUDITOR,
                false,
                NINE);

        Document found = page("/staff/mails?number=aud0000001 ");
        assertThat(found.select("tbody tr")).hasSize(1);
        assertThat(found.select("tbody").text()).contains("AUD0000001", "Checkpoint of the audit trail", "Auditor");
        assertThat(trail.deeds).containsExactly("MAILS_VIEWED AUD0000001 null");
    }

    private UUID post(String request, String template, String state) {
        UUID id = UUID.randomUUID();
        ledger.post(id, CaseKind.ACCESS_REQUEST.of(request), template, Audience.USER, false, NINE);
        jdbc.sql("""
                        update mail_ledger set state = :state, recipient = 'nancy@example.org', problem = 'SMTP 451'
                        where id = :id
                        """).param("state", state).param("id", id).update();
        return id;
    }

    private Document page(String url) throws Exception {
        return Jsoup.parse(pages.perform(get(URI.create(url.replace(" ", "%20"))))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    /** The page's own template, within a frame that is only its content. */
    private static ThymeleafViewResolver views(ResourceBundleMessageSource messages) {
        var files = new ClassLoaderTemplateResolver();
        files.setPrefix("templates/");
        files.setSuffix(".html");
        files.setTemplateMode(TemplateMode.HTML);
        files.setCheckExistence(true);
        var engine = new SpringTemplateEngine();
        engine.addTemplateResolver(new FrameResolver());
        engine.addTemplateResolver(files);
        engine.setTemplateEngineMessageSource(messages);
        var views = new ThymeleafViewResolver();
        views.setTemplateEngine(engine);
        views.setCharacterEncoding("UTF-8");
        return views;
    }

    private static final class FrameResolver extends StringTemplateResolver {

        FrameResolver() {
            setOrder(0);
            setResolvablePatterns(Set.of("portal/frame", "portal/number"));
            setTemplateMode(TemplateMode.HTML);
        }

        @Override
        protected ITemplateResource computeTemplateResource(
                IEngineConfiguration configuration,
                String ownerTemplate,
                String template,
                Map<String, Object> attributes) {
            return new StringTemplateResource(
                    template.equals("portal/number")
                            ? "<span th:fragment='link(number)' th:text='${number}'></span>"
                            : """
                            <html th:fragment="page(title, content)"><head><title th:text="${title}"></title></head>
                            <body><th:block th:replace="${content}"></th:block></body></html>
                            """);
        }
    }
}
