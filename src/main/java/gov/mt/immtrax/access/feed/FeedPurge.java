package gov.mt.immtrax.access.feed;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Forgets what is no longer needed: reports after their time, and imports that nobody applied. */
@Configuration(proxyBeanMethods = false)
class FeedPurge implements SchedulingConfigurer {

    private static final Logger log = LoggerFactory.getLogger(FeedPurge.class);
    private static final Duration EVERY = Duration.ofHours(6);

    private final FeedImports imports;
    private final ImportDesk desk;
    private final Staging staging;
    private final FeedSettings settings;
    private final BusinessCalendar calendar;
    private final Clock clock;

    FeedPurge(
            FeedImports imports,
            ImportDesk desk,
            Staging staging,
            FeedSettings settings,
            BusinessCalendar calendar,
            Clock clock) {
        this.imports = imports;
        this.desk = desk;
        this.staging = staging;
        this.settings = settings;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(this::purge, EVERY, Duration.ofMinutes(5)));
    }

    void purge() {
        for (FeedImport it : imports.uploadedBefore(before(settings.keepPreviews()))) {
            if (it.state() == FeedState.PREVIEWED) {
                try {
                    desk.discard(it.number());
                } catch (ImportRefused meanwhile) {
                    log.info("{} is no longer waiting", it.number());
                }
            }
        }
        imports.uploadedBefore(before(settings.keepReports())).stream()
                .filter(it -> !it.state().isBusy())
                .forEach(it -> staging.deleteAll(it.number()));
    }

    private Instant before(Period time) {
        return clock.instant().atZone(calendar.zone()).minus(time).toInstant();
    }
}
