package gov.mt.immtrax.access.imports;

/** Why a line is skipped. */
enum LineProblem {
    LINE_TOO_LONG,
    NOT_UTF8,
    /** It contains invisible characters. */
    NOT_TEXT,
    BROKEN_QUOTES,
    /** The number of cells differs from the header. */
    COLUMNS,
    MISSING,
    TOO_LONG,
    NO_NAME,
    NO_USERNAME,
    NO_MAIL,
    NO_LEVEL,
    NO_STATUS,
    NO_DATE,
    FUTURE,
    /** An earlier line has the same user name, for the same employer. */
    DUPLICATE,
    /** The login is already in the register, and a go-live import changes nothing about it. */
    ALREADY_KNOWN,
    /** The line of an export still counts, because its data about the account matter more than the mistake. */
    ODD_USERNAME,
    /** The line of an export still counts. */
    ODD_MAIL;

    /** SQL condition for lines that count and are reported. */
    static final String IS_NOTED = "problem in ('ODD_USERNAME', 'ODD_MAIL')";
    /** SQL condition for lines that are skipped because of a mistake. */
    static final String IS_BAD = "problem not in ('ALREADY_KNOWN', 'ODD_USERNAME', 'ODD_MAIL')";
}
