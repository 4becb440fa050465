package gov.mt.immtrax.access.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cells of one line of CSV. No cell reaches over a line's end: so a quote that is missing spoils its own line, and
 * not the rest of the file.
 */
final class CsvCells {

    /** A header with more is no header of ours. */
    static final int MOST = 200;

    private CsvCells() {}

    /** The space that spreadsheets and web pages leave behind. */
    private static final char NO_BREAK_SPACE = '\u00a0';

    /** Trimmed cells, one more than {@link #MOST} at most; empty if a quote is opened or closed in the wrong place. */
    static Optional<List<String>> of(String line, char delimiter) {
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (at <= line.length() && cells.size() <= MOST) {
            int start = skipBlanks(line, at, delimiter);
            if (start < line.length() && line.charAt(start) == '"') {
                StringBuilder cell = new StringBuilder();
                int closing = unquote(line, start + 1, cell);
                at = closing < 0 ? -1 : skipBlanks(line, closing + 1, delimiter);
                if (at < 0 || at < line.length() && line.charAt(at) != delimiter) {
                    return Optional.empty();
                }
                cells.add(trimmed(cell.toString()));
            } else {
                int next = line.indexOf(delimiter, at);
                int stop = next < 0 ? line.length() : next;
                String cell = trimmed(line.substring(at, stop));
                if (cell.indexOf('"') >= 0) {
                    return Optional.empty();
                }
                cells.add(cell);
                at = stop;
            }
            at++;
        }
        return Optional.of(cells);
    }

    private static String trimmed(String cell) {
        return cell.replace(NO_BREAK_SPACE, ' ').strip();
    }

    /** @return where the closing quote is; -1 if there is none */
    private static int unquote(String line, int from, StringBuilder cell) {
        for (int at = from; at < line.length(); at++) {
            if (line.charAt(at) != '"') {
                cell.append(line.charAt(at));
            } else if (at + 1 < line.length() && line.charAt(at + 1) == '"') {
                cell.append('"');
                at++;
            } else {
                return at;
            }
        }
        return -1;
    }

    private static int skipBlanks(String line, int from, char delimiter) {
        int at = from;
        while (at < line.length() && line.charAt(at) != delimiter && line.charAt(at) == ' ') {
            at++;
        }
        return at;
    }
}
