package gov.mt.immtrax.access.feed;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Hands differences to the help desk, and takes them back once an export agrees. The engine gets their numbers alone. */
@Service
class DifferenceDesk {

    static final String PROCESS = "difference-resolution";
    private static final String CLOSED = "DifferenceClosed";

    private final Differences differences;
    private final RuntimeService engine;
    private final AuditTrail audit;

    DifferenceDesk(Differences differences, RuntimeService engine, AuditTrail audit) {
        this.differences = differences;
        this.engine = engine;
        this.audit = audit;
    }

    /** @return false if it is closed, or with the help desk already */
    @Transactional
    public boolean ask(String number) {
        Difference difference = differences.hold(number).orElseThrow();
        if (difference.closedAt() != null || difference.isWithHelpDesk()) {
            return false;
        }
        differences.asked(number);
        engine.startProcessInstanceByKey(PROCESS, number, Map.of("differenceNumber", number));
        audit.record(AuditAction.DIFFERENCE_HANDED_OVER, null, AuditResult.DONE, number + ", " + difference.kind());
        return true;
    }

    /** Ends the tasks of what an import has closed, in the caller's transaction. */
    void withdrawClosed(String importNumber) {
        differences.closedTasksOf(importNumber).forEach(number ->
                engine.createMessageCorrelation(CLOSED).processInstanceBusinessKey(number).correlateAll());
    }
}
