package gov.mt.immtrax.access.audit;

import java.util.ArrayList;
import java.util.List;

/** A trail for tests of other rooms, which only remembers what it was told. */
public final class RememberedDeeds implements AuditTrail {

    public final List<String> deeds = new ArrayList<>();

    @Override
    public void record(AuditAction action, String caseNumber, AuditResult result, String detail) {
        deeds.add(action + " " + caseNumber + " " + detail);
    }

    @Override
    public void recordAccount(AuditAction action, String caseNumber, String account) {
        deeds.add(action + " " + caseNumber + " " + account);
    }

    @Override
    public void recordRefusal(String caseNumber, String path) {
        deeds.add(AuditAction.ROLE_REFUSED + " " + caseNumber + " " + path);
    }
}
