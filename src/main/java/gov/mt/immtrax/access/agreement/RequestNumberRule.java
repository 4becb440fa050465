package gov.mt.immtrax.access.agreement;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** An agreement must be signed for its own request. The number is shown and not typed (request-steps.txt, step 5a). */
@Component
class RequestNumberRule implements FormRule {

    @Override
    public String form() {
        return UserAgreement.FORM;
    }

    @Override
    public Optional<FormError> check(FormSubmission submission) {
        return submission.caseNumber().equals(Optional.ofNullable(submission.text("requestNumber")))
                ? Optional.empty()
                : Optional.of(FormError.of("requestNumber", "agreement.error.other-request"));
    }
}
