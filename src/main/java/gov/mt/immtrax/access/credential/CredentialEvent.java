package gov.mt.immtrax.access.credential;

import java.time.Instant;

/**
 * Published on every step of the delivery of credentials, in the transaction of that step, for the timeline and the
 * audit trail.
 *
 * @param at UTC
 */
record CredentialEvent(String requestNumber, Type type, Instant at) {

    /** The steps of a delivery. */
    public enum Type {
        /** The mail server has accepted the email with the password. */
        DELIVERED_BY_MAIL,
        /** The mail server has accepted the email with the link. */
        LINK_SENT,
        /** The password was shown to the user, who is the person of the current call. */
        SEEN,
        /** The password was not viewed in time and was wiped. */
        EXPIRED
    }
}
