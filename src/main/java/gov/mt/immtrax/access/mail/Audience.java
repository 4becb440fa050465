package gov.mt.immtrax.access.mail;

/** Whom a mail is for, among the people of a request. */
public enum Audience {
    /** The person who gets access. */
    USER,
    /** The authorizing official who asked for it. */
    SUPERVISOR,
    /** The lead of the help desk, at the address of the setting {@code immtrax.mail.help-desk-lead}. */
    HELP_DESK_LEAD
}
