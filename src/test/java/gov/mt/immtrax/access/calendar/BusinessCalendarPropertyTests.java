package gov.mt.immtrax.access.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What must hold for every day, whatever the holidays. */
class BusinessCalendarPropertyTests {

    private final BusinessCalendar calendar = BusinessCalendarTests.calendar(Set.of(), Set.of());

    @Property
    void isDueOnABusinessDayAtFive(@ForAll("moments") Instant start, @ForAll @IntRange(min = 1, max = 60) int days) {
        Instant due = calendar.dueAfter(start, days);

        assertThat(due).isAfter(start);
        assertThat(calendar.isBusinessDay(calendar.dateOf(due))).isTrue();
        assertThat(due.atZone(calendar.zone()).toLocalTime()).isEqualTo(LocalTime.of(17, 0));
    }

    @Property
    void isNeverDueEarlierForWhatArrivesLater(
            @ForAll("moments") Instant one,
            @ForAll("moments") Instant other,
            @ForAll @IntRange(min = 1, max = 30) int days) {
        Instant earlier = one.isBefore(other) ? one : other;
        Instant later = one.isBefore(other) ? other : one;

        assertThat(calendar.dueAfter(earlier, days)).isBeforeOrEqualTo(calendar.dueAfter(later, days));
    }

    @Property
    void countsOnFromWhereItStopped(
            @ForAll("days") LocalDate day,
            @ForAll @IntRange(min = 1, max = 30) int first,
            @ForAll @IntRange(min = 1, max = 30) int second) {
        assertThat(calendar.businessDaysAfter(calendar.businessDaysAfter(day, first), second))
                .isEqualTo(calendar.businessDaysAfter(day, first + second));
    }

    @Property
    void countsBackWhatItCounted(@ForAll("days") LocalDate day, @ForAll @IntRange(min = 1, max = 60) int count) {
        LocalDate reached = calendar.businessDaysAfter(day, count);

        assertThat(calendar.businessDaysBetween(day, reached)).isEqualTo(count);
        assertThat(calendar.businessDaysBetween(reached, day)).isEqualTo(-count);
    }

    @Property
    void opensNextOnABusinessDay(@ForAll("moments") Instant moment) {
        Instant opening = calendar.nextOpening(moment);

        assertThat(opening).isAfter(moment);
        assertThat(calendar.isOpen(opening)).isTrue();
        assertThat(calendar.isOpen(opening.minusSeconds(1))).isFalse();
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2022, 1, 1).toEpochDay(),
                        LocalDate.of(2045, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("2022-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("2045-12-31T00:00:00Z").getEpochSecond())
                .map(Instant::ofEpochSecond);
    }
}
