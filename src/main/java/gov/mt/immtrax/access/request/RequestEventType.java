package gov.mt.immtrax.access.request;

/** What can happen to a request, as its timeline tells it. */
public enum RequestEventType {
    SUBMITTED,
    INVITED,
    USER_REMINDED,
    AGREEMENT_SIGNED,
    SENT_TO_HELP_DESK,
    ESCALATED,
    RETURNED,
    SUPERVISOR_REMINDED,
    CORRECTED,
    PROVISIONED,
    DECLINED,
    MAIL_ADDRESS_CORRECTED,
    /** Another supervisor acts for it from now on. */
    SUPERVISOR_REPLACED,
    CREDENTIALS_DELIVERED,
    PASSWORD_LINK_SENT,
    PASSWORD_SEEN,
    PASSWORD_EXPIRED,
    NEW_PASSWORD_REQUESTED,
    RENEWAL_ESCALATED,
    NEW_PASSWORD_SET,
    NEW_PASSWORD_DECLINED,
    GRANTED,
    SUPERSEDED_BY_DELETION,
    EXPIRED,
    WITHDRAWN
}
