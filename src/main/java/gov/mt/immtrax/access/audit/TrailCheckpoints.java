package gov.mt.immtrax.access.audit;

import java.security.PublicKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares the checkpoints, from the table and from outside of the database, with the chain that they cover. Part of
 * the stand-alone verifier, so it uses only the JDK.
 */
final class TrailCheckpoints {

    private final Map<String, PublicKey> keys;
    private final List<Checkpoint> kept;
    private final List<String> findings;

    private final List<Checkpoint> inTable = new ArrayList<>();
    /** The hashes at the positions of checkpoints. */
    private final Map<Long, String> hashAt = new HashMap<>();

    private long vouchedFor;

    /**
     * @param keys public keys by key id
     * @param kept checkpoints from outside of the database
     * @param findings findings are added to this list
     */
    TrailCheckpoints(Map<String, PublicKey> keys, List<Checkpoint> kept, List<String> findings) {
        this.keys = keys;
        this.kept = kept;
        this.findings = findings;
    }

    String counts() {
        return "%d checkpoints in the table and %d from outside, covering %d events"
                .formatted(inTable.size(), kept.size(), vouchedFor);
    }

    /** Reads the checkpoints of the table, and tells when the chain was signed up to which position. */
    void read(Connection database, TrailTimes times) throws SQLException {
        TrailCheck.each(
                database,
                "select number, position, hash, signed_at, key_id, signature from audit_checkpoint order by number",
                row -> inTable.add(new Checkpoint(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getString(5),
                        row.getString(6))));
        inTable.forEach(it -> hashAt.put(it.position(), null));
        kept.forEach(it -> hashAt.put(it.position(), null));
        Stream.concat(inTable.stream(), kept.stream())
                .filter(this::isTrue)
                .forEach(it -> times.signed(it.position(), it.signedAt()));
    }

    private boolean isTrue(Checkpoint checkpoint) {
        PublicKey key = keys.get(checkpoint.keyId());
        return key != null && checkpoint.isSignedBy(key);
    }

    /** The next seal of the chain. */
    void sealed(long position, String hash) {
        if (hashAt.containsKey(position)) {
            hashAt.put(position, hash);
        }
    }

    /** @param lastPosition the end of the chain */
    void check(long lastPosition) {
        checkNumbers();
        inTable.forEach(it -> check(it, "", lastPosition));
        kept.forEach(it -> check(it, " from outside", lastPosition));
        compareKept();
    }

    private void checkNumbers() {
        long number = 0;
        for (Checkpoint checkpoint : inTable) {
            if (checkpoint.number() != number + 1) {
                findings.add("checkpoints are missing in the table before " + checkpoint.name());
            }
            number = checkpoint.number();
        }
    }

    private void check(Checkpoint checkpoint, String which, long lastPosition) {
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

    private void compareKept() {
        for (Checkpoint outside : kept) {
            if (inTable.stream().noneMatch(outside::equals)) {
                findings.add("checkpoint " + outside.name() + " from outside is missing or different in the table");
            }
        }
    }
}
