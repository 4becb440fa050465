package gov.mt.immtrax.access.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.flyway.FlywayDataSource;
import org.springframework.boot.autoconfigure.flyway.FlywayProperties;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Separate connection pools for pages, jobs and probes, so that none of them blocks the others. A transaction stays
 * with the pool of its thread.
 */
@Configuration(proxyBeanMethods = false)
class ConnectionPools {

    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration WAIT_OF_JOBS = Duration.ofSeconds(10);

    /** The driver's name for the search path, which it sets before the first statement. */
    private static final String PATH = "currentSchema";

    private final DataSourceProperties database;
    private final DatabaseSchemas schemas;
    private final Environment environment;
    private final ObjectProvider<MeterRegistry> meters;

    ConnectionPools(
            DataSourceProperties database,
            DatabaseSchemas schemas,
            Environment environment,
            ObjectProvider<MeterRegistry> meters) {
        this.database = database;
        this.schemas = schemas;
        this.environment = environment;
        this.meters = meters;
    }

    @Bean
    @Primary
    DataSource dataSource(DatabaseSettings settings) {
        return new Routed(
                pool("pages", settings.pages(), settings.pageWait(), TimeLimits.ofPages(settings)),
                pool("jobs", settings.jobs(), WAIT_OF_JOBS, TimeLimits.ofJobs(settings)));
    }

    /** Uses a connection of its own, which pages and jobs cannot use up. */
    @Bean
    DatabaseHealthIndicator databaseHealthIndicator() {
        return new DatabaseHealthIndicator(pool("probes", 1, ANSWER, TimeLimits.ofProbes(ANSWER)), ANSWER);
    }

    /** Migrations may take long, and may run as another database role. */
    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource migrations(FlywayProperties flyway) throws SQLException {
        String url = Optional.ofNullable(flyway.getUrl()).orElseGet(database::determineUrl);
        schemas.refuseSchemasIn(url, "SPRING_FLYWAY_URL");
        Properties driver = driver(url, TimeLimits.ofMigrations(), DatabaseSchemas.PATH_OF_OWNER);
        boolean owner = flyway.getUser() != null;
        set(driver, "user", owner ? flyway.getUser() : database.determineUsername());
        set(driver, "password", owner ? flyway.getPassword() : database.determinePassword());
        return new SimpleDriverDataSource(DriverManager.getDriver(url), url, driver);
    }

    private Properties driver(String url, TimeLimits limits, String path) {
        Properties driver = limits.of(url);
        if (schemas.exist()) {
            driver.setProperty(PATH, path);
        }
        return driver;
    }

    private static void set(Properties driver, String property, @Nullable String value) {
        if (value != null) { // otherwise the URL may contain it
            driver.setProperty(property, value);
        }
    }

    private HikariDataSource pool(String name, int connections, Duration wait, TimeLimits limits) {
        HikariDataSource pool = database.initializeDataSourceBuilder()
                .type(HikariDataSource.class)
                .build();
        driver(pool.getJdbcUrl(), limits, DatabaseSchemas.PATH_OF_SERVICE)
                .forEach((key, value) -> pool.addDataSourceProperty((String) key, value));
        pool.setConnectionTimeout(wait.toMillis());
        pool.setValidationTimeout(Duration.ofSeconds(1).toMillis());
        // everything that operators set for the pool, except what differs between the three
        Binder.get(environment).bind("spring.datasource.hikari", Bindable.ofInstance(pool));
        pool.setPoolName(name);
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(connections);
        meters.ifAvailable(registry -> pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry)));
        return pool;
    }

    private static final class Routed extends AbstractRoutingDataSource implements AutoCloseable {

        private final HikariDataSource pages;
        private final HikariDataSource jobs;

        Routed(HikariDataSource pages, HikariDataSource jobs) {
            this.pages = pages;
            this.jobs = jobs;
            setTargetDataSources(Map.of(true, pages, false, jobs));
        }

        @Override
        protected Object determineCurrentLookupKey() {
            return PagePoolScope.isHere();
        }

        @Override
        public void close() {
            pages.close();
            jobs.close();
        }
    }
}
