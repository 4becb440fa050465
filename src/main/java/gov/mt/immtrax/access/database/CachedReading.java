package gov.mt.immtrax.access.database;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value from the database for monitoring. It is read again on each call, but no caller waits longer than half a
 * second for it. While the database does not answer, the last value is returned.
 */
public final class CachedReading<T> implements Supplier<T> {

    private static final Logger log = LoggerFactory.getLogger(CachedReading.class);

    private static final Duration MOMENT = Duration.ofMillis(500);

    /** One thread for all values, so that a database that does not answer blocks only this thread. */
    private static final ExecutorService ASKING = Executors.newSingleThreadExecutor(asking -> {
        Thread thread = new Thread(asking, "figures");
        thread.setDaemon(true);
        return thread;
    });

    private final Supplier<T> question;
    private final Duration moment;
    private final ExecutorService asking;
    private T answer;
    private @Nullable Future<T> asked;

    /** @param unknown value until the first answer */
    public CachedReading(T unknown, Supplier<T> question) {
        this(unknown, question, MOMENT, ASKING);
    }

    CachedReading(T unknown, Supplier<T> question, Duration moment, ExecutorService asking) {
        this.answer = unknown;
        this.question = question;
        this.moment = moment;
        this.asking = asking;
    }

    @Override
    public synchronized T get() {
        boolean waiting = asked != null;
        Future<T> next = asked == null ? asking.submit(question::get) : asked;
        asked = next;
        try {
            // a further call does not wait again while the first query is still running
            answer = next.get(waiting ? 0 : moment.toMillis(), TimeUnit.MILLISECONDS);
            asked = null;
        } catch (TimeoutException silent) {
            log.debug("The database has not answered yet");
        } catch (ExecutionException failed) {
            asked = null;
            log.debug("The database has not answered", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return answer;
    }
}
