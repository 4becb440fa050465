package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.database.RecordLock;
import gov.mt.immtrax.access.number.CaseKind;
import org.springframework.stereotype.Component;

/** Serializes changes to one access request. Its row is the first in the lock order. */
@Component
class RequestLock implements RecordLock {

    private final AccessRequestRepository requests;

    RequestLock(AccessRequestRepository requests) {
        this.requests = requests;
    }

    @Override
    public CaseKind kind() {
        return CaseKind.ACCESS_REQUEST;
    }

    @Override
    public boolean lock(String number) {
        return requests.lock(number);
    }
}
