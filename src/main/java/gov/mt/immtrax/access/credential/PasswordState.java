package gov.mt.immtrax.access.credential;

/** The state of a temporary password that is delivered by a one-time link. */
public enum PasswordState {
    /** Not yet viewed, and still valid. */
    WAITING,
    /** Viewed once. */
    SEEN,
    /** Not viewed in time. */
    EXPIRED
}
