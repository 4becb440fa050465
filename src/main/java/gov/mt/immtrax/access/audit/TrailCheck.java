package gov.mt.immtrax.access.audit;

import java.security.PublicKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One look at the whole trail, and what was found. Follows the chain from its first seal and remembers only what does
 * not fit. Part of the verifier, so it knows nothing but Java.
 */
final class TrailCheck {

    private static final int FETCH = 1_000;
    /** Swaps are looked for by comparing each with each: among so many, lest one edit of everything takes days. */
    static final int COMPARED = 500;

    private final Map<String, PublicKey> keys;
    private final List<Checkpoint> kept;
    /** By the clock of the database; UTC. */
    private Instant looked;

    private final List<String> findings = new ArrayList<>();

    private final List<Misfit> misfits = new ArrayList<>();
    /** When the chain was signed for up to a position, by checkpoints that are true themselves; UTC. */
    private final NavigableMap<Long, Instant> signedAt = new TreeMap<>();
    /** The latest time of what is sealed so far, as far as it can be true. */
    private Instant sealedUntil = Instant.EPOCH;
    /** Events in a row whose time cannot be true. */
    private Doubt doubt;
    /** The hashes that checkpoints ask for, by position. */
    private final Map<Long, String> hashAt = new HashMap<>();

    private long sealed;
    private long lastPosition;
    private long waiting;
    private long vouchedFor;
    private int checkpoints;

    /**
     * @param keys public keys by their id
     * @param kept checkpoints that came from outside of the database
     */
    TrailCheck(Map<String, PublicKey> keys, List<Checkpoint> kept) {
        this.keys = keys;
        this.kept = kept;
    }

    /**
     * A row that its seal does not fit.
     *
     * @param previous the seal before, as it stands there
     * @param sealedByNext whether the seal after it follows from what this one should be
     */
    private record Misfit(long position, AuditEvent event, String previous, String stored, boolean sealedByNext) {

        boolean fits(AuditEvent other) {
            return stored.equals(SealChain.next(previous, other));
        }
    }

    /** Events from one position to another, in a row, that are dated where they cannot have happened. */
    private record Doubt(boolean before, Instant limit, AuditEvent first, long from, long to) {

        String inWords() {
            return (from == to
                            ? "event %d, sealed at position %d, is dated %s"
                                    .formatted(first.id(), from, moment(first.happenedAt()))
                            : "events at positions %d to %d have impossible dates: the first, event %d, %s"
                                    .formatted(from, to, first.id(), moment(first.happenedAt())))
                    + (before ? ", but events until " : ", but a checkpoint that covers it was signed at ")
                    + moment(limit)
                    + (before ? " were sealed before it" : "");
        }

        private static String moment(Instant at) {
            return AuditEvent.moment(at);
        }

        @Override
        public String toString() {
            return "Doubt[" + from + ", " + to + "]";
        }
    }

    private record Seal(long position, String hash, String expected) {}

    /** What does not fit, in words. */
    List<String> findings() {
        return findings;
    }

    String counts() {
        return "%d events sealed, %d waiting to be sealed, %d checkpoints in the table and %d from outside, covering %d events"
                .formatted(sealed, waiting, checkpoints, kept.size(), vouchedFor);
    }

