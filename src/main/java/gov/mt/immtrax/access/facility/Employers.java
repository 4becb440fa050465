package gov.mt.immtrax.access.facility;

import gov.mt.immtrax.access.folding.Folding;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whether two places belong to one employer today. Every rule that compares employers uses it. */
@Service
@Transactional(readOnly = true)
public class Employers {

    private final ClinicNames names;

    Employers(ClinicNames names) {
        this.names = names;
    }

    /** Asks the directory only if the names differ. */
    public boolean same(String employer, String locationName, String otherEmployer, String otherLocationName) {
        return Folding.ORGANIZATION.same(employer, otherEmployer)
                || names.of(List.of(
                                FacilityKey.of(employer, locationName),
                                FacilityKey.of(otherEmployer, otherLocationName)))
                        .sameEmployer(employer, locationName, otherEmployer, otherLocationName);
    }
}
