package gov.mt.immtrax.access.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of the audit trail as stored. Part of the stand-alone verifier, so it uses only the JDK.
 *
 * @param happenedAt UTC, in whole microseconds
 * @param action name of an {@link AuditAction}, or anything else that was written to the table
 * @param roles separated by commas; null, like the address, if the service itself acted
 */
record AuditEvent(
        long id,
        Instant happenedAt,
        String action,
        String result,
        @Nullable String issuer,
        @Nullable String subject,
        @Nullable String address,
        @Nullable String roles,
        @Nullable String networkAddress,
        @Nullable String caseNumber,
        @Nullable String account,
        @Nullable String detail) {

    static final String COLUMNS = "e.id, e.happened_at, e.action, e.result, e.issuer, e.subject, e.address, e.roles, "
            + "e.network_address, e.case_number, e.account, e.detail";

    /** Name of the action with which the sealer reports events with an impossible time. */
    static final String BACKDATED = "EVENTS_BACKDATED";

    /**
     * How far an event's time may be before events that are already sealed, or after its own seal. This is longer than
     * any transaction, because an event is dated before its transaction ends, and longer than the difference between
     * the clocks of two nodes.
     */
    static final Duration TOLERANCE = Duration.ofMinutes(30);

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** Reads {@link #COLUMNS}; null where an outer join found no row. */
    static @Nullable AuditEvent read(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("happened_at", OffsetDateTime.class);
        return at == null
                ? null
                : new AuditEvent(
                        row.getLong("id"),
                        at.toInstant(),
                        row.getString("action"),
                        row.getString("result"),
                        row.getString("issuer"),
                        row.getString("subject"),
                        row.getString("address"),
                        row.getString("roles"),
                        row.getString("network_address"),
                        row.getString("case_number"),
                        row.getString("account"),
                        row.getString("detail"));
    }

    /** The same event with the id of another one. */
    AuditEvent withId(long other) {
        return new AuditEvent(
                other,
                happenedAt,
                action,
                result,
                issuer,
                subject,
                address,
                roles,
                networkAddress,
                caseNumber,
                account,
                detail);
    }

    /** Whether the event's time is long before a time up to which everything was already sealed. */
    boolean isDatedBefore(Instant sealedUntil) {
        return happenedAt.isBefore(sealedUntil.minus(TOLERANCE));
    }

    /** Whether the event's time is long after a time at which it was already sealed. */
    boolean isDatedAfter(Instant sealedAt) {
        return happenedAt.isAfter(sealedAt.plus(TOLERANCE));
    }

    /**
     * What the seal covers: every column by name, with the length of its value in bytes, so that no two rows have the
     * same form.
     */
    byte[] canonical() {
        var bytes = new ByteArrayOutputStream();
        add(bytes, "id", String.valueOf(id));
        add(bytes, "happened_at", moment(happenedAt));
        add(bytes, "action", action);
        add(bytes, "result", result);
        add(bytes, "issuer", issuer);
        add(bytes, "subject", subject);
        add(bytes, "address", address);
        add(bytes, "roles", roles);
        add(bytes, "network_address", networkAddress);
        add(bytes, "case_number", caseNumber);
        add(bytes, "account", account);
        add(bytes, "detail", detail);
        return bytes.toByteArray();
    }

    static String moment(Instant at) {
        return MICROSECONDS.format(at);
    }

    private static void add(ByteArrayOutputStream bytes, String column, @Nullable String value) {
        Optional<byte[]> content = Optional.ofNullable(value).map(it -> it.getBytes(UTF_8));
        String length = content.map(it -> String.valueOf(it.length)).orElse("-");
        bytes.writeBytes((column + " " + length + ":").getBytes(UTF_8));
        content.ifPresent(bytes::writeBytes);
        bytes.write('\n');
    }

    @Override
    public String toString() {
        return "AuditEvent[" + id + ", " + action + "]";
    }
}
