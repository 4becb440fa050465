package gov.mt.immtrax.access.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LastKnownTests {

    @Test
    void isTheAnswerOfNow() {
        AtomicInteger waiting = new AtomicInteger(3);
        LastKnown<Integer> figure = new LastKnown<>(0, waiting::get);

        assertThat(figure.get()).isEqualTo(3);
        waiting.set(4);
        assertThat(figure.get()).isEqualTo(4);
    }

    @Test
    void standsWhileNobodyAnswers() {
        CountDownLatch silence = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        LastKnown<Integer> figure = new LastKnown<>(0, () -> {
            if (asked.incrementAndGet() == 2) {
                try {
                    silence.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return asked.get();
        });

        assertThat(figure.get()).isEqualTo(1);
        assertThat(figure.get()).isEqualTo(1);
        assertThat(figure.get()).as("asked once however often it is looked at").isEqualTo(1);
        assertThat(asked).hasValue(2);
        silence.countDown();
        await().until(() -> figure.get() >= 2);
    }

    @Test
    void outlivesAFailure() {
        AtomicInteger asked = new AtomicInteger();
        LastKnown<Integer> figure = new LastKnown<>(7, () -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("no connection");
            }
            return 8;
        });

        assertThat(figure.get()).isEqualTo(7);
        assertThat(figure.get()).isEqualTo(8);
    }
}
