package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.Receipt;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Receives the help desk's answer about a difference. */
@Component
class ResolveDifferenceReceiver implements FormReceiver {

    private final DifferenceService service;

    ResolveDifferenceReceiver(DifferenceService service) {
        this.service = service;
    }

    @Override
    public String form() {
        return ResolveDifferenceRules.FORM;
    }

    @Override
    public Receipt receive(FormSubmission form) {
        String number = form.caseNumber().orElseThrow();
        service.resolve(number, ResolveDifferenceRules.outcome(form), form.text("note"));
        return new Receipt(number, Map.of());
    }
}
