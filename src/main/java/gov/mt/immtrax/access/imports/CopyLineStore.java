package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.database.DatabaseSettings;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.postgresql.PGConnection;

/** Writes lines with PostgreSQL's COPY, which is about five times as fast as inserts. */
class CopyLineStore implements LineStore {

    private final Duration longest;

    /** @param longest maximum duration of one statement over a whole import */
    CopyLineStore(Duration longest) {
        this.longest = longest;
    }

    /**
     * Hundreds of thousands of lines come and go between two updates of the planner's statistics. With old statistics,
     * the planner chooses nested loops, which take hours. Without nested loops, the statements take seconds, whatever
     * the statistics. Updating the statistics would also help, but requires the table's owner, and the service need not
     * run as its owner.
     */
    @Override
    public void readyForSets(Connection connection) throws SQLException {
        // until the connection returns to its pool, which resets the limit
        connection.setNetworkTimeout(
                Runnable::run, (int) DatabaseSettings.silence(longest).toMillis());
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local enable_nestloop = off; set local statement_timeout = " + longest.toMillis());
        }
    }

    @Override
    public void readyToWait(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local idle_in_transaction_session_timeout = 0");
        }
    }

    @Override
    public void write(Connection connection, String number, List<ParsedLine> lines) throws SQLException {
        StringBuilder text = new StringBuilder(lines.size() * 160);
        for (ParsedLine line : lines) {
            Object[] values = LineStore.values(number, line);
            for (int i = 0; i < values.length; i++) {
                text.append(i == 0 ? "" : "\t").append(values[i] == null ? "\\N" : escaped(values[i].toString()));
            }
            text.append('\n');
        }
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy import_line (" + COLUMNS + ") from stdin", new StringReader(text.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Control characters were already refused, so only the backslash must be escaped. */
    private static String escaped(String value) {
        return value.indexOf('\\') < 0 ? value : value.replace("\\", "\\\\");
    }
}
