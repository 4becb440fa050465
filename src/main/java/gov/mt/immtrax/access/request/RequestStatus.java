package gov.mt.immtrax.access.request;

/** The states of a request. */
public enum RequestStatus {
    /** The user must sign the user agreement. */
    AWAITING_SIGNATURE,
    /** Registry staff must decide before the help desk sets anything up. */
    AWAITING_DECISION,
    /** The help desk must set up the access. */
    AWAITING_PROVISIONING,
    /** The supervisor must correct the request. */
    RETURNED,
    /** Set up; the credentials are sent on the start date. */
    AWAITING_START,
    GRANTED,
    DECLINED,
    EXPIRED,
    WITHDRAWN;

    /** Whether someone must still act, or something must still be sent. */
    public boolean isOpen() {
        return compareTo(GRANTED) < 0;
    }

    /** Whether the supervisor may still withdraw the request: until the credentials have gone out. */
    public boolean canBeWithdrawn() {
        return isOpen();
    }

    /** Whether the supervisor may still correct what was requested: until it is provisioned. */
    public boolean canBeCorrected() {
        return compareTo(AWAITING_START) < 0;
    }
}
