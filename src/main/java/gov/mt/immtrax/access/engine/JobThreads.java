package gov.mt.immtrax.access.engine;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** The threads that run the engine's jobs; at shutdown they finish the email that they are sending. */
@Configuration(proxyBeanMethods = false)
class JobThreads {

    /**
     * Each thread may hold two connections, one of them for the email ledger. Keep this below the number of connections
     * for jobs, so that at least one thread can go on.
     */
    private static final int MOST_THREADS = 8;

    private static final Duration FINISH = Duration.ofSeconds(45);

    /** Camunda's Spring Boot starter looks for a bean of this name. */
    @Bean
    ThreadPoolTaskExecutor camundaTaskExecutor() {
        ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
        threads.setThreadNamePrefix("jobs-");
        threads.setCorePoolSize(3);
        threads.setMaxPoolSize(MOST_THREADS);
        threads.setQueueCapacity(3);
        threads.setWaitForTasksToCompleteOnShutdown(true);
        threads.setAwaitTerminationSeconds((int) FINISH.toSeconds());
        return threads;
    }
}
