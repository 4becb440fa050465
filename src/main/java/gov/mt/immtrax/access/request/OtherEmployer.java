package gov.mt.immtrax.access.request;

/** What New Access means for somebody who has access under another employer. */
public enum OtherEmployer {
    /** The login keeps its access there and gets access here, too. */
    AS_WELL,
    /** The access moves here, and the other employer's ends. */
    INSTEAD
}
