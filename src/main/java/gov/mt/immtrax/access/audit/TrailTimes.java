package gov.mt.immtrax.access.audit;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds events with an impossible time: long before an event that was sealed earlier, or long after a checkpoint that
 * covers them. Part of the stand-alone verifier, so it uses only the JDK.
 */
final class TrailTimes {

    private final List<String> findings;
    /** When the chain was signed up to a position, according to checkpoints with a valid signature; UTC. */
    private final NavigableMap<Long, Instant> signedAt = new TreeMap<>();
    /** Time of the check, by the clock of the database; UTC. */
    private @Nullable Instant looked;
    /** The latest possible time of an event so far; UTC. */
    private Instant sealedUntil = Instant.EPOCH;
    /** Consecutive events with an impossible time. */
    private @Nullable Doubt doubt;

    /** @param findings findings are added to this list */
    TrailTimes(List<String> findings) {
        this.findings = findings;
    }

    /** Consecutive events with an impossible time, from one position to another. */
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
        Instant latest = signedFor == null ? Objects.requireNonNull(looked) : signedFor.getValue();
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

    /** The end of the chain. */
    void end() {
        tellDoubt();
    }
}
