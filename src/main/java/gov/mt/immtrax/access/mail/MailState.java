package gov.mt.immtrax.access.mail;

/** The delivery state of a posted email. */
public enum MailState {
    /** Not tried yet. */
    QUEUED,
    /** An attempt failed. It is tried again; when the retries run out, there is an incident. */
    FAILED,
    /** The mail server refused the address permanently. The help desk must correct it. */
    REFUSED,
    /** Over a daily limit. The help desk must release or drop it. */
    HELD,
    /** The mail server has accepted it. */
    SENT,
    /** Taken back before it was sent, for example because the request ended. */
    WITHDRAWN,
    /** Held, and then dropped by the help desk: never sent. */
    DROPPED
}
