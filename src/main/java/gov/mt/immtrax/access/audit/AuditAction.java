package gov.mt.immtrax.access.audit;

/** The actions that auditors ask about. The trail keeps their names forever: add new ones, but never rename one. */
public enum AuditAction {
    /** A supervisor requested access. */
    REQUEST_SUBMITTED,
    /** A supervisor corrected a request, or someone changed its start date. */
    REQUEST_CORRECTED,
    /** Registry staff approved a request. */
    REQUEST_APPROVED,
    /** Registry staff rejected a request. */
    REQUEST_REJECTED,
    /** A supervisor withdrew a request. */
    REQUEST_WITHDRAWN,
    /** Staff viewed a request that is not their own. */
    REQUEST_VIEWED,
    /** Staff viewed or searched the list of all requests. */
    REQUESTS_LISTED,
    /** Staff viewed or searched the register of accounts. */
    ACCOUNTS_LISTED,
    /** Staff viewed an account. */
    ACCOUNT_VIEWED,
    /** A supervisor disputed that someone is their employee. */
    ACCOUNT_DISPUTED,
    /** Registry staff decided a dispute: who is responsible for the account. */
    DISPUTE_DECIDED,
    /** The help desk corrected what the register says of an account. */
    ACCOUNT_CORRECTED,
    /** A user logged in with a new email address, which counts from now on. */
    EMAIL_ADDRESS_CHANGED,
    /** A supervisor's own address changed, and their people and open cases followed. */
    SUPERVISOR_ADDRESS_CHANGED,
    /** Registry staff replaced a supervisor with another one. */
    SUPERVISOR_REPLACED,
    /** Registry staff answered who answers for the people of a supervisor who left. */
    DEPARTURE_ANSWERED,
    /** A user signed the user agreement. */
    AGREEMENT_SIGNED,
    /** Staff viewed a signed agreement. Downloading the PDF is {@link #EXPORTED}. */
    AGREEMENT_VIEWED,
    /** The help desk provisioned access. */
    ACCESS_PROVISIONED,
    /** The help desk said which of the likely accounts is the person's, or that none is. */
    SAME_PERSON_DECIDED,
    /** The help desk returned a request to its supervisor. */
    REQUEST_RETURNED,
    /** The help desk declined a request. */
    REQUEST_DECLINED,
    /** The mail server accepted the email with the credentials, or with the link to them. */
    CREDENTIAL_DELIVERED,
    /** The user opened the one-time link and was shown the temporary password. */
    CREDENTIAL_SEEN,
    /** The one-time link was not opened in time, and the temporary password was wiped. */
    CREDENTIAL_EXPIRED,
    /** The user, or the help desk for them, requested a new temporary password. */
    CREDENTIAL_RENEWAL_REQUESTED,
    /** The help desk set a new temporary password. */
    CREDENTIAL_RENEWED,
    /** The help desk set no new temporary password, with a reason. */
    CREDENTIAL_RENEWAL_DECLINED,
    /** A supervisor requested an access deletion. */
    DELETION_SUBMITTED,
    /** Registry staff approved an access deletion that the account's supervisor had not requested. */
    DELETION_APPROVED,
    /** Registry staff rejected an access deletion. */
    DELETION_REJECTED,
    /** A supervisor withdrew an access deletion. */
    DELETION_WITHDRAWN,
    /** Staff viewed an access deletion. */
    DELETION_VIEWED,
    /** An account was inactivated in imMTrax, or was found to be inactivated. */
    ACCOUNT_INACTIVATED,
    /** Staff kept an account instead of inactivating it. */
    ACCOUNT_KEPT,
    /** Neither the register nor imMTrax knew an account that was to be inactivated. */
    ACCOUNT_MISSING,
    /** The help desk corrected an email address that was refused. */
    MAIL_ADDRESS_CORRECTED,
    /** The help desk released a held email. */
    MAIL_RELEASED,
    /** The help desk dropped a held email. */
    MAIL_DROPPED,
    /** Staff viewed the email ledger or one email in it. */
    MAILS_VIEWED,
    /** Staff viewed the audit trail. */
    AUDIT_VIEWED,
    /** Someone exported data as a file. */
    EXPORTED,
    /**
     * Someone who is logged in was denied access to a page. After some dozens, one event gives the number of further
     * refusals.
     */
    ROLE_REFUSED,
    /** While sealing, the service found events with an impossible time. */
    EVENTS_BACKDATED,
    /** Someone with a staff role logged in. */
    STAFF_LOGGED_IN,
    /** Someone with a staff role logged out. */
    STAFF_LOGGED_OUT,
    /** The identity provider revoked roles of someone who was logged in. */
    ROLES_REVOKED,
    /** The service started with a setting that differs from the last start. */
    SETTING_CHANGED,
    /** Open timers and due dates were recalculated after a change of the business calendar. */
    DUE_DATES_RECALCULATED,
    /** Registry staff decided about a day on which too many accounts were due for inactivity. */
    MASS_INACTIVATION_DECIDED,
    /** Registry staff viewed the accounts that are due for inactivity. */
    DUE_ACCOUNTS_VIEWED,
    /** Registry staff exempted an account from inactivation for inactivity, until a given day. */
    ACCOUNT_EXEMPTED,
    /** Registry staff ended an exemption. */
    EXEMPTION_ENDED,
    /** A file with the registry's accounts was uploaded for a preview. */
    IMPORT_UPLOADED,
    /** Someone started to apply an import to the register of accounts. */
    IMPORT_APPLIED,
    /** An import was discarded. */
    IMPORT_DISCARDED,
    /** Staff viewed imports, or the lines of one. */
    IMPORTS_VIEWED,
    /** Staff viewed differences between the registry and the register of accounts. */
    DIFFERENCES_VIEWED,
    /** Registry staff assigned a difference to the help desk. */
    DIFFERENCE_ASSIGNED,
    /** The help desk resolved a difference. */
    DIFFERENCE_RESOLVED,
    /** Registry staff accepted the registry's value into the register of accounts. */
    DIFFERENCE_ACCEPTED,
    /** A supervisor asked another official to take over a person. */
    HANDOVER_ASKED,
    /** The question to take over a person was answered or taken back; the detail says how. */
    HANDOVER_ANSWERED,
    /** An authorizing official named a deputy. */
    DEPUTY_NAMED,
    /** Registry staff confirmed that a deputy works at the clinic of the official. */
    DEPUTY_CONFIRMED,
    /** A deputy accepted: they may act for the official. */
    DEPUTY_ACCEPTED,
    /** Somebody who was named as deputy declined. */
    DEPUTY_DECLINED,
    /** A deputyship ended; the detail says how. */
    DEPUTY_ENDED,
    /** A deputyship followed the new or corrected address of one of the two; the detail says whose. */
    DEPUTY_ADDRESS_CHANGED,
    /** Registry staff viewed deputies. */
    DEPUTIES_VIEWED,
    /** Staff added a clinic to the directory. */
    FACILITY_ADDED,
    /** Registry staff corrected what the directory says of a clinic. */
    FACILITY_CORRECTED,
    /** Registry staff merged a clinic of the directory into another one. */
    FACILITY_MERGED,
    /** Registry staff undid a merge that was a mistake. */
    FACILITY_MERGE_UNDONE,
    /** Registry staff retired a clinic, so that it is not suggested any more. */
    FACILITY_RETIRED,
    /** Registry staff reopened a clinic. */
    FACILITY_REOPENED
}
