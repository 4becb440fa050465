package gov.mt.immtrax.access.imports;

/** The counts of an import, besides the number of differences of each kind. */
enum ImportCount {
    /** Usable lines. */
    LINES,
    /** Skipped lines, each with its reason. */
    BAD,
    /** Lines of an export that count although one of their cells has an unexpected value. */
    NOTED,
    /** Skipped lines without a readable user name, whose accounts therefore seem to be missing. */
    NAMELESS,
    /** Lines with an account in the register. */
    KNOWN,
    /** Active accounts of the register that an export should contain. */
    ACTIVE,
    /** Those of them that it does not contain. */
    MISSING,
    /** Accounts that a go-live import creates. */
    NEW,
    /** New accounts of logins that have one under another employer on a line above. */
    FURTHER,
    /** New accounts without a supervisor. */
    WITHOUT_SUPERVISOR,
    /** Accounts whose last access is later than in the register. */
    LAST_ACCESS,
    /** New differences; counted when the import is applied. */
    OPENED,
    /** Differences that the export closes; counted when the import is applied. */
    CLOSED
}
