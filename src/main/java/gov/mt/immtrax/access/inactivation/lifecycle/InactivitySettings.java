package gov.mt.immtrax.access.inactivation.lifecycle;

import gov.mt.immtrax.access.inactivation.ConfirmationMode;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for end dates and inactivity. How long an account may be unused is in {@code inactivity-policy.dmn}.
 *
 * @param confirm who confirms the inactivation of a due account
 * @param businessDays number of business days that registry staff have for it
 * @param firstWarning how long before inactivity the user is warned
 * @param lastWarning how long before inactivity the user and the supervisor are warned, and before an end date notified
 * @param exportDelay how long after the last day an account is reviewed, so that an export with a use on that day has
 *     arrived
 * @param stopPercentage of the active accounts; if more are due, registry staff decide first
 * @param stopAtLeast number of accounts that may always be due without a decision, even in a small register
 * @param spread time after midnight in Montana over which the reviews are spread
 */
@Validated
@ConfigurationProperties("immtrax.inactivity")
public record InactivitySettings(
        @NotNull @DefaultValue("STAFF") ConfirmationMode confirm,
        @Min(1) @DefaultValue("3") int businessDays,
        @NotNull @DefaultValue("30d") Period firstWarning,
        @NotNull @DefaultValue("7d") Period lastWarning,
        @NotNull @DefaultValue("2d") Period exportDelay,
        @Min(1) @Max(100) @DefaultValue("5") int stopPercentage,
        @Min(0) @DefaultValue("10") int stopAtLeast,
        @NotNull @DefaultValue("4h") Duration spread) {

    private static final Duration LONGEST_NIGHT = Duration.ofHours(12);

    @AssertTrue(
            message = "immtrax.inactivity.first-warning must be longer than last-warning,"
                    + " and last-warning longer than zero")
    public boolean isWarnedInOrder() {
        LocalDate end = LocalDate.EPOCH;
        return firstWarning == null
                || lastWarning == null
                || end.minus(firstWarning).isBefore(end.minus(lastWarning))
                        && end.minus(lastWarning).isBefore(end);
    }

    @AssertTrue(message = "immtrax.inactivity.export-delay must be between a day and a month")
    public boolean isLastDayLeftToTheUser() {
        return exportDelay == null
                || LocalDate.EPOCH.plus(exportDelay).isAfter(LocalDate.EPOCH)
                        && !LocalDate.EPOCH.plus(exportDelay).isAfter(LocalDate.EPOCH.plusMonths(1));
    }

    @AssertTrue(message = "immtrax.inactivity.spread must be between a minute and twelve hours")
    public boolean isSpreadOverANight() {
        return spread == null || spread.compareTo(Duration.ofMinutes(1)) >= 0 && spread.compareTo(LONGEST_NIGHT) <= 0;
    }
}
