package gov.mt.immtrax.access.imports;

/** Why a whole file is refused. */
enum FileProblem {
    EMPTY,
    /** Only a header. */
    NO_LINES,
    NOT_UTF8,
    /** The header lacks columns. */
    COLUMNS_MISSING,
    COLUMN_TWICE,
    TOO_MANY_COLUMNS
}
