package gov.mt.immtrax.access.imports;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The position of each column, from the first line. Unknown columns are ignored.
 *
 * @param size number of cells in each line
 */
record ImportHeader(char delimiter, int size, Map<ImportColumn, Integer> places) {

    /** @throws FileRejectedException if columns are missing or occur twice */
    static ImportHeader of(String line, boolean cut, ImportKind kind) throws FileRejectedException {
        if (line.indexOf('\0') >= 0 || line.indexOf('\ufffd') >= 0) {
            throw new FileRejectedException(FileProblem.NOT_UTF8, null);
        }
        char delimiter = line.chars().filter(c -> c == ';').count()
                        > line.chars().filter(c -> c == ',').count()
                ? ';'
                : ',';
        List<String> cells = CsvCells.of(line, delimiter).orElse(List.of());
        if (cut || cells.size() > CsvCells.MOST) {
            throw new FileRejectedException(FileProblem.TOO_MANY_COLUMNS, null);
        }
        Map<ImportColumn, Integer> places = new EnumMap<>(ImportColumn.class);
        for (int i = 0; i < cells.size(); i++) {
            Optional<ImportColumn> column = ImportColumn.named(cells.get(i));
            if (column.isPresent() && places.put(column.get(), i) != null) {
                throw new FileRejectedException(
                        FileProblem.COLUMN_TWICE, column.get().heading());
            }
        }
        String missing = Arrays.stream(ImportColumn.values())
                .filter(column -> column.isNeededFor(kind) && !places.containsKey(column))
                .map(ImportColumn::heading)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new FileRejectedException(FileProblem.COLUMNS_MISSING, missing);
        }
        return new ImportHeader(delimiter, cells.size(), places);
    }
}
