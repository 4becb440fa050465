package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.database.RecordLock;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lets those who write one access request take turns; the first row of all that are held together. */
@Component
@Order(1)
class RequestLock implements RecordLock {

    private final AccessRequestRepository requests;

    RequestLock(AccessRequestRepository requests) {
        this.requests = requests;
    }

    @Override
    public boolean lock(String number) {
        return number.startsWith("REQ") && requests.lock(number);
    }
}
