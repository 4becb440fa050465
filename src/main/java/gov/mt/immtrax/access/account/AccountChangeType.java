package gov.mt.immtrax.access.account;

/** The events in an account's history. Names are stored forever: add new ones, but never rename one. */
public enum AccountChangeType {
    /** The help desk set up the account in imMTrax. */
    OPENED,
    /** The account existed before this service and came from an import. */
    IMPORTED,
    /** A fact changed; the row has the field and both values. */
    CHANGED,
    /** The account moved to another employer, so that its inactivity is counted anew. */
    MOVED,
    /** Staff got the task to inactivate the account. */
    INACTIVATION_REQUESTED,
    /** Staff kept the account instead of inactivating it; the note has the reason. */
    KEPT,
    INACTIVATED,
    REACTIVATED,
    /** Registry staff exempted the account from inactivation for inactivity, until a given day. */
    EXEMPTED,
    /** Registry staff ended an exemption early. */
    EXEMPTION_ENDED,
    /** The account's supervisor disputed that the user is their employee; the note has what else they said. */
    DISPUTED,
    /** The supervisor asked another official to take over; the note has the reason. */
    HANDOVER_ASKED,
    /** The official who was asked to take over declined. */
    HANDOVER_DECLINED,
    /** The supervisor took it back that another official is to take over. */
    HANDOVER_TAKEN_BACK,
    /** The decision about a dispute was overdue and was escalated to the help desk lead. */
    DISPUTE_ESCALATED,
    /**
     * Registry staff decided that the supervisor who disputed the account stays responsible; the note has the reason.
     */
    SUPERVISOR_KEPT,
    /** A new email address, which is the note, was entered; it counts once somebody has logged in with it. */
    EMAIL_ADDRESS_ENTERED,
    /** The new email address, which is the note, was taken back before anybody logged in with it. */
    EMAIL_ADDRESS_CANCELLED
}
