package gov.mt.immtrax.access.imports;

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

/** Deletes what is no longer needed: reports after their retention period, and imports that were never applied. */
@Configuration(proxyBeanMethods = false)
class ImportPurge implements SchedulingConfigurer {

    private static final Logger log = LoggerFactory.getLogger(ImportPurge.class);
    private static final Duration EVERY = Duration.ofHours(6);

    private final RegistryImportRepository imports;
    private final ImportService service;
    private final StagingRepository staging;
    private final ImportSettings settings;
    private final BusinessCalendar calendar;
    private final Clock clock;

    ImportPurge(
            RegistryImportRepository imports,
            ImportService service,
            StagingRepository staging,
            ImportSettings settings,
            BusinessCalendar calendar,
            Clock clock) {
        this.imports = imports;
        this.service = service;
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
        for (RegistryImport it : imports.uploadedBefore(before(settings.keepPreviews()))) {
            if (it.state() == ImportState.PREVIEWED) {
                try {
                    service.discard(it.number());
                } catch (ImportRejectedException meanwhile) {
                    log.info("{} is no longer waiting to be applied", it.number());
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
