package gov.mt.immtrax.access.agreement;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * A signature date must not be in the future. It may be in the past, because a form that was begun earlier keeps its
 * date (request-steps.txt, step 5c).
 */
@Component
class SignatureDateRule implements FormRule {

    private final BusinessCalendar calendar;
    private final Clock clock;

    SignatureDateRule(BusinessCalendar calendar, Clock clock) {
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public String form() {
        return UserAgreement.FORM;
    }

    @Override
    public Optional<FormError> check(FormSubmission submission) {
        LocalDate today = calendar.dateOf(clock.instant());
        return LocalDate.parse(submission.requiredText("signatureDate")).isAfter(today)
                ? Optional.of(FormError.of("signatureDate", "agreement.error.signed-in-the-future"))
                : Optional.empty();
    }
}
