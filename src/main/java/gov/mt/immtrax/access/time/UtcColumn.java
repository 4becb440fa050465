package gov.mt.immtrax.access.time;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Converts instants to and from columns of type {@code timestamp with time zone}, which JDBC maps to a type with an
 * offset. The audit verifier converts its own columns, because it must not depend on the service.
 */
public final class UtcColumn {

    private UtcColumn() {}

    /** The column value of an instant; null stays null. */
    public static OffsetDateTime of(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    /** The instant in a column; null if there is none. */
    public static Instant read(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
