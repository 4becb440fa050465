package gov.mt.immtrax.access.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessCalendarTests {

    private static final ZoneId MONTANA = ZoneId.of("America/Denver");

    private final BusinessCalendar calendar = calendar(Set.of(), Set.of());

    static BusinessCalendar calendar(Set<LocalDate> added, Set<LocalDate> removed) {
        CalendarSettings settings =
                new CalendarSettings(MONTANA, LocalTime.of(8, 0), LocalTime.of(17, 0), added, removed);
        return new BusinessCalendar(settings, new StateHolidays(settings));
    }

    private static Instant local(String dateAndTime) {
        return LocalDateTime.parse(dateAndTime).atZone(MONTANA).toInstant();
    }

    @Nested
    class BusinessDays {

        @ParameterizedTest(name = "{0} {1}")
        @CsvSource({
            "2025-01-01, New Year's Day",
            "2023-01-02, New Year's Day 2023 is a Sunday: Monday instead",
            "2027-12-31, New Year's Day 2028 is a Saturday: the Friday of the year before instead",
            "2026-01-19, Martin Luther King Jr. Day",
            "2026-02-16, Presidents' Day",
            "2026-05-25, Memorial Day",
            "2025-07-04, Independence Day",
            "2026-07-03, Independence Day 2026 is a Saturday: Friday instead",
            "2027-07-05, Independence Day 2027 is a Sunday: Monday instead",
            "2026-09-07, Labor Day",
            "2026-10-12, Indigenous Peoples' Day and Columbus Day",
            "2026-11-03, general election day",
            "2028-11-07, general election day",
            "2026-11-11, Veterans' Day",
            "2028-11-10, Veterans' Day 2028 is a Saturday: Friday instead",
            "2026-11-26, Thanksgiving",
            "2025-12-25, Christmas",
            "2022-12-26, Christmas 2022 is a Sunday: Monday instead",
            "2027-12-24, Christmas 2027 is a Saturday: Friday instead",
            "2026-11-07, a Saturday",
            "2026-11-08, a Sunday",
        })
        void restsOn(LocalDate day, String why) {
            assertThat(calendar.isBusinessDay(day)).as(why).isFalse();
        }

        @ParameterizedTest(name = "{0} {1}")
        @CsvSource({
            "2025-11-04, first Tuesday of November in an odd year: no general election",
            "2027-11-02, first Tuesday of November in an odd year: no general election",
            "2026-11-10, the Tuesday after election day",
            "2026-11-27, day after Thanksgiving",
            "2026-12-24, Christmas Eve",
            "2028-02-29, leap day",
            "2028-01-03, Monday after a New Year's Day that was observed before it",
            "2026-02-12, Lincoln's birthday: observed on Presidents' Day",
            "2026-07-06, Monday after a holiday that was observed on Friday",
        })
        void worksOn(LocalDate day, String why) {
            assertThat(calendar.isBusinessDay(day)).as(why).isTrue();
        }

        @ParameterizedTest
        @CsvSource({"2024, 11", "2025, 10", "2026, 11", "2027, 11", "2028, 10", "2048, 11"})
        void haveTheHolidaysOfTheLaw(int year, int onWeekdays) {
            // The law's ten, and election day in even years. New Year's Day of 2028 is observed in 2027.
            LocalDate newYear = LocalDate.of(year, 1, 1);

            assertThat(newYear.datesUntil(newYear.plusYears(1)))
                    .filteredOn(day -> day.getDayOfWeek().getValue() < 6 && !calendar.isBusinessDay(day))
                    .hasSize(onWeekdays);
        }
    }

    @Nested
    class Settings {

        @Test
        void removeADayWithoutBringingBackJuneteenth() {
            LocalDate indigenousPeoplesDay = LocalDate.of(2026, 10, 12);
            LocalDate juneteenth = LocalDate.of(2026, 6, 19);
            BusinessCalendar changed = calendar(Set.of(), Set.of(indigenousPeoplesDay));

            assertThat(changed.isBusinessDay(indigenousPeoplesDay)).isTrue();
            assertThat(changed.isBusinessDay(juneteenth)).isTrue();
        }

        @Test
        void addJuneteenth() {
            LocalDate juneteenth = LocalDate.of(2026, 6, 19);

            assertThat(calendar(Set.of(juneteenth), Set.of()).isBusinessDay(juneteenth))
                    .isFalse();
        }

        @Test
        void addADay() {
            LocalDate closedByTheGovernor = LocalDate.of(2026, 12, 24);

            assertThat(calendar(Set.of(closedByTheGovernor), Set.of()).isBusinessDay(closedByTheGovernor))
                    .isFalse();
        }

        @Test
        void doNotMakeAWeekendABusinessDay() {
            LocalDate saturday = LocalDate.of(2026, 7, 4);

            assertThat(calendar(Set.of(), Set.of(saturday)).isBusinessDay(saturday))
                    .isFalse();
        }
    }

    @Nested
    class Counting {

        @ParameterizedTest(name = "{0} + {1} business days = {2}: {3}")
        @CsvSource({
            "2026-03-02, 3, 2026-03-05, Monday to Thursday",
            "2026-03-04, 3, 2026-03-09, Wednesday over a weekend",
            "2026-03-06, 1, 2026-03-09, Friday to Monday",
            "2026-03-07, 3, 2026-03-11, arrival on Saturday: Wednesday",
            "2026-03-08, 3, 2026-03-11, arrival on Sunday: Wednesday",
            "2026-11-25, 3, 2026-12-01, over Thanksgiving",
            "2026-10-30, 3, 2026-11-05, over election day",
            "2026-11-03, 3, 2026-11-06, arrival on election day",
            "2027-12-23, 3, 2027-12-29, over Christmas observed on Friday",
            "2027-12-30, 1, 2028-01-03, over New Year's Day observed on Friday",
            "2028-02-28, 3, 2028-03-02, over a leap day",
            "2027-02-26, 1, 2027-03-01, no leap day",
        })
        void leadsTo(LocalDate day, int count, LocalDate expected, String why) {
            assertThat(calendar.businessDaysAfter(day, count)).as(why).isEqualTo(expected);
            assertThat(calendar.businessDaysBetween(day, expected)).isEqualTo(count);
        }

        @ParameterizedTest
        @CsvSource({
            "2026-03-02, 2026-03-02, 0",
            "2026-03-06, 2026-03-08, 0",
            "2026-03-06, 2026-03-09, 1",
            "2026-03-09, 2026-03-06, -1",
            "2026-01-01, 2027-01-01, 250",
        })
        void countsBetween(LocalDate from, LocalDate to, int expected) {
            assertThat(calendar.businessDaysBetween(from, to)).isEqualTo(expected);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -1})
        void refusesLessThanADay(int count) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> calendar.businessDaysAfter(LocalDate.of(2026, 3, 2), count));
        }
    }

    @Nested
    class Due {

        @Test
        void isAtCloseOfBusiness() {
            assertThat(calendar.dueAfter(local("2026-03-02T09:30"), 3)).isEqualTo(local("2026-03-05T17:00"));
        }

        @Test
        void isNotShiftedWhenItArrivesAfterHours() {
            assertThat(calendar.dueAfter(local("2026-03-02T23:59"), 3)).isEqualTo(local("2026-03-05T17:00"));
            assertThat(calendar.dueAfter(local("2026-03-02T00:00"), 3)).isEqualTo(local("2026-03-05T17:00"));
        }

        @Test
        void countsFromTheDayInMontanaNotInGreenwich() {
            Instant mondayEveningInMontana = Instant.parse("2026-03-03T05:00:00Z");

            assertThat(calendar.dateOf(mondayEveningInMontana)).isEqualTo("2026-03-02");
            assertThat(calendar.dueAfter(mondayEveningInMontana, 1)).isEqualTo(local("2026-03-03T17:00"));
        }

        @Test
        void staysAtFiveWhenClocksGoForward() {
            Instant due = calendar.dueAfter(Instant.parse("2026-03-05T23:00:00Z"), 3);

            assertThat(due).isEqualTo("2026-03-10T23:00:00Z").isEqualTo(local("2026-03-10T17:00"));
        }

        @Test
        void staysAtFiveWhenClocksGoBack() {
            Instant due = calendar.dueAfter(Instant.parse("2026-10-29T22:00:00Z"), 2);

            assertThat(due).isEqualTo("2026-11-03T00:00:00Z").isEqualTo(local("2026-11-02T17:00"));
        }
    }

    @Nested
    class Opening {

        @ParameterizedTest(name = "{0} open: {1}")
        @CsvSource({
            "2026-03-02T07:59, false",
            "2026-03-02T08:00, true",
            "2026-03-02T16:59, true",
            "2026-03-02T17:00, false",
            "2026-03-07T10:00, false",
            "2026-11-03T10:00, false",
        })
        void followsTheHelpDesk(String moment, boolean open) {
            assertThat(calendar.isOpen(local(moment))).isEqualTo(open);
        }

        @ParameterizedTest(name = "after {0}: {1}")
        @CsvSource({
            "2026-03-02T07:59, 2026-03-02T08:00",
            "2026-03-02T08:00, 2026-03-03T08:00",
            "2026-03-06T18:00, 2026-03-09T08:00",
            "2026-11-02T18:00, 2026-11-04T08:00",
        })
        void comesNext(String moment, String opening) {
            assertThat(calendar.nextOpening(local(moment))).isEqualTo(local(opening));
        }

        @Test
        void mayBeAskedForAnyDay() {
            assertThat(calendar.opening(LocalDate.of(2026, 7, 4))).isEqualTo("2026-07-04T14:00:00Z");
            assertThat(calendar.opening(LocalDate.of(2026, 1, 10))).isEqualTo("2026-01-10T15:00:00Z");
        }
    }
}
