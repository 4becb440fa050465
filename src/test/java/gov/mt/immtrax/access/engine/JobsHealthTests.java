package gov.mt.immtrax.access.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

class JobsHealthTests {

    private static final Duration AT_ONCE = Duration.ofNanos(1);

    private final JobExecutor jobs = mock(JobExecutor.class);

    @Test
    void isDownWhereNothingIsLookedForAndNothingEnds() {
        when(jobs.isActive()).thenReturn(true);

        Health stuck = health(AT_ONCE);

        assertThat(stuck.getStatus()).isEqualTo(Status.DOWN);
        assertThat(stuck.getDetails()).containsKey("lastSignSecondsAgo");
    }

    @Test
    void isUpBetweenTwoLooks() {
        when(jobs.isActive()).thenReturn(true);

        assertThat(health(Duration.ofHours(1)).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isUpWhereJobsAreOff() {
        assertThat(health(AT_ONCE).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void countsNoTimeThatIsNone() {
        assertThatThrownBy(() -> new JobSettings(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private Health health(Duration stuckAfter) {
        ProcessEngine engine = mock(ProcessEngine.class);
        ProcessEngineConfigurationImpl configuration = mock(ProcessEngineConfigurationImpl.class);
        when(engine.getProcessEngineConfiguration()).thenReturn(configuration);
        when(configuration.getJobExecutor()).thenReturn(jobs);
        JobsHealthIndicator indicator = new JobsHealthIndicator(new JobSettings(stuckAfter));
        indicator.postProcessEngineBuild(engine);
        return indicator.health();
    }
}
