package gov.mt.immtrax.access.engine;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** The threads that run the engine's jobs; at a shutdown they finish the mail they are sending. */
@Configuration(proxyBeanMethods = false)
class JobThreads {

    /**
     * Each may hold two connections, one of them for the ledger of mails: keep below those that jobs have, and one goes
     * on.
     */
    private static final int MOST_THREADS = 8;

    private static final Duration FINISH = Duration.ofSeconds(45);

    /** The name is the engine starter's. */
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
