package gov.mt.immtrax.access.account;

/** What can happen to an account, as its history tells it. Names are kept for ever: one may be added, none renamed. */
public enum AccountChangeType {
    /** The help desk set it up in imMTrax. */
    OPENED,
    /** It was there before this service, and an import brought it. */
    IMPORTED,
    /** A fact was changed; which, from what and to what stands beside it. */
    CHANGED,
    /** Somebody was asked to inactivate it. */
    INACTIVATION_REQUESTED,
    /** Whoever was asked to inactivate it left it as it is; why stands beside it. */
    KEPT,
    INACTIVATED,
    REACTIVATED,
    /** Inactivity does not end it for a while, as registry staff decided. */
    EXEMPTED,
    /** They took that back before its time. */
    EXEMPTION_ENDED,
    /** Its supervisor said that the user is not their employee; what else they said stands beside it. */
    DISPUTED,
    /** Nobody had decided about that in time, and the lead was told. */
    DISPUTE_ESCALATED,
    /** Registry staff decided that the supervisor who disputed it stays responsible; why stands beside it. */
    SUPERVISOR_KEPT
}
