package gov.mt.immtrax.access.facility;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the directory says of a facility. Field names are those of the access request.
 *
 * @param vfcPin null, like the address, while it is not known
 */
public record FacilityFacts(
        String employer,
        String locationName,
        @Nullable String vfcPin,
        @Nullable String streetAddress,
        @Nullable String city,
        @Nullable String state,
        @Nullable String county,
        @Nullable String zip) {

    /** @param values by field name; employer and location are not null */
    public static FacilityFacts of(Map<String, ? extends @Nullable Object> values) {
        return new FacilityFacts(
                Objects.requireNonNull(text(values, "employer")),
                Objects.requireNonNull(text(values, "locationName")),
                text(values, "vfcPin"),
                text(values, "streetAddress"),
                text(values, "city"),
                text(values, "state"),
                text(values, "county"),
                text(values, "zip"));
    }

    /** By field name, in the order of the form. */
    public Map<String, @Nullable String> asText() {
        Map<String, @Nullable String> text = new LinkedHashMap<>();
        text.put("employer", employer);
        text.put("locationName", locationName);
        text.put("vfcPin", vfcPin);
        text.put("streetAddress", streetAddress);
        text.put("city", city);
        text.put("state", state);
        text.put("county", county);
        text.put("zip", zip);
        return text;
    }

    /** The same facts, with another facility's where these say nothing. The address is taken whole or not at all. */
    public FacilityFacts orElse(FacilityFacts other) {
        Map<String, @Nullable String> text = asText();
        if (vfcPin == null) {
            text.put("vfcPin", other.vfcPin);
        }
        if (streetAddress == null && city == null && county == null && zip == null) {
            Map<String, @Nullable String> others = other.asText();
            for (String field : new String[] {"streetAddress", "city", "state", "county", "zip"}) {
                text.put(field, others.get(field));
            }
        }
        return of(text);
    }

    /** What these names mean by folding. */
    public FacilityKey key() {
        return FacilityKey.of(employer, locationName);
    }

    /** Employer and location in one line; the employer alone if the location says the same. */
    public String name() {
        return ClinicName.name(employer, locationName);
    }

    private static @Nullable String text(Map<String, ? extends @Nullable Object> values, String field) {
        Object value = values.get(field);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    @Override
    public String toString() {
        return "FacilityFacts";
    }
}
