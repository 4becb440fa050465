package gov.mt.immtrax.access.credential;

/** Where a temporary password stands that is delivered by a one-time link. */
public enum PasswordState {
    /** Nobody has seen it yet, and it is still valid. */
    WAITING,
    /** It was shown, once. */
    SEEN,
    /** Nobody has seen it in time. */
    EXPIRED
}
