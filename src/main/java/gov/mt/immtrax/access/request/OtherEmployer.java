package gov.mt.immtrax.access.request;

import org.jspecify.annotations.Nullable;

/** What New Access means for somebody who has access under another employer. */
public enum OtherEmployer {
    /** The login keeps its access there and gets access here, too. */
    AS_WELL,
    /** The access moves here, and the other employer's ends. */
    INSTEAD;

    /** What a form or a row says, which may be nothing. */
    public static @Nullable OtherEmployer of(@Nullable String name) {
        return name == null ? null : valueOf(name);
    }
}
