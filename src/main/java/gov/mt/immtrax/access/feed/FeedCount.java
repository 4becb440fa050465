package gov.mt.immtrax.access.feed;

/** What is counted of an import, besides the differences by their kind. */
enum FeedCount {
    /** Good lines. */
    LINES,
    /** Lines that were left out, each with its reason. */
    BAD,
    /** Bad lines of which not even the user name could be read: whoever stands there seems to be missing. */
    NAMELESS,
    /** Lines whose account the register has. */
    KNOWN,
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
