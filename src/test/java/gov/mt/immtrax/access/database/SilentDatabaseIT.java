package gov.mt.immtrax.access.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gov.mt.immtrax.access.Patience;
import gov.mt.immtrax.access.identity.RunningService;
import gov.mt.immtrax.access.inactivation.process.LifecycleStartsProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A node whose connections to PostgreSQL die silently says so while it lasts, and goes on by itself when new ones work.
 */
@TestPropertySource(
        properties = {
            "camunda.bpm.process-engine-name=silent",
            "camunda.bpm.job-execution.max-wait=1000",
            "immtrax.database.page-wait=1s",
            "immtrax.database.page-statement=2s",
            "immtrax.database.job-statement=2s"
        })
@DirtiesContext
class SilentDatabaseIT extends RunningService {

    /** Many times what the settings above add up to. */
    private static final Duration LONG = Patience.LONG;

    private static final EmbeddedPostgres POSTGRES = start();
    private static final SilentProxy PROXY = proxy();

    @Autowired
    RuntimeService engine;

    @Autowired
    ManagementService jobs;

    @Autowired
    TransactionTemplate transactions;

    /** Around the proxy. */
    private final JdbcClient aside = JdbcClient.create(POSTGRES.getPostgresDatabase());

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry settings) {
        settings.add("camunda.bpm.process-engine-name", () -> "silent");
        settings.add("spring.datasource.url", () -> "jdbc:postgresql://localhost:" + PROXY.port() + "/postgres");
        settings.add("spring.datasource.username", () -> "postgres");
    }

    @AfterAll
    static void stop() throws IOException {
        PROXY.close();
        POSTGRES.close();
    }

    @BeforeEach
    void isReady() {
        await().atMost(LONG).until(() -> status("/actuator/health/readiness") == 200);
    }

    @Test
    void saysThatItIsNotReadyAndGoesOnByItself() throws Exception {
        String job = jobOfLater();
        Browser stacy = loggedIn("stacy.supervisor@sphealth.org");
        assertThat(stacy.get("/requests").statusCode()).isEqualTo(200);

        PROXY.fallSilent();

        await().atMost(LONG).until(() -> status("/actuator/health/readiness") == 503);
        HttpResponse<String> page = stacy.get("/requests");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("cannot reach its database").doesNotContain("Exception", "SQL");
        HttpResponse<String> metrics = ask("/actuator/prometheus");
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body())
                .contains(
                        "hikaricp_connections_active{pool=\"jobs\"", "hikaricp_connections_active{pool=\"pages\"",
                        "immtrax_mail_undelivered", "immtrax_audit_unsealed");
        assertThat(status("/actuator/health/liveness"))
                .as("being started again would not help")
                .isEqualTo(200);

        // everything that works for jobs has met the silence before it ends
        aside.sql("update immtrax_engine.act_ru_job set duedate_ = now() - interval '1 minute' where id_ = :id")
                .param("id", job)
                .update();
        PROXY.forgetTheOldOnes();

        await("the job that was due").atMost(LONG).until(() -> waiting(job) == 0);
        await().atMost(LONG).until(() -> status("/actuator/health/readiness") == 200);
        await().atMost(LONG).until(() -> stacy.get("/requests").statusCode() == 200);
    }

    /** A step of its own, asked for in an hour. */
    private String jobOfLater() {
        return transactions.execute(status -> {
            String process =
                    engine.startProcessInstanceByKey(LifecycleStartsProcess.KEY).getId();
            String job = jobs.createJobQuery()
                    .processInstanceId(process)
                    .singleResult()
                    .getId();
            jobs.setJobDuedate(job, Date.from(Instant.now().plus(Duration.ofHours(1))));
            return job;
        });
    }

    private long waiting(String job) {
        return aside.sql("select count(*) from immtrax_engine.act_ru_job where id_ = :id")
                .param("id", job)
                .query(Long.class)
                .single();
    }

    private int status(String path) throws IOException, InterruptedException {
        return ask(path).statusCode();
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        URI uri = management(path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SilentProxy proxy() {
        try {
            return new SilentProxy(POSTGRES.getPort());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
