package gov.mt.immtrax.access.traffic;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets everybody through so many times in a while, each by a key of their own. Holds no more than a fixed number of
 * keys, so that a flood of them costs no memory; a key that was pushed out begins anew.
 */
final class RateLimiter {

    private final Cache<String, Bucket> buckets;
    private final int times;
    private final Duration window;
    private final TimeMeter meter;

    /** @param meter the machine's time: the engine's clock, which tests move, says nothing of floods */
    RateLimiter(int times, Duration window, int mostKeys, TimeMeter meter) {
        this.times = times;
        this.window = window;
        this.meter = meter;
        // after twice the window a bucket is full again, as a new one is; whoever comes tidies up, since in a flood
        // nobody else may
        this.buckets = Caffeine.newBuilder()
                .maximumSize(mostKeys)
                .expireAfterAccess(window.multipliedBy(2))
                .executor(Runnable::run)
                .build();
    }

    /** Counts one passage; empty if it may go through, else how long to wait until the next one may. */
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
