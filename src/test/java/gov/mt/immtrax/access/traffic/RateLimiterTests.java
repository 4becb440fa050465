package gov.mt.immtrax.access.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimiterTests {

    private final AtomicLong nanos = new AtomicLong();
    private final RateLimiter rateLimiter = new RateLimiter(6, Duration.ofMinutes(1), 100, new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void saysHowLongToWaitOnceItIsUsedUp() {
        assertThat(passed("a", 6)).isEqualTo(6);
        assertThat(rateLimiter.pass("a")).contains(Duration.ofSeconds(10));
    }

    @Test
    void opensAgainBitByBit() {
        passed("a", 6);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());

        assertThat(passed("a", 6)).isEqualTo(1);
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        assertThat(passed("a", 10)).isEqualTo(6);
    }

    @Test
    void countsEachByItself() {
        passed("a", 7);
        assertThat(rateLimiter.pass("b")).isEmpty();
    }

    @Test
    void countsThoseWhoComeAtOnce() {
        assertThat(IntStream.range(0, 200)
                        .parallel()
                        .filter(i -> rateLimiter.pass("a").isEmpty())
                        .count())
                .isEqualTo(6);
    }

    @Test
    void remembersNoMoreThanItsShareInAFlood() {
        for (int i = 0; i < 100_000; i++) {
            rateLimiter.pass("flood " + i);
        }
        assertThat(rateLimiter.size()).isLessThanOrEqualTo(100);
    }

    @Test
    void stillCountsWhoComesOftenDuringAFlood() {
        long passed = 0;
        for (int i = 0; i < 10_000; i++) {
            rateLimiter.pass("flood " + i);
            passed += i % 10 == 0 ? passed("a", 1) : 0;
        }
        assertThat(passed).as("of 1000 tries").isLessThan(100);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002",
        "2001:db8:1:2:ffff::1, 20010db800010002",
        "::ffff:192.0.2.7, 192.0.2.7",
        "localhost, unknown",
        "evil.example.org, unknown",
        "999.1.1.1.1, unknown",
        "'', unknown"
    })
    void takesANetworkForOneSender(String address, String key) {
        assertThat(ClientAddress.of(address)).isEqualTo(key);
    }

    private long passed(String key, int tries) {
        return IntStream.range(0, tries)
                .filter(i -> rateLimiter.pass(key).isEmpty())
                .count();
    }
}
