package gov.mt.immtrax.access.inactivation.lifecycle;

/** What a look at the register finds to do about an account; the flows of {@code account-lifecycle.bpmn}. */
public enum ReviewOutcome {
    /** Nothing yet: accessed meanwhile, exempt, or not long enough ago. */
    NOTHING,
    /** Inactivity is a month away. */
    FIRST_WARNING,
    /** Inactivity is a week away, or the account is overdue and its user was never told. */
    LAST_WARNING,
    /** The end date is a week away. */
    END_NEAR,
    /** Due, but so are too many others: registry staff decide first. */
    HELD,
    /** Due: the end date has passed, or nobody used it for too long. */
    INACTIVATE,
    /** Somebody ended the access otherwise. */
    ENDED
}
