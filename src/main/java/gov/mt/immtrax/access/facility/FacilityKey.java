package gov.mt.immtrax.access.facility;

import gov.mt.immtrax.access.folding.Folding;
import org.jspecify.annotations.Nullable;

/** The names of a facility as rules compare them. Two spellings with the same key mean one facility. */
public record FacilityKey(String employer, String location) {

    public static FacilityKey of(@Nullable String employer, @Nullable String location) {
        return new FacilityKey(Folding.ORGANIZATION.key(employer), Folding.ORGANIZATION.key(location));
    }

    @Override
    public String toString() {
        return "FacilityKey";
    }
}
