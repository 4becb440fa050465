package gov.mt.immtrax.access.demo;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.AtOnce;
import gov.mt.immtrax.access.BusyDatabase;
import gov.mt.immtrax.access.DatabaseDump;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two nodes on one PostgreSQL, or one node before and after a restart: whoever is logged in at one is logged in at the
 * other.
 */
class TwoNodesIT {

    private static EmbeddedPostgres postgres;
    private static Demo first;
    private static Demo second;
    private static JdbcClient jdbc;
    private static Set<String> waitedForWriters;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        Map<String, String> shared = new HashMap<>(Map.of(
                "spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"),
                "spring.datasource.username", "postgres",
                "immtrax.session.key", Demo.newKey(),
                "immtrax.credentials.key", Demo.newKey(),
                "camunda.bpm.job-execution.enabled", "false"));
        first = Demo.start(shared);
        var client = first.bean(OAuth2ClientProperties.class).getRegistration().get("okta");
        shared.put("camunda.bpm.process-engine-name", "second");
        shared.put("spring.security.oauth2.client.provider.okta.issuer-uri", first.identityUrl());
        shared.put("spring.security.oauth2.client.registration.okta.client-secret", client.getClientSecret());
        jdbc = first.bean(JdbcClient.class);
        var started = new BusyDatabase(postgres.getPostgresDatabase())
                .during(TwoNodesIT::isWrittenByPeople, () -> Demo.start(shared));
        second = started.result();
        waitedForWriters = started.waiting();
    }

    /**
     * All tables but those whose rows nodes alone lock: for one deployment, one seal, one comparison of settings at a
     * time.
     */
    private static boolean isWrittenByPeople(String table) {
        return !Set.of("act_ge_property", "audit_sealer", "audit_unsealed", "audit_setting")
                .contains(table);
    }

    @AfterAll
    static void stop() throws IOException {
        second.stop();
        first.stop();
        postgres.close();
    }

    @AfterEach
    void letTheClockRun() {
        ClockUtil.reset();
    }

    /** Else everybody who writes would have queued behind the start for as long as that one transaction was open. */
    @Test
    void delayNobodyWhoWritesWhileTheSecondStarts() {
        assertThat(waitedForWriters).isEmpty();
    }

    @Test
    void shareTheirSessionsAndTheTokensOfForms() {
        DemoVisitor stacy = first.visitor();
        stacy.logIn(DemoPerson.STACY_SUPERVISOR);
        stacy.get("/requests/new?type=NEW_ACCESS");

        assertThat(stacy.get(second.baseUrl() + "/requests").uri().toString())
                .isEqualTo(second.baseUrl() + "/requests");
        assertThat(stacy.post(second.baseUrl() + "/requests/new", Map.of("requestType", "NEW_ACCESS"))
                        .body())
                .as("taken as a form, and found wanting")
                .contains("legalFirstName")
                .doesNotContain("Your session has ended");
    }

    @Test
    void keepNothingReadableOfThePersonInTheDatabase() {
        DemoVisitor stacy = first.visitor();
        stacy.logIn(DemoPerson.STACY_SUPERVISOR);
        stacy.get("/requests?secret=asked-for");

        DatabaseDump dump = DatabaseDump.of(jdbc);

        assertThat(dump.tables()).contains("spring_session", "spring_session_attributes");
        assertThat(dump.placesOf("stacy.supervisor@sphealth.org", "Stacy Supervisor", "asked-for", "eyJ"))
                .isEmpty();
    }

    @Test
    void letNobodyInByRowsThatWereChanged() {
        DemoVisitor desk = first.visitor();
        desk.logIn(DemoPerson.HELP_DESK);
        assertThat(desk.engine("GET", "/task", null).statusCode()).isEqualTo(200);

        jdbc.sql("update spring_session_attributes set attribute_bytes = attribute_bytes || attribute_bytes")
                .update();

        assertThat(desk.engine("GET", "/task", null).statusCode()).isEqualTo(401);
    }

    /** A refresh token works once: if both used it, one would end the session, and its call lead to the login. */
    @Test
    void askTheProviderAgainTogether() throws Exception {
        DemoVisitor desk = first.visitor();
        desk.logIn(DemoPerson.HELP_DESK);
        Instant begin = Instant.now();
        for (int time = 1; time <= 20; time++) {
            ClockUtil.setCurrentTime(Date.from(begin.plus(Duration.ofMinutes(16L * time))));

            List<Object> answers = AtOnce.run(
                    () -> desk.step(first.baseUrl() + "/staff/mails").statusCode(),
                    () -> desk.step(second.baseUrl() + "/staff/mails").statusCode());

            assertThat(answers).as("time %d", time).containsOnly(200);
        }
    }

    @Test
    void endASessionTogether() {
        DemoVisitor desk = first.visitor();
        desk.logIn(DemoPerson.HELP_DESK);
        desk.get(second.baseUrl() + "/requests");

        desk.post(second.baseUrl() + "/logout", Map.of());

        assertThat(desk.engine("GET", "/task", null).statusCode()).isEqualTo(401);
    }
}
