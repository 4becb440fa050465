package gov.mt.immtrax.access.people.departure;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.Receipt;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.people.replacement.NewSupervisor;
import gov.mt.immtrax.access.people.replacement.SupervisorReplacements;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Receives the answer of registry staff about a supervisor who left. */
@Component
class ReplaceSupervisorReceiver implements FormReceiver {

    private final DepartureRepository departures;
    private final SupervisorDepartures left;
    private final SupervisorReplacements replacements;
    private final CurrentPerson currentPerson;
    private final AuditTrail audit;

    ReplaceSupervisorReceiver(
            DepartureRepository departures,
            SupervisorDepartures left,
            SupervisorReplacements replacements,
            CurrentPerson currentPerson,
            AuditTrail audit) {
        this.departures = departures;
        this.left = left;
        this.replacements = replacements;
        this.currentPerson = currentPerson;
        this.audit = audit;
    }

    @Override
    public String form() {
        return ReplaceSupervisorRules.FORM;
    }

    @Override
    public Receipt receive(FormSubmission form) {
        String number = form.caseNumber().orElseThrow();
        DepartureOutcome outcome = ReplaceSupervisorRules.outcome(form);
        String note = form.requiredText("note");
        if (outcome == DepartureOutcome.REPLACED) {
            String former = departures.get(number).address();
            Leaving leaving = left.leaving(former);
            replacements.replaceAll(
                    former,
                    leaving::isFrom,
                    request -> leaving.isFrom(request.employer(), request.locationName(), request.submittedAt()),
                    new NewSupervisor(form.requiredText("supervisorName"), form.requiredText("supervisorAddress")),
                    note);
        }
        // after the accounts: the order in which all code locks rows
        departures.answer(number, outcome, note, currentPerson.require().address());
        audit.record(AuditAction.DEPARTURE_ANSWERED, number, AuditResult.DONE, outcome.name());
        return new Receipt(number, Map.of());
    }
}
