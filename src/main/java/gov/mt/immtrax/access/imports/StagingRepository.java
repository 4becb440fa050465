package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.database.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Stores the lines of a file until it is applied, and the mistakes in skipped lines. */
@Repository
class StagingRepository {

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final DatabaseSettings settings;
    private final AtomicReference<@Nullable LineStore> store = new AtomicReference<>();

    StagingRepository(DataSource database, JdbcClient jdbc, DatabaseSettings settings) {
        this.template = new JdbcTemplate(database);
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Writes some lines, in the caller's transaction. */
    void write(String number, ImportFile.Piece piece) {
        template.execute((ConnectionCallback<Void>) connection -> {
            store(connection).write(connection, number, piece.good());
            return null;
        });
        template.batchUpdate(
                """
                insert into import_problem (import_number, line_number, problem, field, given, username_key)
                values (?, ?, ?, ?, ?, ?)""",
                piece.bad().stream()
                        .map(bad -> new Object[] {
                            number,
                            bad.line(),
                            bad.problem().name(),
                            bad.column() == null ? null : bad.column().name(),
                            bad.given(),
                            bad.usernameKey()
                        })
                        .toList());
    }

    /** Call this before statements over a whole import, in the caller's transaction. */
    void readyForSets() {
        template.execute((ConnectionCallback<Void>) connection -> {
            store(connection).readyForSets(connection);
            return null;
        });
    }

    /**
     * Call this before work in separate transactions, during which the caller's transaction, if there is one, is idle.
     */
    void readyToWait() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            template.execute((ConnectionCallback<Void>) connection -> {
                store(connection).readyToWait(connection);
                return null;
            });
        }
    }

    private LineStore store(Connection connection) throws SQLException {
        LineStore known = store.get();
        if (known == null) {
            String product = connection.getMetaData().getDatabaseProductName();
            known = product.equals("PostgreSQL") ? new CopyLineStore(settings.importStatement()) : new BatchLineStore();
            store.set(known);
        }
        return known;
    }

    /** Deletes the lines of an applied or discarded import. The report stays. */
    void deleteLines(String number) {
        delete(number, "import_line");
    }

    /** Deletes the lines and the report. */
    void deleteAll(String number) {
        List.of("import_line", "import_problem", "import_difference").forEach(table -> delete(number, table));
    }

    private void delete(String number, String table) {
        jdbc.sql("delete from " + table + " where import_number = :number")
                .param("number", number)
                .update();
    }
}
