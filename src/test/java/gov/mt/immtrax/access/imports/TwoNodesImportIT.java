package gov.mt.immtrax.access.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gov.mt.immtrax.access.AtOnce;
import gov.mt.immtrax.access.demo.Demo;
import gov.mt.immtrax.access.demo.DemoVisitor;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nodes on one PostgreSQL, both with running jobs, and one import: each line is applied once. */
class TwoNodesImportIT {

    private static final int LINES = 12_000;
    private static final int ACTIVE = 1_200;

    private static EmbeddedPostgres postgres;
    private static Demo first;
    private static Demo second;
    private static JdbcClient jdbc;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        Map<String, String> shared = new HashMap<>(Map.of(
                "spring.datasource.url",
                postgres.getJdbcUrl("postgres", "postgres"),
                "spring.datasource.username",
                "postgres",
                "immtrax.session.key",
                Demo.newKey(),
                "immtrax.credentials.key",
                Demo.newKey(),
                "camunda.bpm.job-execution.wait-time-in-millis",
                "50",
                "camunda.bpm.job-execution.max-wait",
                "200"));
        first = Demo.start(shared);
        var client = first.bean(OAuth2ClientProperties.class).getRegistration().get("okta");
        shared.put("camunda.bpm.process-engine-name", "second");
        shared.put("spring.security.oauth2.client.provider.okta.issuer-uri", first.identityUrl());
        shared.put("spring.security.oauth2.client.registration.okta.client-secret", client.getClientSecret());
        second = Demo.start(shared);
        jdbc = first.bean(JdbcClient.class);
    }

    @AfterAll
    static void stop() throws IOException {
        second.stop();
        first.stop();
        postgres.close();
    }

    @Test
    void applyEachLineOnce() throws Exception {
        DemoVisitor staff = first.visitor();
        staff.logIn(DemoPerson.REGISTRY_STAFF);
        staff.get("/staff/differences"); // for the token
        HttpResponse<String> sent = staff.postFile(
                "/staff/imports",
                Map.of("kind", "GO_LIVE", "takenOn", ""),
                "file",
                "a.csv",
                content().readAllBytes());
        String page = sent.uri().getPath();
        String number = page.substring(page.lastIndexOf('/') + 1);
        reached(number, "PREVIEWED");
        staff.get(page);

        List<Object> answers = AtOnce.run(
                () -> staff.post(first.baseUrl() + page + "/apply", Map.of("confirmed", "true"))
                        .statusCode(),
                () -> staff.post(second.baseUrl() + page + "/apply", Map.of("confirmed", "true"))
                        .statusCode());
        assertThat(answers).as("one wins, the other is told so").containsExactlyInAnyOrder(200, 422);
        // beside the job of either node, as a command would
        AtOnce.run(() -> apply(first, number), () -> apply(second, number));
        reached(number, "APPLIED");

        assertThat(count("select count(*) from account")).isEqualTo(LINES);
        assertThat(count("select count(distinct username_key) from account")).isEqualTo(LINES);
        assertThat(count("select count(*) from account_change where type = 'IMPORTED'"))
                .isEqualTo(LINES);
        assertThat(count("select count(*) from audit_event where action = 'IMPORT_APPLIED'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from import_line")).isZero();
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> count("select count(*) from act_ru_execution where business_key_ like 'ACC%'") >= ACTIVE
                        && count("select count(*) from act_ru_job where handler_type_ = 'async-continuation'") == 0);
        assertThat(count("select count(*) from act_ru_execution where business_key_ like 'ACC%'"))
                .as("a lifecycle for each account, begun by whichever node")
                .isEqualTo(ACTIVE);
    }

    /** Many of them inactive, which have no lifecycle. */
    private static InputStream content() {
        return SampleExport.file(
                SampleExport.GO_LIVE_HEADER,
                IntStream.rangeClosed(1, LINES)
                        .mapToObj(i -> SampleExport.line(
                                        "nurse" + i, "RECORD_MAINTENANCE", i <= ACTIVE ? "ACTIVE" : "INACTIVE", "")
                                + ",,")
                        .toArray(String[]::new));
    }

    private static Object apply(Demo node, String number) {
        for (int attempt = 0; ; attempt++) {
            try {
                node.bean(Importer.class).apply(number);
                return "applied";
            } catch (RuntimeException again) { // as the engine does with a job that fails
                if (attempt == 5) {
                    throw again;
                }
            }
        }
    }

    private static void reached(String number, String state) {
        await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> jdbc.sql("select state from registry_import where number = :number")
                                .param("number", number)
                                .query(String.class)
                                .single(),
                        state::equals);
    }

    private static long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
