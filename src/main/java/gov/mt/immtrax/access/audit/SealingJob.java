package gov.mt.immtrax.access.audit;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Runs the sealer again and again, the first time after one wait. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SealingJob implements SchedulingConfigurer {

    private final Sealer sealer;
    private final AuditSettings settings;

    SealingJob(Sealer sealer, AuditSettings settings) {
        this.sealer = sealer;
        this.settings = settings;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(sealer::sealAndSign, settings.sealEvery(), settings.sealEvery()));
    }
}
