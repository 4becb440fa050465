package gov.mt.immtrax.access.deletion;

/**
 * What can happen to an access deletion, as its page tells it. Names are kept for ever: one may be added, none renamed.
 */
public enum DeletionEventType {
    SUBMITTED,
    ESCALATED,
    APPROVED,
    REJECTED,
    ACCEPTED,
    INACTIVATION_REQUESTED,
    CARRIED_OUT,
    KEPT,
    MAIL_ADDRESS_CORRECTED,
    WITHDRAWN,
    /** Whoever answers for the account has asked for it themselves, or has taken the account over. */
    SUPERSEDED,
    /** The help desk found no account in imMTrax. */
    NO_ACCOUNT
}
