package gov.mt.immtrax.access.agreement;

import java.time.Instant;
import java.util.Map;

/**
 * A form that someone has begun, valid or not.
 *
 * @param values what was typed, by field, in the form's order; {@code String} or {@code Boolean}
 * @param fingerprint SHA-256 of the content, in hexadecimal: equal if and only if the values are equal
 * @param savedAt UTC
 */
public record Draft(Map<String, Object> values, String fingerprint, Instant savedAt) {

    @Override
    public String toString() {
        return "Draft[" + savedAt + "]";
    }
}
