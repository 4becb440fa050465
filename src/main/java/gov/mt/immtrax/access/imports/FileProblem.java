package gov.mt.immtrax.access.imports;

/** Why a file is refused as a whole. */
enum FileProblem {
    EMPTY,
    /** Nothing but a header. */
    NO_LINES,
    NOT_UTF8,
    /** The first line lacks columns. */
    COLUMNS_MISSING,
    COLUMN_TWICE,
    TOO_MANY_COLUMNS
}
