package gov.mt.immtrax.access.audit;

import java.security.PublicKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the whole trail once and collects findings. Follows the chain from its first seal and keeps only what does not
 * match in memory. Part of the stand-alone verifier, so it uses only the JDK.
 */
final class TrailCheck {

    private static final int FETCH = 1_000;

    private final List<String> findings = new ArrayList<>();

    private final TrailMisfits misfits = new TrailMisfits(findings);
    private final TrailTimes times = new TrailTimes(findings);
    private final TrailCheckpoints checkpoints;

    private long sealed;
    private long waiting;

    /**
     * @param keys public keys by key id
     * @param kept checkpoints from outside of the database
     */
    TrailCheck(Map<String, PublicKey> keys, List<Checkpoint> kept) {
        this.checkpoints = new TrailCheckpoints(keys, kept, findings);
    }

    private record Seal(
            long position, String hash, @Nullable String expected) {}

    /** What does not match, in words. */
    List<String> findings() {
        return findings;
    }

    String counts() {
        return "%d events sealed, %d waiting to be sealed, ".formatted(sealed, waiting) + checkpoints.counts();
    }

    void read(Connection database) throws SQLException {
        each(
                database,
                "select current_timestamp",
                row -> times.looked(row.getObject(1, OffsetDateTime.class).toInstant()));
        checkpoints.read(database, times);
        long lastPosition = readChain(database);
        misfits.tell();
        readUnsealed(database);
        checkpoints.check(lastPosition);
    }

    /** @return the last position */
    private long readChain(Connection database) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.setFetchSize(FETCH);
            ResultSet row = statement.executeQuery("select s.position, s.event_id, s.hash, " + AuditEvent.COLUMNS
                    + " from audit_seal s left join audit_event e on e.id = s.event_id order by s.position");
            Seal before = new Seal(0, SealChain.BEGINNING, SealChain.BEGINNING);
            while (row.next()) {
                long position = row.getLong("position");
                String hash = row.getString("hash");
                AuditEvent event = AuditEvent.read(row);
                if (position != before.position() + 1) {
                    findings.add(
                            "seals are missing: after position %d comes %d".formatted(before.position(), position));
                    misfits.next(false);
                }
                String expected = null;
                boolean nextFits = false;
                if (event == null) {
                    findings.add("event %d, sealed at position %d, was deleted"
                            .formatted(row.getLong("event_id"), position));
                } else if (position == before.position() + 1) {
                    times.check(position, event);
                    expected = SealChain.next(before.hash(), event);
                    // would this seal follow if the previous seal were the one that its row requires?
                    nextFits = misfits.hasOpen()
                            && before.expected() != null
                            && hash.equals(SealChain.next(before.expected(), event));
                }
                misfits.next(nextFits);
                if (event != null && expected != null && !expected.equals(hash) && !nextFits) {
                    misfits.open(position, event, before.hash(), hash);
                }
                checkpoints.sealed(position, hash);
                before = new Seal(position, hash, expected);
                sealed++;
            }
            misfits.next(false);
            times.end();
            return before.position();
        }
    }

    private void readUnsealed(Connection database) throws SQLException {
        each(
                database,
                """
                select e.id from audit_event e
                where not exists (select 1 from audit_seal s where s.event_id = e.id)
                    and not exists (select 1 from audit_unsealed u where u.event_id = e.id)
                order by e.id""",
                row -> findings.add(
                        "event %d was inserted without the service: it has no seal and is not waiting to be sealed"
                                .formatted(row.getLong(1))));
        each(database, """
                select u.event_id, e.id from audit_unsealed u left join audit_event e on e.id = u.event_id
                order by u.event_id""", row -> {
            waiting++;
            if (row.getObject(2) == null) {
                findings.add("event %d, which was waiting to be sealed, was deleted".formatted(row.getLong(1)));
            }
        });
    }

    interface Row {

        void read(ResultSet row) throws SQLException;
    }

    static void each(Connection database, String sql, Row each) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.setFetchSize(FETCH);
            ResultSet rows = statement.executeQuery(sql);
            while (rows.next()) {
                each.read(rows);
            }
        }
    }
}
