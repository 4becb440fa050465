package gov.mt.immtrax.access.request;

/** Where a request stands. */
public enum RequestStatus {
    /** The user has to sign the user agreement. */
    AWAITING_SIGNATURE,
    /** The help desk has to set up the access. */
    AWAITING_PROVISIONING,
    /** The supervisor has to correct the request. */
    RETURNED,
    /** Set up; the credentials wait for the start date. */
    AWAITING_START,
    GRANTED,
    DECLINED,
    EXPIRED,
    WITHDRAWN;

    /** Whether somebody still has to do something, or something is still to be sent. */
    public boolean isOpen() {
        return compareTo(GRANTED) < 0;
    }

    /** Whether the supervisor may still take the request back: until it has been provisioned. */
    public boolean canBeWithdrawn() {
        return compareTo(AWAITING_START) < 0;
    }
}
