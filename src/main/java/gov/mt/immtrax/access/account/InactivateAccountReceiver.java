package gov.mt.immtrax.access.account;

import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.Receipt;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Takes the word of whoever was to inactivate an account. */
@Component
class InactivateAccountReceiver implements FormReceiver {

    private final InactivationDesk desk;

    InactivateAccountReceiver(InactivationDesk desk) {
        this.desk = desk;
    }

    @Override
    public String form() {
        return InactivateAccountRules.FORM;
    }

    @Override
    public Receipt receive(FormSubmission form) {
        String number = form.requestNumber().orElseThrow();
        InactivationOutcome outcome = InactivateAccountRules.outcome(form);
        desk.decide(number, outcome, form.text("note"));
        return new Receipt(number, Map.of("inactivationOutcome", outcome.name()));
    }
}
