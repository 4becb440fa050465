package gov.mt.immtrax.access.request.decision;

/** What registry staff decide about a request; values of {@code forms/decide-access-request.html}. */
enum RequestDecision {
    /** The help desk sets the access up as if the account's supervisor had requested it. */
    APPROVED,
    /** The request ends, and nothing changes. */
    REJECTED
}
