package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The fastest way of a database to take in many lines; the only part of an import that depends on the product. */
interface LineStore {

    String COLUMNS =
            "import_number, line_number, username, username_key, first_name, last_name, last_name_key, email_address,"
                    + " employer, employer_key, location_name, access_level,"
                    + " status, last_access_at, supervisor_name, supervisor_address";

    /** Writes lines into {@code import_line}, in the transaction of the connection. */
    void write(Connection connection, String number, List<ParsedLine> lines) throws SQLException;

    /** Readies the transaction of the connection for statements over whole sets. */
    void readyForSets(Connection connection) throws SQLException;

    /** Lets the transaction of the connection, an engine's job, wait for as long as the pieces beside it take. */
    void readyToWait(Connection connection) throws SQLException;

    /** Everything of a line in the order of {@link #COLUMNS}; instants as {@link java.time.OffsetDateTime}. */
    static Object[] values(String number, ParsedLine line) {
        return new Object[] {
            number,
            line.line(),
            line.username(),
            ParsedLine.key(line.username()),
            line.firstName(),
            line.lastName(),
            ParsedLine.key(line.lastName()),
            line.emailAddress(),
            line.employer(),
            ParsedLine.key(line.employer()),
            line.locationName(),
            line.accessLevel().name(),
            line.status().name(),
            UtcColumn.of(line.lastAccessAt()),
            line.supervisorName(),
            line.supervisorAddress()
        };
    }
}
