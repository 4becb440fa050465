package gov.mt.immtrax.access.identity;

import gov.mt.immtrax.access.identity.Routes.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The tables of docs/security.md that say who gets which answer where: the word that the doors are held to. */
final class Matrix {

    static final Path PAGE = Path.of("docs/security.md");

    /** The head of every such table. */
    static final String HEAD =
            "| method | route | nobody | citizen | help desk | help desk lead | registry staff | operations |";

    /** The route of whatever is not mapped; its line says nothing about a route that is. */
    private static final String EVERYTHING = "/**";

    /** What somebody may be told; docs/security.md explains each. */
    enum Answer {
        YES,
        OWN,
        ENGINE,
        LOGIN,
        NO,
        CLOSED
    }

    /** Who asks, in the order of the columns. */
    enum Asker {
        NOBODY,
        CITIZEN,
        HELP_DESK,
        HELP_DESK_LEAD,
        REGISTRY_STAFF,
        OPERATIONS
    }

    /** One line of a table. */
    record Row(String methods, String route, Map<Asker, Answer> answers) {

        private boolean covers(Route asked, String path) {
            return (!route.equals(EVERYTHING) || asked.path().equals(EVERYTHING))
                    && ofManagement() == asked.isOfManagement()
                    && (methods.equals("any")
                            || Arrays.asList(methods.split(", ")).contains(asked.method()))
                    && pattern().matches(PathContainer.parsePath(path));
        }

        private boolean ofManagement() {
            return route.startsWith(Routes.MANAGEMENT);
        }

        private PathPattern pattern() {
            return PathPatternParser.defaultInstance.parse(plain(route));
        }

        @Override
        public String toString() {
            return "| " + methods + " | " + route + " |";
        }
    }

    private final List<Row> rows;

    private Matrix(List<Row> rows) {
        this.rows = rows;
    }

    static Matrix read() {
        List<Row> rows = new ArrayList<>();
        boolean inTable = false;
        for (String line : lines()) {
            inTable = line.equals(HEAD) || inTable && line.startsWith("|");
            if (inTable && !line.equals(HEAD) && !line.startsWith("|---")) {
                rows.add(row(line));
            }
        }
        return new Matrix(rows);
    }

    List<Row> rows() {
        return rows;
    }

    /**
     * The line that decides about a route: the one with the closest path, and of two with the same path the one that
     * names the method.
     *
     * @param path of the route, with something in place of its variables
     */
    Optional<Row> of(Route route, String path) {
        return rows.stream()
                .filter(row -> row.covers(route, plain(path)))
                .min(Comparator.comparing(Row::pattern, PathPattern.SPECIFICITY_COMPARATOR)
                        .thenComparing(row -> row.methods().equals("any")));
    }

    static String plain(String path) {
        return path.startsWith(Routes.MANAGEMENT) ? path.substring(Routes.MANAGEMENT.length()) : path;
    }

    private static Row row(String line) {
        List<String> cells = Arrays.stream(
                        line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(cell -> cell.strip().replace("`", ""))
                .toList();
        if (cells.size() != 2 + Asker.values().length) {
            throw new AssertionError(PAGE + ": this line needs " + (2 + Asker.values().length) + " cells: " + line);
        }
        Map<Asker, Answer> answers = new LinkedHashMap<>();
        for (Asker asker : Asker.values()) {
            answers.put(asker, Answer.valueOf(cells.get(2 + asker.ordinal()).toUpperCase(java.util.Locale.ROOT)));
        }
        return new Row(cells.get(0), cells.get(1), answers);
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
