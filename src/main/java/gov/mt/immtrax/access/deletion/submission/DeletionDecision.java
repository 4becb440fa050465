package gov.mt.immtrax.access.deletion.submission;

/** What registry staff decide about a deletion; values of {@code forms/decide-access-deletion.html}. */
enum DeletionDecision {
    /** The access ends as if its supervisor had asked. */
    APPROVED,
    /** It goes on. */
    REJECTED
}
