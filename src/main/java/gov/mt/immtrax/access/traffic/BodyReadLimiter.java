package gov.mt.immtrax.access.traffic;

import java.util.HashMap;
import java.util.Map;

/**
 * How many threads wait for a body at this moment, in all and by network address, so that enough are left for everybody
 * else. Holds no more keys than threads that wait.
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

    /** Whether one more may wait; who may has to {@link #leave}. */
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
