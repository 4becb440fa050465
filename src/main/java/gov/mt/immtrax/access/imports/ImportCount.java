package gov.mt.immtrax.access.imports;

/** What is counted of an import, besides the differences by their kind. */
enum ImportCount {
    /** Good lines. */
    LINES,
    /** Lines that were left out, each with its reason. */
    BAD,
    /** Lines of an export that count although a cell of them is not what it should be. */
    NOTED,
    /** Bad lines of which not even the user name could be read: whoever stands there seems to be missing. */
    NAMELESS,
    /** Lines whose account the register has. */
    KNOWN,
    /** Active accounts of the register that an export was to show. */
    ACTIVE,
    /** Of these, those that it does not show. */
    MISSING,
    /** Accounts that a go-live import makes. */
    NEW,
    /** New ones without a supervisor. */
    WITHOUT_SUPERVISOR,
    /** Accounts whose last access is later than the register knew. */
    LAST_ACCESS,
    /** Differences that were not known before; counted when it is applied. */
    OPENED,
    /** Differences that the export no longer sees; counted when it is applied. */
    CLOSED
}
