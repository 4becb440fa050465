package gov.mt.immtrax.access.database;

import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.stereotype.Component;

/**
 * The two schemas of the service on PostgreSQL: in ours the service's role can create nothing, in the engine's it makes
 * what the engine needs. H2 has one role and no need of them.
 */
@Component
public class DatabaseSchemas {

    /** Of the owner: the tables that migrations make, among them the audit trail. */
    public static final String OURS = "immtrax_access";

    /** Of the role that the service works with. */
    public static final String ENGINE = "immtrax_engine";

    /**
     * Where names are looked up, said with each connection whatever the roles' own settings say: a function or table
     * that somebody else left in another schema is never taken for one of ours. What the service's role can write is
     * not in the owner's path, and after ours in its own, so that nothing there hides the audit trail. Both have
     * {@code pg_temp} last, or PostgreSQL would look there first.
     */
    static final String PATH_OF_OWNER = OURS + ",pg_temp";

    static final String PATH_OF_SERVICE = OURS + "," + ENGINE + ",pg_temp";

    private final boolean postgres;

    /** @throws IllegalStateException if the URL names schemas of its own, which would be searched in place of these */
    DatabaseSchemas(DataSourceProperties database) {
        String url = database.determineUrl();
        postgres = DatabaseDriver.fromJdbcUrl(url) == DatabaseDriver.POSTGRESQL;
        refuseSchemasIn(url, "SPRING_DATASOURCE_URL");
    }

    /**
     * @throws IllegalStateException if an address of the database names schemas: the driver would believe it before the
     *     service
     */
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
