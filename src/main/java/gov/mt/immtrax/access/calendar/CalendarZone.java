package gov.mt.immtrax.access.calendar;

import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Provides the time zone of the settings to rooms that show times but do not need the calendar. */
@Configuration(proxyBeanMethods = false)
class CalendarZone {

    @Bean
    ZoneId zoneOfEveryRule(CalendarSettings settings) {
        return settings.zone();
    }
}
