package gov.mt.immtrax.access.facility;

import gov.mt.immtrax.access.folding.Folding;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether two places belong to one employer: because their names are the same by folding, or because the directory says
 * so, after a clinic was renamed or merged. Every rule that compares employers uses it.
 */
@Service
@Transactional(readOnly = true)
public class Employers {

    private final FacilityRepository facilities;

    Employers(FacilityRepository facilities) {
        this.facilities = facilities;
    }

    /** Asks the directory only if the names differ. */
    public boolean same(String employer, String locationName, String otherEmployer, String otherLocationName) {
        return Folding.ORGANIZATION.same(employer, otherEmployer)
                || Folding.ORGANIZATION.same(today(employer, locationName), today(otherEmployer, otherLocationName));
    }

    /** The employer's name today; as typed if the directory does not know it. */
    private String today(String employer, String locationName) {
        return facilities
                .named(FacilityKey.of(employer, locationName))
                .map(it -> it.facts().employer())
                .orElse(employer);
    }
}
