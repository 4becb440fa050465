package gov.mt.immtrax.access.deletion.submission;

/**
 * Published when the account's supervisor requests a deletion that someone else has already requested, in the
 * transaction of their form.
 *
 * @param number of the deletion that is no longer needed
 */
record DeletionSuperseded(String number) {}
