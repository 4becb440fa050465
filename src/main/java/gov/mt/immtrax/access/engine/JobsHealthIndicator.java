package gov.mt.immtrax.access.engine;

import gov.mt.immtrax.access.database.DatabaseSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Detects a stuck job executor: one that neither looks for jobs, which it does every few seconds even if there are
 * none, nor finishes one. Looking for jobs without success counts too, so that a database outage does not restart the
 * node.
 */
@Component
class JobsHealthIndicator extends AbstractProcessEnginePlugin implements HealthIndicator {

    private static final Set<Class<?>> SIGNS = Set.of(AcquireJobsCmd.class, ExecuteJobsCmd.class);

    private final JobSettings settings;
    private final LongSupplier nanoTime;
    private final AtomicReference<JobExecutor> executor = new AtomicReference<>();
    private final AtomicLong lastSign = new AtomicLong();

    @Autowired
    JobsHealthIndicator(JobSettings settings, DatabaseSettings database) {
        this(settings, database, System::nanoTime);
    }

    JobsHealthIndicator(JobSettings settings, DatabaseSettings database, LongSupplier nanoTime) {
        settings.requireLongerThan(database);
        this.settings = settings;
        this.nanoTime = nanoTime;
        sign();
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<CommandInterceptor> interceptors = new ArrayList<>(List.of(new Watch()));
        if (engine.getCustomPreCommandInterceptorsTxRequired() != null) {
            interceptors.addAll(engine.getCustomPreCommandInterceptorsTxRequired());
        }
        engine.setCustomPreCommandInterceptorsTxRequired(interceptors);
    }

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        executor.set(((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor());
    }

    @Override
    public Health health() {
        JobExecutor jobs = executor.get();
        if (jobs == null || !jobs.isActive()) {
            sign(); // it is switched off, or not started yet
            return Health.up().build();
        }
        long silent = nanoTime.getAsLong() - lastSign.get();
        return (silent < settings.stuckAfter().toNanos() ? Health.up() : Health.down())
                .withDetail("lastSignSecondsAgo", TimeUnit.NANOSECONDS.toSeconds(silent))
                .build();
    }

    private void sign() {
        lastSign.set(nanoTime.getAsLong());
    }

    class Watch extends CommandInterceptor {

        @Override
        public <T> T execute(Command<T> command) {
            try {
                return next.execute(command);
            } finally {
                if (SIGNS.contains(command.getClass())) {
                    sign();
                }
            }
        }
    }
}
