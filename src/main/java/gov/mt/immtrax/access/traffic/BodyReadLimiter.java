package gov.mt.immtrax.access.traffic;

import java.util.HashMap;
import java.util.Map;

/**
 * Limits how many threads wait for request bodies, in total and per network address, so that enough threads remain for
 * other requests. Holds no more keys than there are waiting threads.
 */
final class BodyReadLimiter {

    private final int most;
    private final int mostPerAddress;
    private final Map<String, Integer> waiting = new HashMap<>();
    private int all;

    BodyReadLimiter(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /** Whether one more thread may wait. A thread that may must call {@link #leave} afterwards. */
    synchronized boolean enter(String sender) {
        int own = waiting.getOrDefault(sender, 0);
        if (all >= most || own >= mostPerAddress) {
            return false;
        }
        waiting.put(sender, own + 1);
        all++;
        return true;
    }

    synchronized void leave(String sender) {
        waiting.computeIfPresent(sender, (key, own) -> own == 1 ? null : own - 1);
        all--;
    }
}
