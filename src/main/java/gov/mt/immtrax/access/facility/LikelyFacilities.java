package gov.mt.immtrax.access.facility;

import gov.mt.immtrax.access.folding.EditDistance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which clinics of the directory a name that it does not know may mean: those with the same PIN, and those whose name
 * is one word apart. A person decides; no rule takes them for the same.
 */
@Service
@Transactional(readOnly = true)
public class LikelyFacilities {

    /** Of those that share words, so many are compared. */
    private static final int MOST_COMPARED = 50;

    private static final int MOST_LIKELY = 5;

    private final FacilityRepository facilities;

    LikelyFacilities(FacilityRepository facilities) {
        this.facilities = facilities;
    }

    /** Those that can be chosen, except the one that the name means; those with the same PIN first. */
    public List<Facility> to(FacilityFacts facts) {
        Map<String, Facility> likely = new LinkedHashMap<>();
        if (facts.vfcPin() != null) {
            facilities.withPin(facts.vfcPin()).forEach(it -> likely.put(it.number(), it));
        }
        Set<String> words = FacilityRepository.words(facts.employer(), facts.locationName());
        Map<String, Facility> sharing = new LinkedHashMap<>();
        facilities.sharing(words, MOST_COMPARED).forEach(it -> sharing.put(it.number(), it));
        Map<String, List<FacilityRepository.Spelling>> spellings = facilities.spellings(sharing.keySet()).stream()
                .collect(Collectors.groupingBy(FacilityRepository.Spelling::facility));
        sharing.values().stream()
                .filter(it -> spellings.getOrDefault(it.number(), List.of()).stream()
                        .anyMatch(spelling -> isOneWordApart(
                                words, FacilityRepository.words(spelling.employer(), spelling.locationName()))))
                .forEach(it -> likely.putIfAbsent(it.number(), it));
        return likely.values().stream()
                .filter(it -> !it.facts().key().equals(facts.key()))
                .limit(MOST_LIKELY)
                .toList();
    }

    /**
     * Whether two names differ by one word: it is missing from one of them, or the two words are nearly the same. Names
     * of which nothing else is the same are never likely.
     */
    static boolean isOneWordApart(Set<String> one, Set<String> other) {
        List<String> onlyOne = one.stream().filter(it -> !other.contains(it)).toList();
        List<String> onlyOther = other.stream().filter(it -> !one.contains(it)).toList();
        boolean shares = onlyOne.size() < one.size();
        if (!shares || onlyOne.size() > 1 || onlyOther.size() > 1) {
            return false;
        }
        return onlyOne.isEmpty() || onlyOther.isEmpty() || isNearly(onlyOne.get(0), onlyOther.get(0));
    }

    private static boolean isNearly(String one, String other) {
        return one.startsWith(other) || other.startsWith(one) || EditDistance.isAtMostOne(one, other);
    }
}
