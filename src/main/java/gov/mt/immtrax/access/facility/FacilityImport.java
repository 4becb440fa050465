package gov.mt.immtrax.access.facility;

import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.form.FormError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * A list of clinics, pasted from a spreadsheet or a CSV file. It is compared with the directory first, and nothing is
 * kept until somebody applies it. It adds clinics and fills in what the directory does not know; it changes nothing
 * that staff wrote.
 */
@Service
public class FacilityImport {

    /** Number of characters of a list; a longer one is pasted in parts. */
    public static final int LONGEST = 100_000;

    private static final int LONGEST_LINE = 2_000;

    /** Which field a heading means, by folding. */
    private static final Map<String, String> HEADINGS = Map.ofEntries(
            Map.entry("vfcpin", "vfcPin"),
            Map.entry("pin", "vfcPin"),
            Map.entry("employer", "employer"),
            Map.entry("location", "locationName"),
            Map.entry("locationname", "locationName"),
            Map.entry("address", "streetAddress"),
            Map.entry("streetaddress", "streetAddress"),
            Map.entry("city", "city"),
            Map.entry("state", "state"),
            Map.entry("county", "county"),
            Map.entry("zip", "zip"));

    /** What becomes of a line. */
    public enum Outcome {
        /** The clinic is added. */
        NEW,
        /** The directory knows the clinic, and learns its PIN or address. */
        FILLED,
        /** The directory says the same, or more. */
        KNOWN,
        /** The directory says something else, which stays. */
        DIFFERENT,
        /** The line cannot be used. */
        BAD
    }

    /**
     * One line of the list.
     *
     * @param number of the line, the heading is 1
     * @param facts as the line says; null if it cannot be used
     * @param facility that the directory knows; null if it is new or cannot be used
     * @param mistakes by field; empty unless the line cannot be used
     */
    public record Line(
            int number,
            Outcome outcome,
            @Nullable FacilityFacts facts,
            @Nullable Facility facility,
            Map<String, FormError> mistakes) {

        @Override
        public String toString() {
            return "Line[" + number + ", " + outcome + "]";
        }
    }

    /**
     * A list that was read.
     *
     * @param problem message key of what is wrong with the whole list; null if nothing is
     */
    public record Preview(List<Line> lines, @Nullable String problem) {

        /** How many lines have an outcome. */
        public long count(Outcome outcome) {
            return lines.stream().filter(line -> line.outcome() == outcome).count();
        }

        /** Whether applying it would change anything. */
        public boolean changes() {
            return count(Outcome.NEW) + count(Outcome.FILLED) > 0;
        }

        /** Changes with what would become of a line. */
        public String version() {
            return Integer.toHexString(lines.stream()
                    .map(line -> line.number() + " " + line.outcome()
                            + (line.facility() == null ? "" : line.facility().version()))
                    .toList()
                    .hashCode());
        }
    }

    private final FacilityRepository facilities;
    private final FacilityDirectory directory;

    FacilityImport(FacilityRepository facilities, FacilityDirectory directory) {
        this.facilities = facilities;
        this.directory = directory;
    }

