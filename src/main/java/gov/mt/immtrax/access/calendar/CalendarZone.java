package gov.mt.immtrax.access.calendar;

import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the zone of the settings to rooms that show moments and need not know the calendar. */
@Configuration(proxyBeanMethods = false)
class CalendarZone {

    @Bean
    ZoneId zoneOfEveryRule(CalendarSettings settings) {
        return settings.zone();
    }
}
