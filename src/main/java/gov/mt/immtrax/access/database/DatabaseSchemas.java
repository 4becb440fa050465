package gov.mt.immtrax.access.database;

import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.stereotype.Component;

/**
 * The two schemas of the service on PostgreSQL: in ours, the service's role cannot create anything; in the engine's, it
 * creates what the engine needs. H2 has one role and does not need them.
 */
@Component
public class DatabaseSchemas {

    /** Belongs to the owner: the tables that migrations create, including the audit trail. */
    public static final String OURS = "immtrax_access";

    /** Belongs to the role that the service works with. */
    public static final String ENGINE = "immtrax_engine";

    /**
     * The search path, set on each connection whatever the settings of the roles are, so that a function or table that
     * someone created in another schema is never used. The schema that the service's role can write to is not in the
     * owner's path, and comes after ours in its own, so that nothing in it hides the audit trail. Both end with
     * {@code pg_temp}, which PostgreSQL would otherwise search first.
     */
    static final String PATH_OF_OWNER = OURS + ",pg_temp";

    static final String PATH_OF_SERVICE = OURS + "," + ENGINE + ",pg_temp";

    private final boolean postgres;

    /** @throws IllegalStateException if the URL names other schemas, which would be searched instead */
    DatabaseSchemas(DataSourceProperties database) {
        String url = database.determineUrl();
        postgres = DatabaseDriver.fromJdbcUrl(url) == DatabaseDriver.POSTGRESQL;
        refuseSchemasIn(url, "SPRING_DATASOURCE_URL");
    }

    /** @throws IllegalStateException if a database URL names schemas, which would take precedence over these */
    void refuseSchemasIn(String url, String setting) {
        if (postgres && (url.contains("currentSchema") || url.contains("search_path"))) {
            throw new IllegalStateException(
                    "Remove currentSchema and search_path from " + setting + ": the service sets its schemas itself");
        }
    }

    /** @return whether the service has these schemas */
    public boolean exist() {
        return postgres;
    }
}
