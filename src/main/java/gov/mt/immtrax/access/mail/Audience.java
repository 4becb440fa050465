package gov.mt.immtrax.access.mail;

/** Who receives an email: someone involved in a request, or an address from the settings. */
public enum Audience {
    /** The person who gets access. */
    USER,
    /** The authorizing official who requested the access. */
    SUPERVISOR,
    /** The authorizing official who was responsible for the account before it moved to another employer. */
    FORMER_SUPERVISOR,
    /** The authorizing official responsible for the account, if someone else requested the change. */
    ACCOUNT_SUPERVISOR,
    /** The user of an account, at another address that does not count yet. */
    NEW_ADDRESS,
    /** The user of an account, at the address that another one replaces or has replaced. */
    OLD_ADDRESS,
    /** Somebody who may act for an authorizing official. */
    DEPUTY,
    /** The help desk lead, at the address in the setting {@code immtrax.mail.help-desk-lead}. */
    HELP_DESK_LEAD,
    /** The auditor, who keeps the checkpoints of the audit trail, at the address in {@code immtrax.audit.auditor}. */
    AUDITOR;

    /** Whether this is somebody who answers for other people. */
    public boolean isOfficial() {
        return this == SUPERVISOR || this == FORMER_SUPERVISOR || this == ACCOUNT_SUPERVISOR;
    }

    /** Whether the address comes from a setting. If it is wrong, operations must fix it, not the help desk. */
    public boolean isBySetting() {
        return this == HELP_DESK_LEAD || this == AUDITOR;
    }
}
