package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.database.RecordLock;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lets those who settle one difference take turns: the help desk, registry staff, and an import that finds it gone. */
@Component
@Order(3)
class DifferenceLock implements RecordLock {

    private final DifferenceRepository differences;

    DifferenceLock(DifferenceRepository differences) {
        this.differences = differences;
    }

    @Override
    public boolean lock(String number) {
        return number.startsWith("DIF") && differences.lock(number).isPresent();
    }
}
