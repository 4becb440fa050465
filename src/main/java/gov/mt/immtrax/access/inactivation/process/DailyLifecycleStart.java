package gov.mt.immtrax.access.inactivation.process;

import gov.mt.immtrax.access.inactivation.lifecycle.LifecycleStarter;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Starts missing lifecycles ten minutes after the start and then once a day, so that no account stays without one. */
@Configuration(proxyBeanMethods = false)
class DailyLifecycleStart implements SchedulingConfigurer {

    private final LifecycleStarter starts;

    DailyLifecycleStart(LifecycleStarter starts) {
        this.starts = starts;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(starts::begin, Duration.ofDays(1), Duration.ofMinutes(10)));
    }
}