    /** Reads a list and compares it with the directory. */
    public Preview preview(String typed) {
        List<String> lines = typed.lines().toList();
        if (typed.isBlank()) {
            return new Preview(List.of(), "facility.import.problem.empty");
        }
        if (typed.length() > LONGEST) {
            return new Preview(List.of(), "facility.import.problem.tooLong");
        }
        char delimiter = delimiter(lines.get(0));
        List<Optional<String>> fields = cells(lines.get(0), delimiter).orElse(List.of()).stream()
                .map(it -> Optional.ofNullable(HEADINGS.get(Folding.TEXT.key(it))))
                .toList();
        List<String> known = fields.stream().flatMap(Optional::stream).toList();
        if (known.stream().distinct().count() < known.size()) {
            return new Preview(List.of(), "facility.import.problem.twice");
        }
        if (!known.containsAll(FacilityFields.REQUIRED)) {
            return new Preview(List.of(), "facility.import.problem.columns");
        }
        List<Line> read = new ArrayList<>();
        Map<FacilityKey, Integer> seen = new HashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                read.add(line(i + 1, lines.get(i), delimiter, fields, seen));
            }
        }
        return new Preview(read, read.isEmpty() ? "facility.import.problem.empty" : null);
    }

    /**
     * Adds what is new and fills in what is missing, each clinic in a transaction of its own.
     *
     * @return the number of clinics that were added or filled in
     */
    public int apply(Preview preview) {
        int done = 0;
        for (Line line : preview.lines()) {
            FacilityFacts facts = line.facts();
            if (facts != null && line.outcome() == Outcome.NEW) {
                directory.add(facts, null, null);
                done++;
            } else if (facts != null && line.facility() != null && line.outcome() == Outcome.FILLED) {
                Facility facility = line.facility();
                if (directory.correct(
                        facility.number(), facility.version(), facility.facts().orElse(facts), "Imported list")) {
                    done++;
                }
            }
        }
        return done;
    }

    private Line line(
            int number, String line, char delimiter, List<Optional<String>> fields, Map<FacilityKey, Integer> seen) {
        List<String> cells = line.length() > LONGEST_LINE
                ? List.of()
                : cells(line, delimiter).orElse(List.of());
        if (cells.size() != fields.size()) {
            return bad(number, "employer", FormError.of("employer", "facility.import.bad.cells"));
        }
        Map<String, Object> typed = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            fields.get(i).filter(field -> !cell.isBlank()).ifPresent(field -> typed.put(field, cell));
        }
        if (typed.containsKey("streetAddress") || typed.containsKey("city")) {
            typed.putIfAbsent("state", "MT");
        }
        Map<String, Object> clean = FacilityFields.clean(typed);
        Map<String, FormError> mistakes = FacilityFields.mistakes(clean);
        if (!mistakes.isEmpty()) {
            return new Line(number, Outcome.BAD, null, null, mistakes);
        }
        FacilityFacts facts = FacilityFacts.of(clean);
        Integer earlier = seen.putIfAbsent(facts.key(), number);
        if (earlier != null) {
            return bad(number, "employer", FormError.of("employer", "facility.import.bad.twice", earlier));
        }
        Facility facility = facilities.named(facts.key()).orElse(null);
        return new Line(number, outcome(facts, facility), facts, facility, Map.of());
    }

    private static Line bad(int number, String field, FormError mistake) {
        return new Line(number, Outcome.BAD, null, null, Map.of(field, mistake));
    }

    private static Outcome outcome(FacilityFacts facts, @Nullable Facility facility) {
        if (facility == null) {
            return Outcome.NEW;
        }
        if (!facility.facts().orElse(facts).equals(facility.facts())) {
            return Outcome.FILLED;
        }
        Map<String, @Nullable String> known = facility.facts().asText();
        boolean different = facts.asText().entrySet().stream()
                .filter(it -> it.getValue() != null && !FacilityFields.REQUIRED.contains(it.getKey()))
                .anyMatch(it -> !Objects.equals(it.getValue(), known.get(it.getKey())));
        return different ? Outcome.DIFFERENT : Outcome.KNOWN;
    }

    /** Spreadsheets paste tabs. */
    private static char delimiter(String heading) {
        return heading.indexOf('\t') >= 0 ? '\t' : heading.indexOf(';') >= 0 ? ';' : ',';
    }

    /** The cells of one line; empty if its quotes are broken, which spoils no other line. */
    private static Optional<List<String>> cells(String line, char delimiter) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreSurroundingSpaces(true)
                .get();
        try (CSVParser parser = CSVParser.parse(line, format)) {
            return Optional.of(
                    parser.stream().findFirst().map(CSVRecord::toList).orElse(List.of()));
        } catch (IOException | UncheckedIOException brokenQuotes) {
            return Optional.empty();
        }
    }
}
