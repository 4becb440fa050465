package gov.mt.immtrax.access.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Says on PostgreSQL with each connection where names are looked up, whatever the roles' own settings say: a function or table
 * that somebody else left in another schema is never taken for one of ours. What the service's role can write is not in the
 * owner's path, and after ours in its own, so that nothing there hides the audit trail. Both have {@code pg_temp} last, or
 * PostgreSQL would look there first.
 */
@Configuration(proxyBeanMethods = false)
class SearchPaths {

    static final String OF_OWNER = DatabaseSchemas.OURS + ",pg_temp";
    static final String OF_SERVICE = DatabaseSchemas.OURS + "," + DatabaseSchemas.ENGINE + ",pg_temp";

    /** The driver's name for the path, which is sent before the first statement. */
    private static final String PATH = "currentSchema";

    @Bean
    static BeanPostProcessor searchPathOfPools() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool
                        && DatabaseDriver.fromJdbcUrl(pool.getJdbcUrl()) == DatabaseDriver.POSTGRESQL) {
                    pool.addDataSourceProperty(PATH, OF_SERVICE);
                }
                return bean;
            }
        };
    }

    /** Migrations have connections of their own, so that their path stays in no pool. */
    @Bean
    static FlywayConfigurationCustomizer searchPathOfMigrations(DatabaseSchemas schemas) {
        return flyway -> {
            if (schemas.exist()) {
                SimpleDriverDataSource database =
                        DataSourceBuilder.derivedFrom(flyway.getDataSource()).type(SimpleDriverDataSource.class).build();
                var properties = new Properties();
                properties.setProperty(PATH, OF_OWNER);
                database.setConnectionProperties(properties);
                flyway.dataSource(database)
                        .defaultSchema(DatabaseSchemas.OURS)
                        .initSql("set search_path = " + OF_OWNER + "; set lock_timeout = '1s'");
            }
        };
    }
}
