package gov.mt.immtrax.access.inactivation.stop;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.Receipt;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Receives the decision of registry staff on a stop. */
@Component
class ReviewMassInactivation implements FormReceiver {

    private final MassInactivation massInactivation;

    ReviewMassInactivation(MassInactivation massInactivation) {
        this.massInactivation = massInactivation;
    }

    @Override
    public String form() {
        return ReviewMassInactivationRules.FORM;
    }

    @Override
    public Receipt receive(FormSubmission form) {
        String number = form.caseNumber().orElseThrow();
        LocalDate until = Optional.ofNullable(form.text("heldUntil"))
                .map(LocalDate::parse)
                .orElse(null);
        StopDecision decision = ReviewMassInactivationRules.decision(form);
        if (!massInactivation.decide(number, decision, until, form.requiredText("reason"))) {
            throw new FormRejectedException(List.of(FormError.of("outcome", "inactivation.rule.alreadyDecided")));
        }
        return new Receipt(number, Map.of());
    }
}
