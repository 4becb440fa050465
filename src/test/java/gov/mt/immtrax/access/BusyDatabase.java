package gov.mt.immtrax.access;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * A PostgreSQL on which somebody has been writing in every table and is not done yet. Whatever would wait for them
 * would stop everybody else who writes, who would queue behind it.
 */
public final class BusyDatabase {

    private final DataSource superuser;

    public BusyDatabase(DataSource superuser) {
        this.superuser = superuser;
    }

    /** What came of the work, and the statements that waited for the one who is not done. */
    public record Outcome<T>(T result, Set<String> waiting) {}

    /**
     * Does the work while a transaction is open that has written in all tables of the service and holds the rows of
     * some of them as who updates them does; if something waits for it, it ends.
     *
     * @param rowsToo which tables it also holds every row of
     */
    public <T> Outcome<T> during(Predicate<String> rowsToo, Callable<T> work) throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Connection writer = superuser.getConnection();
                Connection watch = superuser.getConnection()) {
            writer.setAutoCommit(false);
            for (String table : tables(watch)) {
                execute(writer, "lock table " + table + " in row exclusive mode");
                if (rowsToo.test(table.substring(table.indexOf('.') + 1))) {
                    execute(writer, "select 1 from " + table + " for no key update");
                }
            }
            Future<T> running = other.submit(work);
            Set<String> waiting = new TreeSet<>();
            boolean open = true;
            for (long giveUp = System.nanoTime() + TimeUnit.MINUTES.toNanos(3); System.nanoTime() < giveUp; ) {
                try {
                    return new Outcome<>(running.get(50, TimeUnit.MILLISECONDS), waiting);
                } catch (TimeoutException notYet) {
                    waiting.addAll(texts(
                            watch, "select query from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0"));
                    if (open && !waiting.isEmpty()) {
                        writer.rollback();
                        open = false;
                    }
                }
            }
            throw new AssertionError("Not done; what waited: " + waiting);
        } finally {
            other.shutdownNow();
        }
    }

    private static List<String> tables(Connection database) throws SQLException {
        return texts(
                database,
                "select schemaname || '.' || tablename from pg_tables"
                        + " where schemaname not in ('pg_catalog', 'information_schema') order by 1");
    }

    private static List<String> texts(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
