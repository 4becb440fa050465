package gov.mt.immtrax.access.deletion;

/** Where an access deletion stands. */
public enum DeletionStatus {
    /** Registry staff have to find out whether it is right, and which account it is. */
    AWAITING_DECISION,
    /** The person works until then. */
    AWAITING_LAST_DAY,
    /** The help desk has to inactivate the account. */
    AWAITING_INACTIVATION,
    CARRIED_OUT,
    /** The help desk kept the account, for a reason. */
    KEPT,
    REJECTED,
    WITHDRAWN,
    /** Whoever answers for the account has asked for it themselves, or has taken the account over. */
    SUPERSEDED,
    /** There was no account in imMTrax. */
    NO_ACCOUNT;

    /** Whether nobody works on the end in imMTrax yet. */
    public boolean isEarly() {
        return this == AWAITING_DECISION || this == AWAITING_LAST_DAY;
    }

    /** Whether somebody still has to do something; until then the supervisor may take it back. */
    public boolean isOpen() {
        return compareTo(CARRIED_OUT) < 0;
    }
}
