package gov.mt.immtrax.access.imports;

/**
 * The active accounts that an export does not contain. If there are many, the file may be incomplete.
 *
 * @param missing active accounts that the export should contain but does not
 * @param active all active accounts
 */
record Shortfall(long missing, long active) {

    private static final int PERCENT = 100;

    /** Whether someone must first confirm that the file is complete. */
    boolean isUnusual(ImportSettings settings) {
        return missing > settings.missingAtLeast() && missing * PERCENT > active * settings.missingPercentage();
    }
}