    void read(Connection database) throws SQLException {
        each(
                database,
                "select current_timestamp",
                row -> looked = row.getObject(1, OffsetDateTime.class).toInstant());
        List<Checkpoint> inTable = readCheckpoints(database);
        inTable.forEach(it -> hashAt.put(it.position(), null));
        kept.forEach(it -> hashAt.put(it.position(), null));
        Stream.concat(inTable.stream(), kept.stream())
                .filter(this::isTrue)
                .forEach(it -> signedAt.merge(
                        it.position(), it.signedAt(), (one, other) -> one.isBefore(other) ? one : other));
        readChain(database);
        nameMisfits();
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
            Misfit open = null;
            while (row.next()) {
                long position = row.getLong("position");
                String hash = row.getString("hash");
                AuditEvent event = AuditEvent.read(row);
                if (position != before.position() + 1) {
                    findings.add(
                            "seals are missing: after position %d comes %d".formatted(before.position(), position));
                    open = keep(open, false);
                }
                String expected = null;
                boolean nextFits = false;
                if (event == null) {
                    findings.add("event %d, sealed at position %d, was deleted"
                            .formatted(row.getLong("event_id"), position));
                } else if (position == before.position() + 1) {
                    checkTime(position, event);
                    expected = SealChain.next(before.hash(), event);
                    // had the seal before been what its row says, would this one follow?
                    nextFits = open != null
                            && before.expected() != null
                            && hash.equals(SealChain.next(before.expected(), event));
                }
                open = keep(open, nextFits);
                if (expected != null && !expected.equals(hash) && !nextFits) {
                    open = new Misfit(position, event, before.hash(), hash, false);
                }
                if (hashAt.containsKey(position)) {
                    hashAt.put(position, hash);
                }
                before = new Seal(position, hash, expected);
                sealed++;
            }
            keep(open, false);
            tellDoubt();
            lastPosition = before.position();
        }
    }

    /** Nothing happens long before what was sealed before it, or long after somebody signed for it. */
    private void checkTime(long position, AuditEvent event) {
        var signedBefore = signedAt.lowerEntry(position);
        Instant until = signedBefore == null || signedBefore.getValue().isBefore(sealedUntil)
                ? sealedUntil
                : signedBefore.getValue();
        var signedFor = signedAt.ceilingEntry(position);
        Instant latest = signedFor == null ? looked : signedFor.getValue();
        if (event.isDatedBefore(until)) {
            doubt(true, until, position, event);
        } else if (event.isDatedAfter(latest)) {
            doubt(false, latest, position, event);
        } else {
            tellDoubt();
            sealedUntil = event.happenedAt().isAfter(until) ? event.happenedAt() : until;
        }
        if (event.action().equals(AuditEvent.DOUBT)) {
            findings.add("the service found impossible times when it sealed events, as event %d at position %d says: %s"
                    .formatted(event.id(), position, event.detail()));
        }
    }

    private void doubt(boolean before, Instant limit, long position, AuditEvent event) {
        if (doubt != null && doubt.before() == before && doubt.to() == position - 1) {
            doubt = new Doubt(before, doubt.limit(), doubt.first(), doubt.from(), position);
        } else {
            tellDoubt();
            doubt = new Doubt(before, limit, event, position, position);
        }
    }

    private void tellDoubt() {
        if (doubt != null) {
            findings.add(doubt.inWords());
            doubt = null;
        }
    }

    private boolean isTrue(Checkpoint checkpoint) {
        PublicKey key = keys.get(checkpoint.keyId());
        return key != null && checkpoint.isSignedBy(key);
    }

    /** Takes down a misfit once it is known whether the seal after it minds. */
    private Misfit keep(Misfit open, boolean sealedByNext) {
        if (open != null) {
            misfits.add(new Misfit(open.position(), open.event(), open.previous(), open.stored(), sealedByNext));
        }
        return null;
    }

    private void nameMisfits() {
        int compared = Math.min(COMPARED, misfits.size());
        List<Misfit> left = new ArrayList<>(misfits.subList(0, compared));
        while (!left.isEmpty()) {
            Misfit one = left.remove(0);
            Misfit other =
                    left.stream().filter(it -> areSwapped(one, it)).findFirst().orElse(null);
            if (other != null) {
                left.remove(other);
                findings.add("events %d and %d were swapped (positions %d and %d)"
                        .formatted(one.event().id(), other.event().id(), one.position(), other.position()));
            } else {
                name(one);
            }
        }
        misfits.subList(compared, misfits.size()).forEach(this::name);
    }

    private void name(Misfit one) {
        findings.add(
                one.sealedByNext()
                        ? "the seal at position %d was edited: it is not that of event %d, and the next seal does not follow from it"
                                .formatted(one.position(), one.event().id())
                        : "event %d does not match its seal at position %d: it was edited"
                                .formatted(one.event().id(), one.position()));
    }

    /** In place of each other, with their numbers or without. */
    private static boolean areSwapped(Misfit one, Misfit other) {
        AuditEvent first = one.event();
        AuditEvent second = other.event();
        return one.fits(second) && other.fits(first)
                || one.fits(second.withId(first.id())) && other.fits(first.withId(second.id()));
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
