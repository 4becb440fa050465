package gov.mt.immtrax.access.portal;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Whether the help desk is open now, and otherwise when it opens.
 *
 * @param opens opening time on a business day, local time
 * @param closes closing time on a business day, local time
 * @param nextOpening local time
 * @param daysUntilOpening 0 if it opens later today, 1 for tomorrow
 */
record HelpDeskHours(
        boolean open, LocalTime opens, LocalTime closes, ZonedDateTime nextOpening, long daysUntilOpening) {

    static HelpDeskHours at(Instant moment, BusinessCalendar calendar) {
        ZonedDateTime nextOpening = calendar.nextOpening(moment).atZone(calendar.zone());
        return new HelpDeskHours(
                calendar.isOpen(moment),
                calendar.opens(),
                calendar.closes(),
                nextOpening,
                ChronoUnit.DAYS.between(calendar.dateOf(moment), nextOpening.toLocalDate()));
    }
}
