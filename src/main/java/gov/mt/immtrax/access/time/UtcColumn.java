package gov.mt.immtrax.access.time;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * A column {@code timestamp with time zone}, which JDBC reads and writes with an offset while we reckon in instants.
 * The audit verifier, which needs nothing of the service, reads its columns itself.
 */
public final class UtcColumn {

    private UtcColumn() {}

    /** What to write for an instant; null stays null. */
    public static OffsetDateTime of(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    /** The instant in a column; null if there is none. */
    public static Instant read(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
