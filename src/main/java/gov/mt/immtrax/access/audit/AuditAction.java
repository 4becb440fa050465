package gov.mt.immtrax.access.audit;

/** What auditors ask about. Names are kept in the trail for ever: one may be added, none renamed. */
public enum AuditAction {
    /** A supervisor asked for access. */
    REQUEST_SUBMITTED,
    /** A supervisor corrected a request that came back. */
    REQUEST_CORRECTED,
    /** A supervisor took a request back. */
    REQUEST_WITHDRAWN,
    /** Staff looked at a request that is not their own. */
    REQUEST_VIEWED,
    /** Staff looked at the list of everybody's requests, or searched it. */
    REQUESTS_LISTED,
    /** Staff looked at the register of accounts, or searched it. */
    ACCOUNTS_LISTED,
    /** Staff looked at one account. */
    ACCOUNT_VIEWED,
    /** A supervisor said that somebody is not their employee. */
    ACCOUNT_DISPUTED,
    /** Registry staff decided a dispute: who is responsible for the account. */
    DISPUTE_DECIDED,
    /** Registry staff put another supervisor in the place of one. */
    SUPERVISOR_REPLACED,
    /** A user signed the user agreement. */
    AGREEMENT_SIGNED,
    /** Staff looked at somebody's signed agreement; as a PDF it is {@link #EXPORTED}. */
    AGREEMENT_VIEWED,
    /** The help desk set up an access. */
    ACCESS_PROVISIONED,
    /** The help desk sent a request back to its supervisor. */
    REQUEST_RETURNED,
    /** The help desk declined a request. */
    REQUEST_DECLINED,
    /** The mail server accepted the mail that carries the credentials, or the link to them. */
    CREDENTIAL_DELIVERED,
    /** The user opened the one-time link and was shown the temporary password. */
    CREDENTIAL_SEEN,
    /** Nobody opened the one-time link in time, and the temporary password was wiped. */
    CREDENTIAL_EXPIRED,
    /** The user, or the help desk for them, asked for a new temporary password. */
    CREDENTIAL_RENEWAL_REQUESTED,
    /** The help desk set a new temporary password. */
    CREDENTIAL_RENEWED,
    /** The help desk set no new temporary password, with a reason. */
    CREDENTIAL_RENEWAL_DECLINED,
    /** A supervisor asked for the end of an access. */
    DELETION_SUBMITTED,
    /** Registry staff approved the end of an access that somebody else than its supervisor asked for. */
    DELETION_APPROVED,
    /** Registry staff rejected it. */
    DELETION_REJECTED,
    /** A supervisor took it back. */
    DELETION_WITHDRAWN,
    /** Staff looked at an access deletion. */
    DELETION_VIEWED,
    /** An account was inactivated in imMTrax, or found to be. */
    ACCOUNT_INACTIVATED,
    /** Staff left an account as it is that they were asked to inactivate. */
    ACCOUNT_KEPT,
    /** Neither the register nor imMTrax knew an account that was to end. */
    ACCOUNT_MISSING,
    /** The help desk corrected a mail address that was refused. */
    MAIL_ADDRESS_CORRECTED,
    /** The help desk released a mail that was held. */
    MAIL_RELEASED,
    /** The help desk dropped a mail that was held. */
    MAIL_DROPPED,
    /** Staff looked at the mail ledger or at one mail of it. */
    MAILS_VIEWED,
    /** Staff looked at the audit trail. */
    AUDIT_VIEWED,
    /** Somebody took data out of the service as a file. */
    EXPORTED,
    /** Somebody who is logged in was turned away from a page; after some dozens, how many times more. */
    ROLE_REFUSED,
    /** The service found events whose time cannot be true when it sealed them. */
    EVENTS_BACKDATED,
    /** Somebody with a staff role logged in. */
    STAFF_LOGGED_IN,
    /** Somebody with a staff role logged out. */
    STAFF_LOGGED_OUT,
    /** The identity provider took roles from somebody while they were logged in. */
    ROLES_REVOKED,
    /** The service started with another setting than the last time. */
    SETTING_CHANGED,
    /** Open timers and due dates were worked out again after a change of the calendar. */
    DUE_DATES_RECALCULATED,
    /** Registry staff decided about a day on which too many accounts were due for inactivity. */
    MASS_INACTIVATION_DECIDED,
    /** Registry staff looked at the accounts that are due for inactivity. */
    DUE_ACCOUNTS_VIEWED,
    /** Registry staff exempted an account from inactivity, for a while. */
    ACCOUNT_EXEMPTED,
    /** Registry staff took an exemption back. */
    EXEMPTION_ENDED,
    /** A file of the registry's accounts was taken in, to be looked at. */
    IMPORT_UPLOADED,
    /** An import was to be written into the register of accounts. */
    IMPORT_APPLIED,
    /** An import was thrown away. */
    IMPORT_DISCARDED,
    /** Staff looked at imports, or at the lines of one. */
    IMPORTS_VIEWED,
    /** Staff looked at what the registry and the register of accounts disagree about. */
    DIFFERENCES_VIEWED,
    /** Such a difference was assigned to the help desk. */
    DIFFERENCE_ASSIGNED,
    /** The help desk said what it did about one. */
    DIFFERENCE_RESOLVED,
    /** Registry staff accepted the value of the registry for the register of accounts. */
    DIFFERENCE_ACCEPTED
}
