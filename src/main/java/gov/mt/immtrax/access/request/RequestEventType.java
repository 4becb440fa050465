package gov.mt.immtrax.access.request;

/** The event types in the timeline of a request. */
public enum RequestEventType {
    SUBMITTED,
    INVITED,
    USER_REMINDED,
    AGREEMENT_SIGNED,
    /** A correction changed the person, the employer or the email address that the agreement was signed for. */
    AGREEMENT_VOID,
    /** Registry staff have to decide first. */
    REFERRED,
    /** Registry staff approved the request. */
    APPROVED,
    /** The corrected email address of the user tells of another account than the one that registry staff approved. */
    APPROVAL_VOID,
    /** Registry staff rejected the request. */
    REJECTED,
    SENT_TO_HELP_DESK,
    ESCALATED,
    RETURNED,
    SUPERVISOR_REMINDED,
    CORRECTED,
    START_DATE_CHANGED,
    PROVISIONED,
    DECLINED,
    MAIL_ADDRESS_CORRECTED,
    /** The help desk corrected the person's name in the register of accounts, and the request follows. */
    NAME_CORRECTED,
    /** The address with which the user had signed was refused and corrected; the signature still counts. */
    AGREEMENT_KEPT,
    /** From now on, another supervisor acts for the request. */
    SUPERVISOR_REPLACED,
    CREDENTIALS_DELIVERED,
    PASSWORD_LINK_SENT,
    PASSWORD_SEEN,
    PASSWORD_EXPIRED,
    NEW_PASSWORD_REQUESTED,
    RENEWAL_ESCALATED,
    NEW_PASSWORD_SET,
    NEW_PASSWORD_DECLINED,
    /** The account was inactivated while the help desk had to set a new password. */
    NEW_PASSWORD_DROPPED,
    GRANTED,
    SUPERSEDED_BY_DELETION,
    /** The help desk kept the request of another supervisor for the same person. */
    NOT_KEPT,
    /** The account was inactivated before its user got the credentials. */
    ACCOUNT_ENDED,
    /** The account of a change of permissions moved to another employer before the change. */
    ACCOUNT_MOVED,
    EXPIRED,
    WITHDRAWN
}
