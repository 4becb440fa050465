package gov.mt.immtrax.access.inactivation.lifecycle;

/** Starts the lifecycles of accounts that came many at a time, behind whoever brought them. */
public interface LifecycleStarter {

    /**
     * Begins to start the lifecycle of every active account that has none, in jobs, or goes on where that has failed
     * for good. Harmless to repeat at any time.
     */
    void begin();

    /** How many active accounts have none yet. */
    long waiting();
}
