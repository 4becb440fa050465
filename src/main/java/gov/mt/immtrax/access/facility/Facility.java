package gov.mt.immtrax.access.facility;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One clinic in the directory.
 *
 * @param number {@code FAC} and seven digits
 * @param mergedInto number of the facility that it is part of now; null unless it is merged
 */
public record Facility(
        String number, FacilityStatus status, @Nullable String mergedInto, FacilityFacts facts) {

    /** Whether it can be chosen. */
    public boolean isActive() {
        return status == FacilityStatus.ACTIVE;
    }

    public boolean isMerged() {
        return status == FacilityStatus.MERGED;
    }

    public String name() {
        return facts.name();
    }

    /** The facts by field name, for a form. */
    public Map<String, @Nullable String> values() {
        return facts.asText();
    }

    /** Changes with every fact, so that nobody overwrites what somebody else changed meanwhile. */
    public String version() {
        return Integer.toHexString((status + facts.asText().toString()).hashCode());
    }

    @Override
    public String toString() {
        return "Facility[" + number + ", " + status + "]";
    }
}
