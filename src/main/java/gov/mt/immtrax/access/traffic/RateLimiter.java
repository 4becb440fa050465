package gov.mt.immtrax.access.traffic;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits how often each key may pass within a time window. Holds a fixed maximum number of keys, so that a flood of
 * keys does not exhaust memory. A key that was evicted starts again from zero.
 */
final class RateLimiter {

    private final Cache<String, Bucket> buckets;
    private final int times;
    private final Duration window;
    private final TimeMeter meter;

    /** @param meter system time; not the engine's clock, which tests move */
    RateLimiter(int times, Duration window, int mostKeys, TimeMeter meter) {
        this.times = times;
        this.window = window;
        this.meter = meter;
        // After twice the window, a bucket is full again, like a new one. The calling thread cleans up, because no
        // other thread may get to it during a flood.
        this.buckets = Caffeine.newBuilder()
                .maximumSize(mostKeys)
                .expireAfterAccess(window.multipliedBy(2))
                .executor(Runnable::run)
                .build();
    }

    /**
     * Counts one call.
     *
     * @return empty if it may pass, otherwise how long to wait until the next one may
     */
    Optional<Duration> pass(String key) {
        ConsumptionProbe probe = buckets.get(key, any -> bucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(times).refillGreedy(times, window))
                .withCustomTimePrecision(meter)
                .build();
    }
}
