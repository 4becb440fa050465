package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes many lines as fast as the database allows. This is the only part of an import that depends on the database
 * product.
 */
interface LineStore {

    String COLUMNS = "import_number, line_number, username, username_key, username_folded, first_name, first_name_key,"
            + " last_name, last_name_key, email_address, employer, employer_key, location_name, location_key,"
            + " access_level, status, last_access_at, supervisor_name, supervisor_name_key,"
            + " supervisor_address";

    /** Writes lines into {@code import_line}, in the transaction of the connection. */
    void write(Connection connection, String number, List<ParsedLine> lines) throws SQLException;

    /** Prepares the connection's transaction for statements over a whole import. */
    void readyForSets(Connection connection) throws SQLException;

    /**
     * Allows the connection's transaction, that of an engine job, to be idle while other transactions process the
     * chunks.
     */
    void readyToWait(Connection connection) throws SQLException;

    /** All values of a line in the order of {@link #COLUMNS}; instants as {@link java.time.OffsetDateTime}. */
    static @Nullable Object[] values(String number, ParsedLine line) {
        return new @Nullable Object[] {
            number,
            line.line(),
            line.username(),
            ParsedLine.key(line.username()),
            Folding.TEXT.key(line.username()),
            line.firstName(),
            keyOrNull(Folding.NAME, line.firstName()),
            line.lastName(),
            keyOrNull(Folding.NAME, line.lastName()),
            line.emailAddress(),
            line.employer(),
            keyOrNull(Folding.ORGANIZATION, line.employer()),
            line.locationName(),
            keyOrNull(Folding.ORGANIZATION, line.locationName()),
            line.accessLevel().name(),
            line.status().name(),
            UtcColumn.ofNullable(line.lastAccessAt()),
            line.supervisorName(),
            keyOrNull(Folding.FULL_NAME, line.shownSupervisor()),
            line.supervisorAddress()
        };
    }

    private static @Nullable String keyOrNull(Folding folding, @Nullable String text) {
        return text == null ? null : folding.key(text);
    }
}
