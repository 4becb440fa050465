package gov.mt.immtrax.access.audit;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Records counted refusals and runs the sealer at a fixed delay, for the first time after one delay. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SealingJob implements SchedulingConfigurer {

    private final Sealer sealer;
    private final AuditRecorder recorder;
    private final AuditSettings settings;

    SealingJob(Sealer sealer, AuditRecorder recorder, AuditSettings settings) {
        this.sealer = sealer;
        this.recorder = recorder;
        this.settings = settings;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(
                new FixedDelayTask(recorder::recordCountedRefusals, settings.sealEvery(), settings.sealEvery()));
        tasks.addFixedDelayTask(new FixedDelayTask(sealer::sealAndSign, settings.sealEvery(), settings.sealEvery()));
    }
}
