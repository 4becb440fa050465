package gov.mt.immtrax.access.people.departure;

import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Looks for supervisors who left ten minutes after the start and then once a day, in short transactions: those who left
 * before an upgrade, and those of an import.
 */
@Configuration(proxyBeanMethods = false)
class DailyDepartureCheck implements SchedulingConfigurer {

    private final DepartureService departures;

    DailyDepartureCheck(DepartureService departures) {
        this.departures = departures;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(this::run, Duration.ofDays(1), Duration.ofMinutes(10)));
    }

    void run() {
        Optional<String> last = Optional.of("");
        while (last.isPresent()) {
            last = departures.askAboutSome(last.get());
        }
    }
}
