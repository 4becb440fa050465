package gov.mt.immtrax.access;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Everything that a database holds: every column of every table of every schema of ours, read by the catalogue, so that
 * a table that comes tomorrow is searched too. Binary columns are read as text and as hexadecimal.
 */
public final class DatabaseDump {

    /** One value that is not null. Names in lower case. */
    public record Cell(String table, String column, List<String> renditions) {

        private boolean contains(String needle) {
            return renditions.stream().anyMatch(rendition -> DatabaseDump.contains(rendition, needle));
        }

        @Override
        public String toString() {
            return table + "." + column;
        }
    }

    private record Column(String schema, String table, String name, boolean binary) {}

    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE);

    /** In characters. Longer are the models and forms of a deployment, which are the same in each dump. */
    private static final int SHORT = 8_000;

    private static final int MOST_KEPT = 200;

    /** Which texts were looked for in long values, and whether they were there. */
    private static final Map<String, Map<String, Boolean>> LOOKED_THROUGH = new ConcurrentHashMap<>();

    private final List<Cell> cells;

    private DatabaseDump(List<Cell> cells) {
        this.cells = cells;
    }

    public static DatabaseDump of(JdbcClient jdbc) {
        List<Cell> cells = new ArrayList<>();
        columns(jdbc).forEach((table, columns) -> {
            // the catalogue's names, quoted: nothing in this statement comes from anywhere else
            String names = columns.stream()
                    .map(column ->
                            column.binary() ? quoted(column.name()) : "cast(" + quoted(column.name()) + " as varchar)")
                    .collect(Collectors.joining(", "));
            Column any = columns.get(0);
            jdbc.sql("select " + names + " from " + quoted(any.schema()) + "." + quoted(any.table()))
                    .query((ResultSet row) -> {
                        for (int i = 0; i < columns.size(); i++) {
                            add(cells, columns.get(i), row, i + 1);
                        }
                    });
        });
        return new DatabaseDump(cells);
    }

    /** Rows by table, in lower case; of tables whose names begin so. */
    public static Map<String, Long> counts(JdbcClient jdbc, String... beginnings) {
        Map<String, Long> counts = new TreeMap<>();
        columns(jdbc).values().stream().map(columns -> columns.get(0)).forEach(any -> {
            String table = any.table().toLowerCase(Locale.ROOT);
            if (List.of(beginnings).stream().anyMatch(table::startsWith)) {
                counts.put(
                        table,
                        jdbc.sql("select count(*) from " + quoted(any.schema()) + "." + quoted(any.table()))
                                .query(Long.class)
                                .single());
            }
        });
        return counts;
    }

    /** Every value with its place, in order; without the tables whose names begin so. */
    public List<String> contents(String... exceptTables) {
        return cells.stream()
                .filter(cell -> List.of(exceptTables).stream().noneMatch(cell.table()::startsWith))
                .map(cell ->
                        cell + " = " + cell.renditions().get(cell.renditions().size() - 1))
                .sorted()
                .toList();
    }

    public int size() {
        return cells.size();
    }

    /** Tables with at least one row, as in {@code act_ru_task}. */
    public Set<String> tables() {
        return cells.stream().map(Cell::table).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Where a text occurs, in any spelling that a machine makes of it: hexadecimal, UTF-16, Base64; upper or lower
     * case.
     */
    public Set<String> placesOf(String... texts) {
        Set<String> needles = new LinkedHashSet<>();
        for (String text : texts) {
            needles.add(text.toLowerCase(Locale.ROOT));
            needles.add(Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(text.getBytes(StandardCharsets.UTF_8))
                    .toLowerCase(Locale.ROOT));
            CHARSETS.forEach(charset -> needles.add(HexFormat.of().formatHex(text.getBytes(charset))));
        }
        return cells.stream()
                .filter(cell -> needles.stream().anyMatch(cell::contains))
                .map(Cell::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where a day occurs, however it is written; as a serialized Java object too. */
    public Set<String> placesOf(LocalDate day) {
        List<String> spellings = new ArrayList<>();
        for (String pattern : List.of(
                "yyyy-MM-dd",
                "MM-dd-yyyy",
                "M-d-yyyy",
                "dd-MM-yyyy",
                "MM/dd/yyyy",
                "M/d/yyyy",
                "yyyy/MM/dd",
                "dd.MM.yyyy",
                "d.M.yyyy",
                "yyyyMMdd",
                "MMddyyyy",
                "MMMM d, yyyy",
                "MMM d, yyyy",
                "d MMMM yyyy",
                "d MMM yyyy",
                "yyyy,M,d",
                "yyyy, M, d")) {
            spellings.add(DateTimeFormatter.ofPattern(pattern, Locale.US).format(day));
        }
        for (ZoneId zone : List.of(ZoneOffset.UTC, ZoneId.of("America/Denver"))) {
            long millis = day.atStartOfDay(zone).toInstant().toEpochMilli();
            spellings.add(String.valueOf(millis));
            spellings.add("%016x".formatted(millis));
        }
        // java.time.Ser: year as int, month and day as bytes
        spellings.add("%08x%02x%02x".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth()));
        return placesOf(spellings.toArray(String[]::new));
    }

    private static boolean contains(String rendition, String needle) {
        if (rendition.length() <= SHORT) {
            return rendition.contains(needle);
        }
        if (LOOKED_THROUGH.size() >= MOST_KEPT) {
            LOOKED_THROUGH.clear();
        }
        return LOOKED_THROUGH
                .computeIfAbsent(rendition, once -> new ConcurrentHashMap<>())
                .computeIfAbsent(needle, rendition::contains);
    }

    private static Map<String, List<Column>> columns(JdbcClient jdbc) {
        return jdbc
                .sql("""
                        select c.table_schema, c.table_name, c.column_name, c.data_type
                        from information_schema.columns c
                        join information_schema.tables t
                            on t.table_schema = c.table_schema and t.table_name = c.table_name
                        where t.table_type = 'BASE TABLE'
                            and lower(c.table_schema) not in ('information_schema', 'pg_catalog')
                        order by c.table_schema, c.table_name, c.ordinal_position""")
                .query((row, i) -> new Column(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        List.of("BYTEA", "BINARY LARGE OBJECT", "BINARY VARYING", "BINARY")
                                .contains(row.getString(4).toUpperCase(Locale.ROOT))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        column -> column.schema() + "." + column.table(), TreeMap::new, Collectors.toList()));
    }

    private static void add(List<Cell> cells, Column column, ResultSet row, int place) throws SQLException {
        List<String> renditions = column.binary() ? renditions(row.getBytes(place)) : renditions(row.getString(place));
        if (!renditions.isEmpty()) {
            cells.add(new Cell(
                    column.table().toLowerCase(Locale.ROOT), column.name().toLowerCase(Locale.ROOT), renditions));
        }
    }

    private static List<String> renditions(byte[] bytes) {
        return bytes == null
                ? List.of()
                : List.of(
                        new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT),
                        HexFormat.of().formatHex(bytes));
    }

    private static List<String> renditions(String text) {
        return text == null ? List.of() : List.of(text.toLowerCase(Locale.ROOT));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
