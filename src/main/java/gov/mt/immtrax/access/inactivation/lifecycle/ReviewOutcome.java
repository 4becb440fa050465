package gov.mt.immtrax.access.inactivation.lifecycle;

/** What a review finds to be due for an account; the flows of {@code account-lifecycle.bpmn}. */
public enum ReviewOutcome {
    /** Nothing yet: used since, exempt, or not unused for long enough. */
    NOTHING,
    /** Inactivity is a month away. */
    FIRST_WARNING,
    /** Inactivity is a week away, or the account is overdue and its user was never warned. */
    LAST_WARNING,
    /** The end date is a week away. */
    END_NEAR,
    /** Due, but too many others are due too: registry staff decide first. */
    HELD,
    /** Due: the end date has passed, or the account was unused for too long. */
    INACTIVATE,
    /** The access was ended in another way. */
    ENDED
}
