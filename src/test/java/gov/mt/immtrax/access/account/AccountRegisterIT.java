package gov.mt.immtrax.access.account;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.AtOnce;
import gov.mt.immtrax.access.Patience;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.number.CaseNumberGenerator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.jdbc.AutoConfigureTestDatabase;
import org.springframework.boot.test.autoconfigure.jdbc.JdbcTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Two who change one account at the same moment, on PostgreSQL. */
@JdbcTest
@AutoConfigureTestDatabase(replace = AutoConfigureTestDatabase.Replace.NONE)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
@Import({
    AccountRegister.class,
    CaseNumberGenerator.class,
    AccountHistory.class,
    ActingPerson.class,
    AccountRegisterIT.Database.class
})
class AccountRegisterIT {

    private static final Duration LONG = Patience.LONG;

    @TestConfiguration(proxyBeanMethods = false)
    static class Database {

        @Bean(destroyMethod = "close")
        EmbeddedPostgres postgres() throws IOException {
            return EmbeddedPostgres.start();
        }

        @Bean
        DynamicPropertyRegistrar databaseUrl(EmbeddedPostgres postgres) {
            return settings -> settings.add("spring.datasource.url", () -> postgres.getJdbcUrl("postgres", "postgres"));
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    @Autowired
    AccountRegister register;

    @Autowired
    AccountHistory history;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void forget() {
        jdbc.sql("truncate account_change, account cascade").update();
    }

    @Test
    void losesNeitherOfTwoChangesAtOnce() throws Exception {
        String number = register.open(SampleAccount.facts(), Cause.note("test")).number();
        var held = new CountDownLatch(1);

        AtOnce.run(
                () -> register.change(
                        number,
                        facts -> {
                            held.countDown();
                            waitUntilSomebodyWaits();
                            return facts.withSupervisor("Otto Other", "otto@example.org");
                        },
                        Cause.note("Stacy left")),
                () -> {
                    held.await(LONG.toSeconds(), TimeUnit.SECONDS);
                    return register.change(
                            number,
                            facts -> facts.withAccessLevel(AccessLevel.VACCINE_MANAGEMENT),
                            Cause.of("REQ0100388"));
                });

        assertThat(register.get(number).facts())
                .isEqualTo(SampleAccount.facts()
                        .withSupervisor("Otto Other", "otto@example.org")
                        .withAccessLevel(AccessLevel.VACCINE_MANAGEMENT));
        assertThat(history.of(number))
                .extracting(AccountChange::field)
                .containsExactly("accessLevel", "supervisorAddress", "supervisorName", null);
    }

    /** The second one has begun, and waits for the row. */
    private void waitUntilSomebodyWaits() {
        Instant end = Instant.now().plus(LONG);
        while (jdbc.sql("select count(*) from pg_locks where not granted")
                                .query(Long.class)
                                .single()
                        == 0
                && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
    }
}
