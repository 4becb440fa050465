package gov.mt.immtrax.access.facility;

import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.number.CaseKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A search text as SQL: a number or a PIN, the beginning of a name, or words of names and cities in any order, of which
 * each may be unfinished. Names from before find a facility too. Each way uses an index of its own.
 */
final class FacilitySearch {

    /** Further words are ignored. */
    private static final int MOST_WORDS = 6;

    private final List<String> conditions = new ArrayList<>();
    private final List<String> ways = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** @param status of those to find; empty for any but merged ones, which are found by number alone */
    FacilitySearch(Optional<String> typed, Optional<FacilityStatus> status) {
        String number = typed.map(it -> it.strip().toUpperCase(Locale.ROOT))
                .filter(CaseKind.FACILITY::matches)
                .orElse(null);
        if (number != null) {
            conditions.add("f.number = :number");
            values.put("number", number);
            return;
        }
        values.put("status", status.orElse(FacilityStatus.MERGED).name());
        conditions.add(status.isPresent() ? "f.status = :status" : "f.status <> :status");
        typed.filter(it -> !it.isBlank()).ifPresent(this::find);
    }

    /** Begins with a blank. */
    String where() {
        return " where " + String.join(" and ", conditions);
    }

    Map<String, Object> values() {
        return values;
    }

    private void find(String typed) {
        FacilityFields.pin(typed).ifPresent(pin -> way("select number from facility where vfc_pin = :%s", pin));
        for (String beginning : Folding.ORGANIZATION.beginnings(typed)) {
            way("select facility from facility_name where employer_key like :%s", literal(beginning) + "%");
            way("select facility from facility_name where location_key like :%s", literal(beginning) + "%");
        }
        for (String whole : Folding.ORGANIZATION.withoutTypedEnding(typed)) {
            way("select facility from facility_name where employer_key = :%s", whole);
        }
        allWords(Folding.ORGANIZATION.words(typed).stream().limit(MOST_WORDS).toList());
        conditions.add("f.number in (" + String.join(" union ", ways) + ")");
    }

    private void allWords(List<String> words) {
        List<String> each = words.stream().map(this::word).toList();
        if (!each.isEmpty()) {
            ways.add("select w.facility from facility_word w where "
                    + each.get(0).formatted("w")
                    + each.stream()
                            .skip(1)
                            .map(it -> " and exists (select 1 from facility_word v where v.facility = w.facility and "
                                    + it.formatted("v") + ")")
                            .collect(Collectors.joining()));
        }
    }

    /** With a place for the name of the table. */
    private String word(String word) {
        return Folding.ORGANIZATION.beginnings(word).stream()
                .map(it -> "%1$s.word like :" + value(literal(it) + "%"))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private void way(String select, String value) {
        ways.add(select.formatted(value(value)));
    }

    private String value(String text) {
        String name = "sought" + values.size();
        values.put(name, text);
        return name;
    }

    /** Escapes the wildcards of {@code like}. Both databases use the backslash. */
    private static String literal(String text) {
        return text.replaceAll("[\\\\%_]", "\\\\$0");
    }
}
