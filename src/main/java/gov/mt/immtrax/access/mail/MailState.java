package gov.mt.immtrax.access.mail;

/** Where a posted mail stands. */
public enum MailState {
    /** Not tried yet. */
    QUEUED,
    /** Tried in vain; it is tried again, or is an incident once the retries have run out. */
    FAILED,
    /** The mail server refused the address for good; the help desk has to correct it. */
    REFUSED,
    /** Over a bound; the help desk has to release or drop it. */
    HELD,
    /** The mail server has accepted it. */
    SENT,
    /** Taken back before it was sent, because the request had ended. */
    WITHDRAWN,
    /** Not sent, because the help desk said so when it was held. */
    DROPPED
}
