package gov.mt.immtrax.access.engine.start;

import gov.mt.immtrax.access.database.DatabaseSchemas;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.SchemaOperationsProcessEngineBuild;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets the engine find and create its tables in its own schema, because the service's database role may create nothing
 * in ours. The engine's queries name that schema, but the scripts that create the tables do not, so the search path
 * contains only that schema while they run.
 */
@Component
class EngineSchemaPlugin extends AbstractProcessEnginePlugin {

    private final DatabaseSchemas schemas;

    EngineSchemaPlugin(DatabaseSchemas schemas) {
        this.schemas = schemas;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        if (schemas.exist()) {
            engine.setDatabaseSchema(DatabaseSchemas.ENGINE);
            engine.setDatabaseTablePrefix(DatabaseSchemas.ENGINE + ".");
            engine.setSchemaOperationsCommand(new InItsSchema());
        }
    }

    private static final class InItsSchema extends SchemaOperationsProcessEngineBuild {

        @Override
        public @Nullable Void execute(CommandContext context) {
            Connection connection = context.getDbSqlSession().getSqlSession().getConnection();
            try (Statement statement = connection.createStatement()) {
                if (isMissing(connection)) { // "if not exists" requires the right to create a schema even if it exists
                    statement.execute("create schema " + DatabaseSchemas.ENGINE);
                }
                statement.execute("set local search_path = " + DatabaseSchemas.ENGINE + ", pg_temp");
                super.execute(context);
            } catch (SQLException e) {
                throw new ProcessEngineException("The engine's schema cannot be created or selected", e);
            }
            return null;
        }

        private static boolean isMissing(Connection connection) throws SQLException {
            try (ResultSet found = connection.getMetaData().getSchemas(null, DatabaseSchemas.ENGINE)) {
                return !found.next();
            }
        }
    }
}
