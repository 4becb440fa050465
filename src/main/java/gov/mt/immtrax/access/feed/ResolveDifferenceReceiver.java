package gov.mt.immtrax.access.feed;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.Receipt;
import gov.mt.immtrax.access.identity.CurrentPerson;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Takes what the help desk did about a difference; it stays open until an export agrees. */
@Component
class ResolveDifferenceReceiver implements FormReceiver {

    private final Differences differences;
    private final CurrentPerson currentPerson;
    private final AuditTrail audit;

    ResolveDifferenceReceiver(Differences differences, CurrentPerson currentPerson, AuditTrail audit) {
        this.differences = differences;
        this.currentPerson = currentPerson;
        this.audit = audit;
    }

    @Override
    public String form() {
        return ResolveDifferenceRules.FORM;
    }

    @Override
    public Receipt receive(FormSubmission form) {
        String number = form.requestNumber().orElseThrow();
        DifferenceOutcome outcome = ResolveDifferenceRules.outcome(form);
        differences.resolved(number, outcome, form.text("note"), currentPerson.require().address());
        audit.record(AuditAction.DIFFERENCE_RESOLVED, null, AuditResult.DONE, number + ", " + outcome);
        return new Receipt(number, Map.of());
    }
}
