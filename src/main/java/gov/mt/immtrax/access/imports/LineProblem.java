package gov.mt.immtrax.access.imports;

/** Why a line is left out. */
enum LineProblem {
    LINE_TOO_LONG,
    NOT_UTF8,
    /** It holds characters that nobody sees. */
    NOT_TEXT,
    BROKEN_QUOTES,
    /** Not as many cells as the header has. */
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
    /** A line above has the same user name. */
    DUPLICATE,
    /** The register has it already, and a go-live import changes nothing of it. */
    ALREADY_KNOWN,
    /** An export's line counts all the same: what it says of the account is worth more than the mistake. */
    ODD_USERNAME,
    /** As with a user name. */
    ODD_MAIL;

    /** Lines that count and are told of, for the statements of the tables. */
    static final String IS_NOTED = "problem in ('ODD_USERNAME', 'ODD_MAIL')";
    /** Lines that are left out for a mistake of their own. */
    static final String IS_BAD = "problem not in ('ALREADY_KNOWN', 'ODD_USERNAME', 'ODD_MAIL')";
}
