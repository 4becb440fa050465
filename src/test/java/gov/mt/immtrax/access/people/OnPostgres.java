package gov.mt.immtrax.access.people;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** The same tests on a real PostgreSQL, which stops after everything that uses it. */
@TestConfiguration(proxyBeanMethods = false)
class OnPostgres {

    @Bean(destroyMethod = "close")
    EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.start();
    }

    @Bean
    DynamicPropertyRegistrar databaseUrl(EmbeddedPostgres postgres) {
        return settings -> settings.add("spring.datasource.url", () -> postgres.getJdbcUrl("postgres", "postgres"));
    }
}
