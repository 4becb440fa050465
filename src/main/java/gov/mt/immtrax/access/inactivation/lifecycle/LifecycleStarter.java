package gov.mt.immtrax.access.inactivation.lifecycle;

/** Starts the lifecycles of many new accounts in the background, so that an import does not wait for it. */
public interface LifecycleStarter {

    /**
     * Starts jobs that start the lifecycle of every active account without one, and retries jobs that have run out of
     * retries. May be called at any time, any number of times.
     */
    void begin();

    /** Number of active accounts without a lifecycle. */
    long waiting();
}
