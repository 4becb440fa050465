package gov.mt.immtrax.access.audit;

import java.util.ArrayList;
import java.util.List;

/** A trail for tests of other rooms, which only remembers what it was told. */
public final class RememberedDeeds implements AuditTrail {

    public final List<String> deeds = new ArrayList<>();

    @Override
    public void record(AuditAction action, String requestNumber, AuditResult result, String detail) {
        deeds.add(action + " " + requestNumber + " " + detail);
    }

    @Override
    public void recordAccount(AuditAction action, String requestNumber, String account) {
        deeds.add(action + " " + requestNumber + " " + account);
    }

    @Override
    public void recordRefusal(String requestNumber, String path) {
        deeds.add(AuditAction.ROLE_REFUSED + " " + requestNumber + " " + path);
    }
}
