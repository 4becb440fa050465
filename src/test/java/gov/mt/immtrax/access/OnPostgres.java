package gov.mt.immtrax.access;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * A {@link ModelTest} on a real PostgreSQL, in one context that all of them share. The server is a bean, so that it
 * stops after everything that uses it.
 */
@TestConfiguration(proxyBeanMethods = false)
public class OnPostgres {

    @Bean(destroyMethod = "close")
    EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setRegisterShutdownHook(false)
                .start();
    }

    @Bean
    DynamicPropertyRegistrar databaseUrl(EmbeddedPostgres postgres) {
        return settings -> settings.add(
                "spring.datasource.url",
                () -> postgres.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true");
    }
}
