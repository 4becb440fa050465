package gov.mt.immtrax.access.time;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Converts instants to and from columns of type {@code timestamp with time zone}, which JDBC maps to a type with an
 * offset. The audit verifier converts its own columns, because it must not depend on the service.
 */
public final class UtcColumn {

    private UtcColumn() {}

    /** The column value of an instant. */
    public static OffsetDateTime of(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /** What to write for an instant that may be missing; null stays null. */
    public static @Nullable OffsetDateTime ofNullable(@Nullable Instant at) {
        return at == null ? null : of(at);
    }

    /** The instant in a column that is {@code not null}. */
    public static Instant read(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** The instant in a column; null if there is none. */
    public static @Nullable Instant readNullable(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
