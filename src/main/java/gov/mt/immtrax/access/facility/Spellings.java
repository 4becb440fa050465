package gov.mt.immtrax.access.facility;

import gov.mt.immtrax.access.facility.FacilityUse.Unlisted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Many spellings of clinics as one facility each: the spelling and the PIN that are used most, of equal ones the
 * latest, and the address of the latest request.
 */
final class Spellings {

    private record Use(FacilityFacts facts, long accounts, long requests, String latest) {

        long count() {
            return accounts + requests;
        }

        @Override
        public String toString() {
            return "Use[" + count() + "]";
        }
    }

    private final Map<FacilityKey, List<Use>> byKey = new LinkedHashMap<>();

    /** @param latest number of the last account or request with this spelling; requests count as later */
    boolean add(FacilityFacts facts, long accounts, long requests, String latest) {
        return byKey.computeIfAbsent(facts.key(), key -> new ArrayList<>())
                .add(new Use(facts, accounts, requests, latest));
    }

    List<Unlisted> facilities() {
        return byKey.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(FacilityKey::employer).thenComparing(FacilityKey::location)))
                .map(Map.Entry::getValue)
                .map(uses -> new Unlisted(
                        facts(uses),
                        uses.stream().mapToLong(Use::accounts).sum(),
                        uses.stream().mapToLong(Use::requests).sum()))
                .toList();
    }

    private static FacilityFacts facts(List<Use> uses) {
        FacilityFacts named = Objects.requireNonNull(
                most(uses, use -> List.of(use.facts().employer(), use.facts().locationName())));
        FacilityFacts pinned = most(
                uses.stream().filter(use -> use.facts().vfcPin() != null).toList(),
                use -> List.of(Objects.requireNonNull(use.facts().vfcPin())));
        FacilityFacts placed = uses.stream()
                .filter(use -> use.facts().streetAddress() != null)
                .max(Comparator.comparing(Use::latest))
                .map(Use::facts)
                .orElse(null);
        return new FacilityFacts(
                named.employer(),
                named.locationName(),
                pinned == null ? null : pinned.vfcPin(),
                placed == null ? null : placed.streetAddress(),
                placed == null ? null : placed.city(),
                placed == null ? null : placed.state(),
                placed == null ? null : placed.county(),
                placed == null ? null : placed.zip());
    }

    /** One of the uses whose value is the most frequent, and then the latest. */
    private static @Nullable FacilityFacts most(List<Use> uses, Function<Use, List<String>> value) {
        return uses.stream().collect(Collectors.groupingBy(value)).values().stream()
                .max(Comparator.comparingLong((List<Use> same) ->
                                same.stream().mapToLong(Use::count).sum())
                        .thenComparing(same -> same.stream()
                                .map(Use::latest)
                                .max(Comparator.naturalOrder())
                                .orElse("")))
                .map(same -> same.get(0).facts())
                .orElse(null);
    }
}
