package gov.mt.immtrax.access.inactivation.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import gov.mt.immtrax.access.inactivation.lifecycle.LifecycleStarter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.config.IntervalTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

class DailyLifecycleStartTests {

    @Test
    void looksSoonAfterTheStartAndOnceADay() {
        LifecycleStarter starts = mock();
        var tasks = new ScheduledTaskRegistrar();

        new DailyLifecycleStart(starts).configureTasks(tasks);

        IntervalTask task = tasks.getFixedDelayTaskList().get(0);
        assertThat(task.getInitialDelayDuration()).isLessThan(Duration.ofHours(1));
        assertThat(task.getIntervalDuration()).isEqualTo(Duration.ofDays(1));
        task.getRunnable().run();
        verify(starts).begin();
    }
}
