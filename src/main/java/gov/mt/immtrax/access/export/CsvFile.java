package gov.mt.immtrax.access.export;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/**
 * Writes CSV for spreadsheets (RFC 4180, every cell quoted) without formulas: a cell that would start a formula gets a
 * leading apostrophe, which marks it as text.
 */
public final class CsvFile {

    /** Tells Excel that the file is UTF-8. */
    private static final char BYTE_ORDER_MARK = '\ufeff';

    /** Characters that start a formula in some spreadsheets, including their full-width forms. */
    private static final String BEGINS_FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20\t\r\n";

    private static final CSVFormat RFC_4180 = CSVFormat.RFC4180
            .builder()
            .setQuoteMode(QuoteMode.ALL)
            .setNullString("")
            .get();

    private CsvFile() {}

    /**
     * Writes row by row, so that the table is never in memory as a whole.
     *
     * @param rows cells as text; {@code null} is an empty cell
     * @throws IOException if {@code out} fails
     */
    public static void write(Appendable out, List<String> headings, Iterable<List<String>> rows) throws IOException {
        out.append(BYTE_ORDER_MARK);
        CSVPrinter printer = new CSVPrinter(out, RFC_4180);
        printRow(printer, headings);
        for (List<String> row : rows) {
            printRow(printer, row);
        }
    }

    /** As {@link #write(Appendable, List, Iterable)}. The caller closes the stream. */
    public static void write(Appendable out, List<String> headings, Stream<List<String>> rows) throws IOException {
        Iterator<List<String>> each = rows.iterator();
        write(out, headings, () -> each);
    }

    private static void printRow(CSVPrinter printer, List<String> cells) throws IOException {
        for (String cell : cells) {
            printer.print(cell == null ? "" : harmless(cell));
        }
        printer.println();
    }

    /** Spreadsheets skip invisible characters at the beginning of a cell, so this checks the first visible one too. */
    private static String harmless(String cell) {
        int first = cell.codePoints()
                .filter(character -> !isUnseen(character))
                .findFirst()
                .orElse(' ');
        boolean formula =
                !cell.isEmpty() && (BEGINS_FORMULA.indexOf(first) >= 0 || BEGINS_FORMULA.indexOf(cell.charAt(0)) >= 0);
        return formula ? "'" + cell : cell;
    }

    private static boolean isUnseen(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT
                || Character.isISOControl(character);
    }
}
