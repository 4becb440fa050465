package gov.mt.immtrax.access.inactivation;

import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.Receipt;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Receives the decision on an account that is to be inactivated. */
@Component
class InactivateAccountReceiver implements FormReceiver {

    private final InactivationService service;

    InactivateAccountReceiver(InactivationService service) {
        this.service = service;
    }

    @Override
    public String form() {
        return InactivateAccountRules.FORM;
    }

    @Override
    public Receipt receive(FormSubmission form) {
        String number = form.caseNumber().orElseThrow();
        InactivationAnswer answer = InactivateAccountRules.answer(form);
        service.decide(number, answer, form.text("note"));
        return new Receipt(
                number,
                Map.of(
                        "accountMissing",
                        answer == InactivationAnswer.NO_ACCOUNT,
                        "inactivationOutcome",
                        answer.outcome().name()));
    }
}
