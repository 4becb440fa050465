package gov.mt.immtrax.access.deletion.submission;

/**
 * Published when the responsible supervisor asks for the end of an access that somebody else has asked for before, in
 * the transaction of their form.
 *
 * @param number of the deletion that is not needed any more
 */
record DeletionSuperseded(String number) {}
