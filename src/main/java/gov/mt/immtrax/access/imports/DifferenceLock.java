package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.database.RecordLock;
import gov.mt.immtrax.access.number.CaseKind;
import org.springframework.stereotype.Component;

/** Serializes changes to one difference by the help desk, registry staff, and an import that closes it. */
@Component
class DifferenceLock implements RecordLock {

    private final DifferenceRepository differences;

    DifferenceLock(DifferenceRepository differences) {
        this.differences = differences;
    }

    @Override
    public CaseKind kind() {
        return CaseKind.DIFFERENCE;
    }

    @Override
    public boolean lock(String number) {
        return differences.lock(number).isPresent();
    }
}
