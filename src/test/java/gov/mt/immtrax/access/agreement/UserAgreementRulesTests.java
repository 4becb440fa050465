package gov.mt.immtrax.access.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import gov.mt.immtrax.access.timeline.CaseEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserAgreementRulesTests {

    @Nested
    class RequestNumber {

        private final RequestNumberRule rule = new RequestNumberRule();

        @Test
        void acceptsTheNumberOfTheRequest() {
            assertThat(rule.check(submission(Map.of("requestNumber", "REQ0100387"))))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"REQ0100388", "req0100387", "REQ010038"})
        void refusesAnyOther(String number) {
            assertThat(rule.check(submission(Map.of("requestNumber", number))))
                    .contains(FormError.of("requestNumber", "agreement.error.other-request"));
        }

        @Test
        void refusesNone() {
            assertThat(rule.check(submission(Map.of()))).isPresent();
        }
    }

    @Nested
    class SignatureDate {

        @ParameterizedTest
        // the second is past midnight in Greenwich, yet the 9th in Montana
        @CsvSource({
            "2022-11-09T19:00:00Z, 2022-11-09, true",
            "2022-11-10T05:00:00Z, 2022-11-10, false",
            "2022-11-10T05:00:00Z, 2022-11-09, true",
            "2022-11-10T07:00:00Z, 2022-11-10, true",
            "2022-11-09T19:00:00Z, 2022-11-07, true",
            // invited on the 7th in Montana, on the 8th in Greenwich
            "2022-11-09T19:00:00Z, 2022-11-06, false",
            "2022-11-09T19:00:00Z, 2000-01-01, false",
            "2022-11-09T19:00:00Z, 2023-11-09, false"
        })
        void isBetweenTheInvitationAndTodayInMontana(Instant now, String typed, boolean accepted) {
            BusinessCalendar calendar = mock();
            when(calendar.dateOf(any()))
                    .thenAnswer(call -> LocalDate.ofInstant(call.getArgument(0), ZoneId.of("America/Denver")));
            Timeline timeline = mock();
            when(timeline.last("REQ0100387", RequestEventType.INVITED))
                    .thenReturn(Optional.of(new CaseEvent<>(
                            RequestEventType.INVITED, Instant.parse("2022-11-08T06:30:00Z"), "service", null)));
            var rule = new SignatureDateRule(timeline, calendar, Clock.fixed(now, ZoneOffset.UTC));

            assertThat(rule.check(submission(Map.of("signatureDate", typed))).isEmpty())
                    .isEqualTo(accepted);
        }
    }

    private static FormSubmission submission(Map<String, Object> values) {
        return new FormSubmission(
                UserAgreement.FORM, AccessRequestProcess.SIGN_USER_AGREEMENT, Optional.of("REQ0100387"), values);
    }
}
