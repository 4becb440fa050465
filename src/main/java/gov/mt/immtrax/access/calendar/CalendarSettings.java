package gov.mt.immtrax.access.calendar;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for business days that the holiday library does not know.
 *
 * @param zone of every date and time of day in this service
 * @param opens when the help desk opens, local time (contract.md: 8 to 5; Montana Code 2-16-117)
 * @param closes when the help desk closes; what is due on a day is due at this time
 * @param addedHolidays holidays in addition to those that {@link StateHolidays} knows
 * @param removedHolidays holidays that it knows and on which Montana works, in addition to those that it leaves out
 */
@Validated
@ConfigurationProperties("immtrax.calendar")
public record CalendarSettings(
        @DefaultValue("America/Denver") @NotNull ZoneId zone,
        @DefaultValue("08:00") @NotNull LocalTime opens,
        @DefaultValue("17:00") @NotNull LocalTime closes,
        @DefaultValue Set<LocalDate> addedHolidays,
        @DefaultValue Set<LocalDate> removedHolidays) {

    public CalendarSettings {
        addedHolidays = Set.copyOf(addedHolidays);
        removedHolidays = Set.copyOf(removedHolidays);
    }

    @AssertTrue(message = "immtrax.calendar.closes must be later than immtrax.calendar.opens")
    boolean isClosingAfterOpening() {
        return opens == null || closes == null || opens.isBefore(closes);
    }

    @AssertTrue(message = "a day must not be in both immtrax.calendar.added-holidays and removed-holidays")
    boolean isEveryDayDecidedOnce() {
        return addedHolidays.stream().noneMatch(removedHolidays::contains);
    }
}
