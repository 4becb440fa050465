package gov.mt.immtrax.access.traffic;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits on what one caller may send to one node of the service. Nobody who fills in forms by hand reaches them.
 *
 * @param window time to which the following counts apply; capacity that was used comes back gradually
 * @param submissionsPerPerson forms that one logged-in person may submit
 * @param submissionsPerAddress forms that may come from one network address; a whole clinic or office may share one
 * @param loginsPerAddress logins that may be started from one network address
 * @param rememberedSenders people and addresses that are counted at a time; beyond that, the least active start again
 *     from zero
 * @param largestCall maximum size of a request body for the engine's REST API
 * @param largestUpload maximum size of a file that registry staff may import
 * @param bodyWithin how long a form may take to arrive
 * @param slowestBody size per second; a body that arrives faster on average may take longer than {@code bodyWithin}
 * @param waitingBodies request bodies that are waited for at a time
 * @param waitingBodiesPerAddress request bodies from one network address that are waited for at a time
 */
@Validated
@ConfigurationProperties("immtrax.limits")
record LimitSettings(
        @NotNull @DefaultValue("PT1M") Duration window,
        @Min(1) @DefaultValue("30") int submissionsPerPerson,
        @Min(1) @DefaultValue("300") int submissionsPerAddress,
        @Min(1) @DefaultValue("300") int loginsPerAddress,
        @Min(1) @DefaultValue("100000") int rememberedSenders,
        @NotNull @DefaultValue("1MB") DataSize largestCall,
        @NotNull @DefaultValue("50MB") DataSize largestUpload,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("30s")
        Duration bodyWithin,

        @NotNull @DefaultValue("32KB") DataSize slowestBody,
        @Min(1) @DefaultValue("100") int waitingBodies,
        @Min(1) @DefaultValue("50") int waitingBodiesPerAddress) {

    LimitSettings {
        if (window != null && (window.isZero() || window.isNegative())) {
            throw new IllegalArgumentException("immtrax.limits.window must be longer than zero");
        }
        if (slowestBody != null && slowestBody.toBytes() < 1) {
            throw new IllegalArgumentException("immtrax.limits.slowest-body must be at least one byte per second");
        }
    }
}
