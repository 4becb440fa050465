package gov.mt.immtrax.access.deletion;

/** The status of an access deletion. */
public enum DeletionStatus {
    /** Registry staff have to decide whether it is justified, and which account it is about. */
    AWAITING_DECISION,
    /** The person needs the access until the last day. */
    AWAITING_LAST_DAY,
    /** The help desk has to inactivate the account. */
    AWAITING_INACTIVATION,
    CARRIED_OUT,
    /** The help desk kept the account, with a reason. */
    KEPT,
    REJECTED,
    WITHDRAWN,
    /**
     * The account's supervisor has requested the deletion themselves, or another supervisor has taken over the account.
     */
    SUPERSEDED,
    /** There was no account in imMTrax. */
    NO_ACCOUNT;

    /** Whether no one is inactivating the account in imMTrax yet. */
    public boolean isEarly() {
        return this == AWAITING_DECISION || this == AWAITING_LAST_DAY;
    }

    /** Whether there is still something to do; while it is open, the supervisor may withdraw it. */
    public boolean isOpen() {
        return compareTo(CARRIED_OUT) < 0;
    }
}
