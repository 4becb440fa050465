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

/** PostgreSQL takes lines by COPY, some five times as fast as by inserts. */
class CopyLineStore implements LineStore {

    private final Duration longest;

    /** @param longest how long one statement over a whole import may take */
    CopyLineStore(Duration longest) {
        this.longest = longest;
    }

    /**
     * Lines come and go by hundreds of thousands between two looks of the planner's statistics. With figures from
     * before it takes a loop within a loop, and hours; without such loops it takes seconds, whatever it believes.
     * Statistics made anew would help as well, but only the owner of a table may make them, and the role that works
     * here need not be the owner.
     */
    @Override
    public void readyForSets(Connection connection) throws SQLException {
        // until the connection goes back to its pool, which sets its own limit again
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

    /** Control characters were refused before; what is left to mean something else is the backslash. */
    private static String escaped(String value) {
        return value.indexOf('\\') < 0 ? value : value.replace("\\", "\\\\");
    }
}
