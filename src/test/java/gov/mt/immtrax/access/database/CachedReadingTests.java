package gov.mt.immtrax.access.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CachedReadingTests {

    private final Database database = new Database();

    @Test
    void isTheAnswerOfNow() {
        AtomicInteger waiting = new AtomicInteger(3);
        CachedReading<Integer> figure = figure(0, waiting::get);

        assertThat(figure.get()).isEqualTo(3);
        waiting.set(4);
        assertThat(figure.get()).isEqualTo(4);
    }

    @Test
    void standsWhileNobodyAnswers() {
        AtomicInteger asked = new AtomicInteger();
        CachedReading<Integer> figure = figure(0, asked::incrementAndGet);
        assertThat(figure.get()).isEqualTo(1);

        database.silent = true;
        assertThat(figure.get()).isEqualTo(1);
        assertThat(figure.get()).isEqualTo(1);
        assertThat(database.questions)
                .as("asked once however often it is looked at")
                .hasSize(1);

        database.answers();
        assertThat(figure.get()).isEqualTo(2);
        assertThat(figure.get()).isEqualTo(3);
    }

    @Test
    void outlivesAFailure() {
        AtomicInteger asked = new AtomicInteger();
        CachedReading<Integer> figure = figure(7, () -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("no connection");
            }
            return 8;
        });

        assertThat(figure.get()).isEqualTo(7);
        assertThat(figure.get()).isEqualTo(8);
    }

    /** What has not answered at once does not answer within the moment: no test waits for a time. */
    private CachedReading<Integer> figure(int unknown, Supplier<Integer> question) {
        return new CachedReading<>(unknown, question, Duration.ZERO, database);
    }

    /** Answers at once, or when the test says so. */
    private static final class Database extends AbstractExecutorService {

        private final Queue<Runnable> questions = new ArrayDeque<>();
        private boolean silent;

        void answers() {
            silent = false;
            questions.remove().run();
        }

        @Override
        public void execute(Runnable question) {
            if (silent) {
                questions.add(question);
            } else {
                question.run();
            }
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
