package gov.mt.immtrax.access.house;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads tables and headings of documents, so that tests can compare them with the code. */
final class Markdown {

    private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    private Markdown() {}

    /**
     * Rows of all tables with this first line, from top to bottom.
     *
     * @return cells without backticks
     * @throws AssertionError if there is no such table
     */
    static List<List<String>> rows(String page, String head) {
        return tables(page, head).stream().flatMap(List::stream).toList();
    }

    /** The same, table by table. */
    static List<List<List<String>>> tables(String page, String head) {
        List<String> lines = page.lines().toList();
        if (!lines.contains(head)) {
            throw new AssertionError("No table of: " + head);
        }
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).equals(head))
                .mapToObj(i -> lines.stream()
                        .skip(i + 2L)
                        .takeWhile(line -> line.startsWith("|"))
                        .map(Markdown::cells)
                        .toList())
                .toList();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(CELL_END.split(line.substring(1, line.lastIndexOf('|')), -1))
                .map(cell -> cell.strip().replace("`", ""))
                .toList();
    }

    /** What a link may name behind {@code #}, as GitHub derives it from the headings. */
    static Set<String> anchors(String page) {
        return HEADING.matcher(page)
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** The first group of every match. */
    static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
