package gov.mt.immtrax.access.agreement;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.Timeline;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The signature date is a day from the last invitation until today, in Montana. It may be in the past, because a form
 * that was begun earlier keeps its date (request-steps.txt, step 5c).
 */
@Component
class SignatureDateRule implements FormRule {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd-uuuu", Locale.ROOT);

    private final Timeline timeline;
    private final BusinessCalendar calendar;
    private final Clock clock;

    SignatureDateRule(Timeline timeline, BusinessCalendar calendar, Clock clock) {
        this.timeline = timeline;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public String form() {
        return UserAgreement.FORM;
    }

    @Override
    public Optional<FormError> check(FormSubmission submission) {
        LocalDate typed = LocalDate.parse(submission.requiredText("signatureDate"));
        if (typed.isAfter(calendar.dateOf(clock.instant()))) {
            return Optional.of(FormError.of("signatureDate", "agreement.error.signed-in-the-future"));
        }
        return submission
                .caseNumber()
                .flatMap(number -> timeline.last(number, RequestEventType.INVITED))
                .map(invitation -> calendar.dateOf(invitation.at()))
                .filter(typed::isBefore)
                .map(invited ->
                        FormError.of("signatureDate", "agreement.error.signed-before-invited", DAY.format(invited)));
    }
}
