package gov.mt.immtrax.access.imports;

/** What the help desk did about a difference. */
enum DifferenceOutcome {
    /** One of the two was put right; the next export agrees. */
    CORRECTED,
    /** Both stay as they are, for a reason. */
    LEFT
}
