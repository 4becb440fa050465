package gov.mt.immtrax.access.imports;

/**
 * How much of the register an export does not show: the rest of the file may be missing.
 *
 * @param missing active accounts that the export does not show and should
 * @param active all active accounts
 */
record Shortfall(long missing, long active) {

    private static final int PERCENT = 100;

    /** Whether somebody is to say first that the file is complete. */
    boolean isUnusual(ImportSettings settings) {
        return missing > settings.missingAtLeast() && missing * PERCENT > active * settings.missingPercentage();
    }
}
