package gov.mt.immtrax.access.imports;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long imports are kept, and how tolerant the comparison is.
 *
 * @param keepReports how long the report of an import can be downloaded
 * @param keepPreviews how long an import that was not applied is kept; then it is discarded
 * @param provisionedBusinessDays number of business days until a newly set up account must be in an export
 * @param missingPercentage if an export lacks more than this percentage of the active accounts, someone must confirm
 *     that it is complete
 * @param missingAtLeast number of accounts that may always be missing without a confirmation, even in a small register
 */
@Validated
@ConfigurationProperties("immtrax.imports")
record ImportSettings(
        @NotNull @DefaultValue("90d") Period keepReports,
        @NotNull @DefaultValue("7d") Period keepPreviews,
        @Min(0) @DefaultValue("1") int provisionedBusinessDays,
        @Min(0) @Max(100) @DefaultValue("5") int missingPercentage,
        @Min(0) @DefaultValue("10") int missingAtLeast) {}
