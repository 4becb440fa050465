package gov.mt.immtrax.access.feed;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which column stands where, as the first line says; columns that we do not know are passed over.
 *
 * @param size cells of each line
 */
record FeedHeader(char delimiter, int size, Map<FeedColumn, Integer> places) {

    /** @throws FileRefused if it lacks columns, or names one twice */
    static FeedHeader of(String line, boolean cut, FeedKind kind) throws FileRefused {
        if (line.indexOf('\0') >= 0 || line.indexOf('\ufffd') >= 0) {
            throw new FileRefused(FileProblem.NOT_UTF8, null);
        }
        char delimiter = line.chars().filter(c -> c == ';').count()
                        > line.chars().filter(c -> c == ',').count()
                ? ';'
                : ',';
        List<String> cells = CsvCells.of(line, delimiter).orElse(List.of());
        if (cut || cells.size() > CsvCells.MOST) {
            throw new FileRefused(FileProblem.TOO_MANY_COLUMNS, null);
        }
        Map<FeedColumn, Integer> places = new EnumMap<>(FeedColumn.class);
        for (int i = 0; i < cells.size(); i++) {
            Optional<FeedColumn> column = FeedColumn.named(cells.get(i));
            if (column.isPresent() && places.put(column.get(), i) != null) {
                throw new FileRefused(FileProblem.COLUMN_TWICE, column.get().heading());
            }
        }
        String missing = Arrays.stream(FeedColumn.values())
                .filter(column -> column.isNeededFor(kind) && !places.containsKey(column))
                .map(FeedColumn::heading)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new FileRefused(FileProblem.COLUMNS_MISSING, missing);
        }
        return new FeedHeader(delimiter, cells.size(), places);
    }
}
