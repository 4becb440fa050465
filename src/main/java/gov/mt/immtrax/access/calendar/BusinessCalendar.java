package gov.mt.immtrax.access.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.springframework.stereotype.Service;

/**
 * Computes business days and due dates, so that every deadline, reminder and page counts in the same way: Monday to
 * Friday except state holidays (Montana Code 1-1-216), in the local time of {@link #zone()}.
 */
@Service
public class BusinessCalendar {

    private final CalendarSettings settings;
    private final StateHolidays holidays;

    BusinessCalendar(CalendarSettings settings, StateHolidays holidays) {
        this.settings = settings;
        this.holidays = holidays;
    }

    /** Whether the state's offices are open on this day in Montana. */
    public boolean isBusinessDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays.contains(day);
    }

    /**
     * The business day that is {@code count} business days after a day. The day itself never counts, whatever the
     * weekday or hour: with three business days, something that arrives on a Saturday is due on Wednesday, and
     * something that arrives on a Monday, even after hours, is due on Thursday.
     *
     * @throws IllegalArgumentException if {@code count} is less than 1
     */
    public LocalDate businessDaysAfter(LocalDate day, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("The number of business days must be at least 1: " + count);
        }
        LocalDate reached = day;
        for (int counted = 0; counted < count; counted++) {
            reached = nextBusinessDay(reached);
        }
        return reached;
    }

    /**
     * The business day that is {@code count} business days before a day. The day itself never counts, whatever the
     * weekday: with three business days, something that happens on a Monday is prepared from Wednesday on, and so is
     * something that happens on the Saturday before it.
     *
     * @throws IllegalArgumentException if {@code count} is less than 1
     */
    public LocalDate businessDaysBefore(LocalDate day, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("The number of business days must be at least 1: " + count);
        }
        LocalDate reached = day;
        for (int counted = 0; counted < count; counted++) {
            reached = lastBusinessDay(reached.minusDays(1));
        }
        return reached;
    }

    /** This day, or the last business day before it if the state's offices are closed on it. */
    public LocalDate lastBusinessDay(LocalDate day) {
        LocalDate last = day;
        while (!isBusinessDay(last)) {
            last = last.minusDays(1);
        }
        return last;
    }

    /**
     * When something is due that may take a number of business days (request-steps.txt, step 7a): close of business,
     * 17:00 local time in summer and winter, {@link #businessDaysAfter} the day of {@code start} in Montana.
     *
     * @throws IllegalArgumentException if {@code businessDays} is less than 1
     */
    public Instant dueAfter(Instant start, int businessDays) {
        return at(businessDaysAfter(dateOf(start), businessDays), settings.closes());
    }

    /** Close of business on a day, even if it is not a business day. */
    public Instant closing(LocalDate day) {
        return at(day, settings.closes());
    }

    /**
     * Opening time, 08:00 local time, on any day, because emails may be sent on days that are not business days too.
     */
    public Instant opening(LocalDate day) {
        return at(day, settings.opens());
    }

    /**
     * The number of business days after {@code from}, up to and including {@code to}: the count with which
     * {@link #businessDaysAfter} leads from one to the other. Negative if {@code to} is the earlier day.
     */
    public int businessDaysBetween(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            return -businessDaysBetween(to, from);
        }
        return Math.toIntExact(from.plusDays(1)
                .datesUntil(to.plusDays(1))
                .filter(this::isBusinessDay)
                .count());
    }

    /** Whether the help desk is open at this time. */
    public boolean isOpen(Instant moment) {
        ZonedDateTime local = moment.atZone(zone());
        return isBusinessDay(local.toLocalDate())
                && !local.toLocalTime().isBefore(settings.opens())
                && local.toLocalTime().isBefore(settings.closes());
    }

    /** The next time at which the help desk opens, strictly after this time. */
    public Instant nextOpening(Instant moment) {
        LocalDate today = dateOf(moment);
        return isBusinessDay(today) && moment.isBefore(opening(today))
                ? opening(today)
                : opening(nextBusinessDay(today));
    }

    /** When the help desk opens on a business day, in local time. */
    public LocalTime opens() {
        return settings.opens();
    }

    /** When the help desk closes on a business day, in local time. */
    public LocalTime closes() {
        return settings.closes();
    }

    /** The day in Montana at this time. */
    public LocalDate dateOf(Instant moment) {
        return moment.atZone(zone()).toLocalDate();
    }

    /** The time zone of every rule of this service. */
    public ZoneId zone() {
        return settings.zone();
    }

    private LocalDate nextBusinessDay(LocalDate day) {
        LocalDate next = day.plusDays(1);
        while (!isBusinessDay(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    private Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone()).toInstant();
    }
}
