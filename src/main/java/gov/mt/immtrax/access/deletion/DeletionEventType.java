package gov.mt.immtrax.access.deletion;

/** What can happen to an access deletion, as its page tells it. Names are kept for ever: one may be added, none renamed. */
public enum DeletionEventType {
    SUBMITTED,
    ESCALATED,
    APPROVED,
    REJECTED,
    ACCEPTED,
    INACTIVATION_ASKED,
    CARRIED_OUT,
    KEPT,
    MAIL_ADDRESS_CORRECTED,
    WITHDRAWN,
    /** The supervisor who answers for the account has asked for it themselves. */
    OVERTAKEN,
    /** The help desk found no account in imMTrax. */
    NO_ACCOUNT
}
