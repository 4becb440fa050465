package gov.mt.immtrax.access.deletion;

/**
 * The events of an access deletion that its page shows. Names are stored forever: add new ones, but never rename one.
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
    /**
     * The account's supervisor has requested the deletion themselves, or another supervisor has taken over the account.
     */
    SUPERSEDED,
    /** The help desk found no account in imMTrax. */
    NO_ACCOUNT
}
