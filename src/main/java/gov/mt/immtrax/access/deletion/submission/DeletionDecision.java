package gov.mt.immtrax.access.deletion.submission;

/** What registry staff decide about a deletion; values of {@code forms/decide-access-deletion.html}. */
enum DeletionDecision {
    /** The access ends as if the account's supervisor had requested it. */
    APPROVED,
    /** The access stays. */
    REJECTED
}
