package gov.mt.immtrax.access.imports;

/** What the help desk did about a difference. */
enum DifferenceOutcome {
    /** One of the two was corrected, so that the next export agrees. */
    CORRECTED,
    /** Both stay as they are, with a reason. */
    LEFT
}
