package gov.mt.immtrax.access;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Two people who press the same button at the same moment. */
public final class AtOnce {

    private AtOnce() {}

    /** What each of the two got, a value or an exception. */
    public static List<Object> run(Callable<Object> one, Callable<Object> other) throws Exception {
        var start = new CyclicBarrier(2);
        ExecutorService people = Executors.newFixedThreadPool(2);
        try {
            List<Future<Object>> running = new ArrayList<>();
            for (Callable<Object> work : List.of(one, other)) {
                running.add(people.submit(() -> {
                    start.await(Patience.LONG.toMinutes(), TimeUnit.MINUTES);
                    return work.call();
                }));
            }
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> work : running) {
                try {
                    outcomes.add(work.get(Patience.LONG.toMinutes(), TimeUnit.MINUTES));
                } catch (ExecutionException e) {
                    outcomes.add(e.getCause());
                }
            }
            return outcomes;
        } finally {
            people.shutdownNow();
        }
    }
}
