package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.facility.Facility;
import gov.mt.immtrax.access.facility.FacilityDirectory;
import gov.mt.immtrax.access.facility.FacilityFacts;
import gov.mt.immtrax.access.facility.LikelyFacilities;
import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.form.TypedText;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;

/**
 * Which clinic of the directory a request names. If it names none, staff see which ones are likely, and say with one
 * click that it is one of them or a new one.
 */
@Service
public class ClinicsOfRequests {

    /** Of those that a search finds by words, so many count. */
    private static final int MOST_CLINICS = 50;

    private final FacilityDirectory directory;
    private final LikelyFacilities likely;
    private final MessageSource messages;

    ClinicsOfRequests(FacilityDirectory directory, LikelyFacilities likely, MessageSource messages) {
        this.directory = directory;
        this.likely = likely;
        this.messages = messages;
    }

    /** The clinic that a request names; empty if it is not in the directory. */
    public Optional<Facility> listed(AccessRequest request) {
        return directory.named(request.employer(), request.locationName());
    }

    /** What a request may name that the directory does not know. */
    public List<Facility> likely(AccessRequest request) {
        return likely.to(facts(request));
    }

    /** Which clinics a search for requests means: by number, or by words of their names. */
    public Sought sought(String typed) {
        String text = TypedText.line(typed);
        if (text.isBlank()) {
            return new Sought(List.of(), "");
        }
        return new Sought(
                directory.search(Optional.of(text), Optional.empty(), 1, MOST_CLINICS).facilities().stream()
                        .map(it -> Objects.requireNonNullElse(it.mergedInto(), it.number()))
                        .toList(),
                Folding.ORGANIZATION.key(text));
    }

    /**
     * Clinics that a search for requests means.
     *
     * @param numbers of the directory
     * @param employer folded, for requests that name a clinic that the directory does not know
     */
    public record Sought(List<String> numbers, String employer) {

        @Override
        public String toString() {
            return "Sought[" + numbers + "]";
        }
    }

    /** One line for the help desk. */
    public String inWords(AccessRequest request, Locale locale) {
        return listed(request)
                .map(it -> text(
                        it.isActive() ? "request.clinic.listed" : "request.clinic.retired",
                        locale,
                        it.name(),
                        it.number()))
                .orElseGet(() -> {
                    String names = likely(request).stream()
                            .map(it -> text("request.clinic.listed", locale, it.name(), it.number()))
                            .collect(Collectors.joining("; "));
                    return text("request.clinic.new", locale)
                            + (names.isEmpty() ? "" : " " + text("request.clinic.likely", locale, names));
                });
    }

    /**
     * Adds what a request names to the directory.
     *
     * @throws org.springframework.dao.DuplicateKeyException if somebody else was faster
     */
    public void add(AccessRequest request) {
        directory.add(facts(request), request.number(), null);
    }

    /**
     * Says that a request names a clinic of the directory in another way.
     *
     * @return false if there is no such clinic any more
     * @throws org.springframework.dao.DuplicateKeyException if somebody else was faster
     */
    public boolean isAnotherNameOf(AccessRequest request, String facility) {
        return directory.addName(facility, request.employer(), request.locationName(), request.number());
    }

    private static FacilityFacts facts(AccessRequest request) {
        return FacilityFacts.of(RequestForm.values(request));
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
