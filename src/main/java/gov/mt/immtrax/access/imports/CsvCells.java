package gov.mt.immtrax.access.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The cells of one line of CSV. Each line is parsed on its own, so a cell cannot span lines: a missing quote spoils
 * only its own line, not the rest of the file.
 */
final class CsvCells {

    /** A header with more columns is not one of ours. */
    static final int MOST = 200;

    /** The space that spreadsheets and web pages produce. */
    private static final char NO_BREAK_SPACE = '\u00a0';

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).get();

    private CsvCells() {}

    /** Trimmed cells; empty if a quote is opened or closed in the wrong place. */
    static Optional<List<String>> of(String line, char delimiter) {
        try (CSVParser parser =
                CSVParser.parse(line, FORMAT.builder().setDelimiter(delimiter).get())) {
            List<String> cells =
                    parser.stream().findFirst().map(CSVRecord::toList).orElse(List.of());
            return cells.stream().allMatch(cell -> isWhole(cell, line))
                    ? Optional.of(cells.stream().map(CsvCells::trimmed).toList())
                    : Optional.empty();
        } catch (IOException | UncheckedIOException brokenQuotes) {
            return Optional.empty();
        }
    }

    /**
     * The parser accepts a quote in the middle of a cell as text; here it is an error, because it means that a quote is
     * missing.
     */
    private static boolean isWhole(String cell, String line) {
        return cell.indexOf('"') < 0 || line.contains('"' + cell.replace("\"", "\"\"") + '"');
    }

    private static String trimmed(String cell) {
        return cell.replace(NO_BREAK_SPACE, ' ').strip();
    }
}
