package gov.mt.immtrax.access.audit;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The times of a trail's events, and which of them cannot be true: nothing happens long before what was sealed before
 * it, or long after somebody signed for it. Part of the verifier, so it knows nothing but Java.
 */
final class TrailTimes {

    private final List<String> findings;
    /** When the chain was signed for up to a position, by checkpoints that are true themselves; UTC. */
    private final NavigableMap<Long, Instant> signedAt = new TreeMap<>();
    /** By the clock of the database; UTC. */
    private Instant looked;
    /** The latest time of what is sealed so far, as far as it can be true. */
    private Instant sealedUntil = Instant.EPOCH;
    /** Events in a row whose time cannot be true. */
    private Doubt doubt;

    /** @param findings what cannot be true, in words, is added to them */
    TrailTimes(List<String> findings) {
        this.findings = findings;
    }

    /** Events from one position to another, in a row, that are dated where they cannot have happened. */
    private record Doubt(boolean before, Instant limit, AuditEvent first, long from, long to) {

        String inWords() {
            return (from == to
                            ? "event %d, sealed at position %d, is dated %s"
                                    .formatted(first.id(), from, moment(first.happenedAt()))
                            : ("events at positions %d to %d have" + " impossible dates: the first, event %d, %s")
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

    void looked(Instant at) {
        looked = at;
    }

    void signed(long position, Instant at) {
        signedAt.merge(position, at, (one, other) -> one.isBefore(other) ? one : other);
    }

    /** The next event of the chain. */
    void check(long position, AuditEvent event) {
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
        if (event.action().equals(AuditEvent.BACKDATED)) {
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

    /** Nothing follows. */
    void end() {
        tellDoubt();
    }
}
