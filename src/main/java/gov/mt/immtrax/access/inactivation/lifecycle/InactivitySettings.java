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
 * How an access comes to its end by itself. After how long without use is said by {@code inactivity-policy.dmn}.
 *
 * @param confirm who inactivates an account that is due
 * @param businessDays how many registry staff have for it
 * @param firstWarning how long before inactivity its user is warned
 * @param lastWarning how long before inactivity user and supervisor are warned, and before an end date told
 * @param exportDelay how many days after the last day an account is looked at for inactivity, by which the export that
 *     tells of an access on that day has come
 * @param stopPercentage of the active accounts; if more are due, registry staff decide first
 * @param stopAtLeast so many may be due without that, however small the register
 * @param spread after midnight in Montana, within which the accounts are looked at
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
