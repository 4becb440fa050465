package gov.mt.immtrax.access.facility;

import gov.mt.immtrax.access.folding.Folding;
import org.jspecify.annotations.Nullable;

/**
 * What a clinic is called today, beside what somebody typed. Both are the same while the directory does not know it.
 *
 * @param facility number of the clinic; null if the directory does not know it
 * @param employer of today
 * @param locationName of today
 */
public record ClinicName(
        @Nullable String facility,
        String employer,
        String locationName,
        String typedEmployer,
        String typedLocationName) {

    /** Whether somebody typed another name, and not only another spelling. */
    public boolean isOther() {
        return !Folding.ORGANIZATION.same(employer, typedEmployer)
                || !Folding.ORGANIZATION.same(locationName, typedLocationName);
    }

    /** Whether a letter differs. */
    public boolean isSpelledOtherwise() {
        return !employer.equals(typedEmployer) || !locationName.equals(typedLocationName);
    }

    /** In one line. */
    public String today() {
        return name(employer, locationName);
    }

    /** In one line. */
    public String typed() {
        return name(typedEmployer, typedLocationName);
    }

    /** Employer and location in one line; the employer alone if the location says the same. */
    static String name(String employer, String locationName) {
        return Folding.ORGANIZATION.same(employer, locationName) ? employer : employer + ", " + locationName;
    }

    @Override
    public String toString() {
        return "ClinicName";
    }
}
