package gov.mt.immtrax.access.imports;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long imports are kept, and how patient the comparison is.
 *
 * @param keepReports how long the report of an import can be downloaded
 * @param keepPreviews how long an import that nobody applied is kept; then it is discarded
 * @param provisionedBusinessDays how many business days the registry may take to show an account that was set up
 * @param missingPercentage if an export lacks more than this part of the active accounts, somebody has to say that it
 *     is complete
 * @param missingAtLeast so many may be missing without that, however small the register
 */
@Validated
@ConfigurationProperties("immtrax.imports")
record ImportSettings(
        @NotNull @DefaultValue("90d") Period keepReports,
        @NotNull @DefaultValue("7d") Period keepPreviews,
        @Min(0) @DefaultValue("1") int provisionedBusinessDays,
        @Min(0) @Max(100) @DefaultValue("5") int missingPercentage,
        @Min(0) @DefaultValue("10") int missingAtLeast) {}
