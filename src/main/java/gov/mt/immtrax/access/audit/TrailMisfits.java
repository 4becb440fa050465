package gov.mt.immtrax.access.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * The events of a trail that their seals do not fit, and what was done to them: edited, swapped, or given another seal.
 * Part of the verifier, so it knows nothing but Java.
 */
final class TrailMisfits {

    /** Swaps are looked for by comparing each with each: among so many, lest one edit of everything takes days. */
    static final int COMPARED = 500;

    private final List<String> findings;
    private final List<Misfit> misfits = new ArrayList<>();
    /** The last event, if its seal does not fit, until the next seal is looked at. */
    private Misfit open;

    /** @param findings what does not fit, in words, is added to them */
    TrailMisfits(List<String> findings) {
        this.findings = findings;
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

    void open(long position, AuditEvent event, String previous, String stored) {
        open = new Misfit(position, event, previous, stored, false);
    }

    boolean hasOpen() {
        return open != null;
    }

    /**
     * Takes down the open misfit, if there is one, now that the seal after it is known.
     *
     * @param sealedByNext whether that follows from what the open one should be
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

    /** In place of each other, with their numbers or without. */
    private static boolean areSwapped(Misfit one, Misfit other) {
        AuditEvent first = one.event();
        AuditEvent second = other.event();
        return one.fits(second) && other.fits(first)
                || one.fits(second.withId(first.id())) && other.fits(first.withId(second.id()));
    }
}
