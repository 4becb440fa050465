package gov.mt.immtrax.access.calendar;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The days on which Montana's offices are closed (Montana Code 1-1-216), including observed days: the Friday before a
 * holiday on a Saturday, the Monday after one on a Sunday. Years are cached because the library takes some milliseconds
 * for each.
 */
@Component
class StateHolidays {

    /** The library lists it for every state. Under Montana Code 1-1-216, it is a business day. */
    private static final String JUNETEENTH = "JUNETEENTH";

    private final HolidayManager library =
            HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.UNITED_STATES));
    private final Map<Integer, Set<LocalDate>> years = new ConcurrentHashMap<>();
    private final CalendarSettings settings;

    StateHolidays(CalendarSettings settings) {
        this.settings = settings;
    }

    boolean contains(LocalDate day) {
        return in(day.getYear()).contains(day);
    }

    private Set<LocalDate> in(int year) {
        return years.computeIfAbsent(year, this::read);
    }

    private Set<LocalDate> read(int year) {
        Set<LocalDate> days = new TreeSet<>();
        // New Year's Day on a Saturday is observed in the previous year, so the range includes the next January 1.
        library.getHolidays(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1), "mt").stream()
                .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
                .filter(holiday -> !JUNETEENTH.equals(holiday.getPropertiesKey()))
                .map(Holiday::getDate)
                .filter(day -> day.getYear() == year)
                .forEach(days::add);
        if (isGeneralElectionYear(year)) {
            days.add(generalElectionDay(year));
        }
        settings.addedHolidays().stream().filter(day -> day.getYear() == year).forEach(days::add);
        days.removeAll(settings.removedHolidays());
        return Set.copyOf(days);
    }

    /**
     * The library lists election day in every year, and only as an observance. Montana Code 1-1-216 (1) (l) names even
     * years.
     */
    private static boolean isGeneralElectionYear(int year) {
        return year % 2 == 0;
    }

    private static LocalDate generalElectionDay(int year) {
        return Year.of(year)
                .atMonth(Month.NOVEMBER)
                .atDay(1)
                .with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY))
                .plusDays(1);
    }
}
