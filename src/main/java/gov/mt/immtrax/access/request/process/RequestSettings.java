package gov.mt.immtrax.access.request.process;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a request may wait.
 *
 * @param expiresAfter calendar time without a signature or a correction after which a request expires
 * @param reminderBusinessDays number of business days between reminders (request-steps.txt, step 7a: three)
 * @param startDateAskedAfter days ahead after which a start date is taken only once somebody has confirmed its year
 */
@Validated
@ConfigurationProperties("immtrax.request")
record RequestSettings(
        @NotNull @DefaultValue("30d") Period expiresAfter,
        @Min(1) @DefaultValue("3") int reminderBusinessDays,
        @NotNull @DefaultValue("180d") Period startDateAskedAfter) {

    RequestSettings {
        if (expiresAfter != null && (expiresAfter.isZero() || expiresAfter.isNegative())) {
            throw new IllegalArgumentException("immtrax.request.expires-after must be longer than zero");
        }
        if (startDateAskedAfter != null && startDateAskedAfter.isNegative()) {
            throw new IllegalArgumentException("immtrax.request.start-date-asked-after must not be negative");
        }
    }
}
