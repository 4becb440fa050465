package gov.mt.immtrax.access.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects events that do not match their seals, and finds out whether they were edited, swapped, or their seal was
 * edited. Part of the stand-alone verifier, so it uses only the JDK.
 */
final class TrailMisfits {

    /**
     * Most events that are compared with each other to find swaps, so that a check does not take days if everything was
     * edited.
     */
    static final int COMPARED = 500;

    private final List<String> findings;
    private final List<Misfit> misfits = new ArrayList<>();
    /** The last event, if it does not match its seal, until the next seal is checked. */
    private @Nullable Misfit open;

    /** @param findings findings are added to this list */
    TrailMisfits(List<String> findings) {
        this.findings = findings;
    }

    /**
     * A row that does not match its seal.
     *
     * @param previous the previous seal as stored
     * @param sealedByNext whether the next seal follows from the seal that this row should have
     */
    private record Misfit(long position, AuditEvent event, String previous, String stored, boolean sealedByNext) {

        boolean fits(AuditEvent other) {
            return stored.equals(SealChain.next(previous, other));
        }
    }

    void open(long position, AuditEvent event, String previous, String stored) {
        open = new Misfit(position, event, previous, stored, false);
    }

    boolean hasOpen() {
        return open != null;
    }

    /**
     * Stores the open misfit, if there is one, now that the next seal is known.
     *
     * @param sealedByNext whether the next seal follows from the seal that the open row should have
     */
    void next(boolean sealedByNext) {
        if (open != null) {
            misfits.add(new Misfit(open.position(), open.event(), open.previous(), open.stored(), sealedByNext));
            open = null;
        }
    }

    void tell() {
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
                        ? ("the seal at position %d was edited: it is not that of event %d,"
                                        + " and the next seal does not follow from it")
                                .formatted(one.position(), one.event().id())
                        : "event %d does not match its seal at position %d: it was edited"
                                .formatted(one.event().id(), one.position()));
    }

    /** Whether two events are in each other's place, with or without their ids. */
    private static boolean areSwapped(Misfit one, Misfit other) {
        AuditEvent first = one.event();
        AuditEvent second = other.event();
        return one.fits(second) && other.fits(first)
                || one.fits(second.withId(first.id())) && other.fits(first.withId(second.id()));
    }
}
