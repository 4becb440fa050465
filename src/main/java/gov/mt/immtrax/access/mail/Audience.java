package gov.mt.immtrax.access.mail;

/** Whom a mail is for: among the people of a request, or at an address of the settings. */
public enum Audience {
    /** The person who gets access. */
    USER,
    /** The authorizing official who asked for it. */
    SUPERVISOR,
    /** The authorizing official before, whose data the person had access to until now. */
    FORMER_SUPERVISOR,
    /** The authorizing official of an account, where somebody else asked for what was done to it. */
    ACCOUNT_SUPERVISOR,
    /** The lead of the help desk, at the address of the setting {@code immtrax.mail.help-desk-lead}. */
    HELP_DESK_LEAD,
    /** Who keeps the checkpoints of the audit trail, at the address of the setting {@code immtrax.audit.auditor}. */
    AUDITOR;

    /** Whether the address is a setting: then a wrong one is for operations to mend, not for the help desk. */
    public boolean isBySetting() {
        return this == HELP_DESK_LEAD || this == AUDITOR;
    }
}
