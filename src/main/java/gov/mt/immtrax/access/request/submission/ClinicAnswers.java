package gov.mt.immtrax.access.request.submission;

import gov.mt.immtrax.access.facility.Facility;
import gov.mt.immtrax.access.facility.FacilityDirectory;
import gov.mt.immtrax.access.form.FormPage.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What the directory of clinics contributes to the form: suggestions while somebody types, and the PIN and address of
 * the clinic that was chosen. What was typed is never replaced.
 */
@Component
public class ClinicAnswers {

    private static final List<String> ADDRESS = List.of("streetAddress", "city", "county", "zip");

    private final FacilityDirectory directory;

    ClinicAnswers(FacilityDirectory directory) {
        this.directory = directory;
    }

    /**
     * For employer and location, by field.
     *
     * @param supervisor normalized address
     */
    public Map<String, List<Suggestion>> suggestions(String supervisor) {
        List<Facility> known = directory.suggested(supervisor);
        return Map.of(
                "employer",
                known.stream()
                        .map(it -> new Suggestion(it.facts().employer(), null))
                        .distinct()
                        .toList(),
                "locationName",
                known.stream()
                        .map(it -> new Suggestion(
                                it.facts().locationName(), it.facts().employer()))
                        .toList());
    }

    /** The answers from employer to zip, if a clinic was chosen that can be. */
    public Map<String, String> of(Optional<String> facility) {
        return facility.flatMap(directory::find)
                .filter(Facility::isActive)
                .map(ClinicAnswers::known)
                .orElse(Map.of());
    }

    /** Adds PIN and address of the clinic that the answers name, each only where nothing was typed. */
    public void fill(Map<String, Object> values) {
        if (values.get("account") != null) {
            return; // the form of an account asks for no address
        }
        boolean noAddress = ADDRESS.stream().allMatch(it -> isBlank(values, it));
        if (!noAddress && !isBlank(values, "vfcPin")) {
            return;
        }
        named(values)
                .map(ClinicAnswers::known)
                .ifPresent(known -> known.forEach((field, value) -> {
                    boolean ofAddress = ADDRESS.contains(field) || field.equals("state");
                    if (noAddress && ofAddress || field.equals("vfcPin") && isBlank(values, field)) {
                        values.put(field, value);
                    }
                }));
    }

    private Optional<Facility> named(Map<String, Object> values) {
        return isBlank(values, "employer") || isBlank(values, "locationName")
                ? Optional.empty()
                : directory
                        .named(Objects.toString(values.get("employer")), Objects.toString(values.get("locationName")))
                        .filter(Facility::isActive);
    }

    private static Map<String, String> known(Facility facility) {
        return facility.values().entrySet().stream()
                .filter(it -> it.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, it -> Objects.requireNonNull(it.getValue())));
    }

    private static boolean isBlank(Map<String, Object> values, String field) {
        return Stream.ofNullable(values.get(field)).allMatch(it -> it.toString().isBlank());
    }
}
