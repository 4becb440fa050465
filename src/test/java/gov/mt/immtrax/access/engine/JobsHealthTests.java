package gov.mt.immtrax.access.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import gov.mt.immtrax.access.database.DatabaseSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.cmd.GetTableNameCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.convert.DurationStyle;

class JobsHealthTests {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final JobExecutor jobs = mock(JobExecutor.class);
    private final AtomicLong nanoTime = new AtomicLong();
    private final ProcessEngineConfigurationImpl configuration = new StandaloneInMemProcessEngineConfiguration();
    private final JobsHealthIndicator indicator =
            new JobsHealthIndicator(new JobSettings(LIMIT), statements("1m"), nanoTime::get);

    @BeforeEach
    void theEngineIsBuilt() {
        ProcessEngine engine = mock(ProcessEngine.class);
        when(engine.getProcessEngineConfiguration()).thenReturn(configuration);
        configuration.setJobExecutor(jobs);
        indicator.preInit(configuration);
        indicator.postProcessEngineBuild(engine);
        when(jobs.isActive()).thenReturn(true);
    }

    @Test
    void isDownWhereNothingIsLookedForAndNothingEnds() {
        pass(LIMIT);

        Health stuck = indicator.health();

        assertThat(stuck.getStatus()).isEqualTo(Status.DOWN);
        assertThat(stuck.getDetails()).containsEntry("lastSignSecondsAgo", 300L);
    }

    @Test
    void isUpBetweenTwoLooks() {
        pass(LIMIT.minusNanos(1));

        assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isUpWhereJobsAreOff() {
        when(jobs.isActive()).thenReturn(false);
        pass(LIMIT);

        assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isUpAgainAfterALookForJobsInVain() {
        pass(LIMIT);
        assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);

        run(new AcquireJobsCmd(jobs));

        assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void takesNothingElseForASign() {
        pass(LIMIT);

        run(new GetTableNameCmd(Object.class));

        assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void countsNoTimeThatIsNone() {
        assertThatThrownBy(() -> new JobSettings(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    /** A statement of 4 minutes fails after 5 at the latest; ten seconds more are for what comes then. */
    @Test
    void isNotShorterThanAStatementOfAJob() {
        assertThatThrownBy(() -> new JobsHealthIndicator(new JobSettings(Duration.ofSeconds(310)), statements("4m")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("immtrax.jobs.stuck-after")
                .hasMessageContaining("immtrax.database.job-statement");
        assertThatCode(() -> new JobsHealthIndicator(new JobSettings(Duration.ofSeconds(311)), statements("4m")))
                .doesNotThrowAnyException();
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    /** As the engine runs a command, while the database is silent. */
    private void run(Command<?> command) {
        CommandInterceptor registered =
                configuration.getCustomPreCommandInterceptorsTxRequired().get(0);
        registered.setNext(new CommandInterceptor() {
            @Override
            public <T> T execute(Command<T> it) {
                throw new ProcessEngineException("The database is silent");
            }
        });
        assertThatThrownBy(() -> registered.execute(command)).isInstanceOf(ProcessEngineException.class);
    }

    private static DatabaseSettings statements(String job) {
        return new DatabaseSettings(
                10,
                12,
                Duration.ofSeconds(3),
                Duration.ofSeconds(20),
                DurationStyle.SIMPLE.parse(job),
                Duration.ofMinutes(15));
    }
}
