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
 * How often and how much somebody may send to one node of the service. Nobody who fills in forms by hand comes near.
 *
 * @param window time for which the numbers below count; what was used up comes back bit by bit
 * @param submissionsPerPerson forms that one logged-in person may submit
 * @param submissionsPerAddress forms that may come from one network address: a whole clinic or office may share one
 * @param loginsPerAddress logins that may be begun from one network address
 * @param rememberedSenders people and addresses that are counted at a time; above, the ones least seen begin anew
 * @param largestCall longest body of a call of the engine's REST
 * @param largestUpload longest file that registry staff may import
 * @param bodyWithin how long a form may take to arrive
 * @param slowestBody bytes in a second; what keeps coming faster on average may take longer
 * @param waitingBodies forms that are waited for at a time
 * @param waitingBodiesPerAddress those of them that come from one network address
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
