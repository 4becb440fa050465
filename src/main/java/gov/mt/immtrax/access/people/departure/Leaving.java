package gov.mt.immtrax.access.people.departure;

import gov.mt.immtrax.access.folding.Folding;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a supervisor no longer has access of their own.
 *
 * @param entirely whether no access is left at all
 * @param employers folded names of the employers that they left
 * @param at when the last access ended or moved; UTC; null if that is not known or nothing ended
 */
public record Leaving(
        boolean entirely, Set<String> employers, @Nullable Instant at) {

    public static final Leaving NONE = new Leaving(false, Set.of(), null);

    /** Whether they left the people of this employer. */
    public boolean isFrom(String employer) {
        return entirely || employers.contains(Folding.ORGANIZATION.key(employer));
    }

    /** Whether they have left nobody. */
    public boolean isNone() {
        return !entirely && employers.isEmpty();
    }

    @Override
    public String toString() {
        return "Leaving[" + (entirely ? "entirely" : employers.size() + " employers") + "]";
    }
}
