package gov.mt.immtrax.access.credential;

import java.time.Instant;

/**
 * Published on every step of credentials towards their user, in the transaction of that step: the one place where the
 * timeline and the audit trail learn of it.
 *
 * @param at UTC
 */
record CredentialEvent(String requestNumber, Type type, Instant at) {

    /** What has happened. */
    public enum Type {
        /** The mail server has accepted the mail that carries the password. */
        DELIVERED_BY_MAIL,
        /** The mail server has accepted the mail with the link. */
        LINK_SENT,
        /** The password was shown to the user; who that was is the person of the current call. */
        SEEN,
        /** Nobody has seen the password in time, and it is wiped. */
        EXPIRED
    }
}
