package gov.mt.immtrax.access.audit;

import java.security.PublicKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks the whole trail once and collects findings. Follows the chain from its first seal and keeps only what does not
 * match in memory. Part of the stand-alone verifier, so it uses only the JDK.
 */
final class TrailCheck {

    private static final int FETCH = 1_000;

    private final Map<String, PublicKey> keys;
    private final List<Checkpoint> kept;
    private final List<String> findings = new ArrayList<>();

    private final TrailMisfits misfits = new TrailMisfits(findings);
    private final TrailTimes times = new TrailTimes(findings);
    /** The hashes at the positions of checkpoints. */
    private final Map<Long, String> hashAt = new HashMap<>();

    private long sealed;
    private long lastPosition;
    private long waiting;
    private long vouchedFor;
    private int checkpoints;

    /**
     * @param keys public keys by key id
     * @param kept checkpoints from outside of the database
     */
    TrailCheck(Map<String, PublicKey> keys, List<Checkpoint> kept) {
        this.keys = keys;
        this.kept = kept;
    }

    private record Seal(
            long position, String hash, @Nullable String expected) {}

    /** What does not match, in words. */
    List<String> findings() {
        return findings;
    }

    String counts() {
        return ("%d events sealed, %d waiting to be sealed,"
                        + " %d checkpoints in the table and %d from outside, covering %d events")
                .formatted(sealed, waiting, checkpoints, kept.size(), vouchedFor);
    }

    void read(Connection database) throws SQLException {
        each(
                database,
                "select current_timestamp",
                row -> times.looked(row.getObject(1, OffsetDateTime.class).toInstant()));
        List<Checkpoint> inTable = readCheckpoints(database);
        inTable.forEach(it -> hashAt.put(it.position(), null));
        kept.forEach(it -> hashAt.put(it.position(), null));
        Stream.concat(inTable.stream(), kept.stream())
                .filter(this::isTrue)
                .forEach(it -> times.signed(it.position(), it.signedAt()));
        readChain(database);
        misfits.tell();
        readUnsealed(database);
        checkNumbers(inTable);
        inTable.forEach(it -> check(it, ""));
        kept.forEach(it -> check(it, " from outside"));
        compareKept(inTable);
        checkpoints = inTable.size();
    }

    private void readChain(Connection database) throws SQLException {
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
                if (hashAt.containsKey(position)) {
                    hashAt.put(position, hash);
                }
                before = new Seal(position, hash, expected);
                sealed++;
            }
            misfits.next(false);
            times.end();
            lastPosition = before.position();
        }
    }

    private boolean isTrue(Checkpoint checkpoint) {
        PublicKey key = keys.get(checkpoint.keyId());
        return key != null && checkpoint.isSignedBy(key);
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

    private List<Checkpoint> readCheckpoints(Connection database) throws SQLException {
        List<Checkpoint> found = new ArrayList<>();
        each(
                database,
                "select number, position, hash, signed_at, key_id, signature from audit_checkpoint order by number",
                row -> found.add(new Checkpoint(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getString(5),
                        row.getString(6))));
        return found;
    }

    private void checkNumbers(List<Checkpoint> inTable) {
        long number = 0;
        for (Checkpoint checkpoint : inTable) {
            if (checkpoint.number() != number + 1) {
                findings.add("checkpoints are missing in the table before " + checkpoint.name());
            }
            number = checkpoint.number();
        }
    }

    private void check(Checkpoint checkpoint, String which) {
        String name = "checkpoint " + checkpoint.name() + which;
        PublicKey key = keys.get(checkpoint.keyId());
        if (key == null) {
            findings.add(name + " is signed with the key " + checkpoint.keyId() + ", whose public key was not given");
            return;
        }
        if (!checkpoint.isSignedBy(key)) {
            findings.add(name + " has a wrong signature");
            return;
        }
        if (checkpoint.position() > lastPosition) {
            findings.add("the trail was cut off: it ends at position %d, but %s covers %d"
                    .formatted(lastPosition, name, checkpoint.position()));
        } else if (checkpoint.position() > 0 && !checkpoint.hash().equals(hashAt.get(checkpoint.position()))) {
            findings.add("the chain up to position %d does not match %s: it was rewritten"
                    .formatted(checkpoint.position(), name));
        } else {
            vouchedFor = Math.max(vouchedFor, checkpoint.position());
        }
    }

    private void compareKept(List<Checkpoint> inTable) {
        for (Checkpoint outside : kept) {
            if (inTable.stream().noneMatch(outside::equals)) {
                findings.add("checkpoint " + outside.name() + " from outside is missing or different in the table");
            }
        }
    }

    private interface Row {

        void read(ResultSet row) throws SQLException;
    }

    private static void each(Connection database, String sql, Row each) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.setFetchSize(FETCH);
            ResultSet rows = statement.executeQuery(sql);
            while (rows.next()) {
                each.read(rows);
            }
        }
    }
}
