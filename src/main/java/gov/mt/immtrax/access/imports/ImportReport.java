package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.export.CsvFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The import report: skipped lines and differences as a file for registry staff. */
@Component
class ImportReport {

    private static final List<String> COLUMNS = List.of("line", "what", "username", "field", "ours", "theirs");

    private final ImportPreview preview;
    private final MessageSource messages;

    ImportReport(ImportPreview preview, MessageSource messages) {
        this.preview = preview;
        this.messages = messages;
    }

    /** @throws IOException if {@code out} fails */
    @Transactional(readOnly = true) // PostgreSQL streams rows only within a transaction
    public void write(String number, Locale locale, Appendable out) throws IOException {
        List<String> headings = COLUMNS.stream()
                .map(column -> messages.getMessage("imports.csv." + column, null, locale))
                .toList();
        try (Stream<ImportPreview.Row> rows = preview.report(number)) {
            CsvFile.write(out, headings, rows.map(row -> cells(row, locale)));
        }
    }

    private List<String> cells(ImportPreview.Row row, Locale locale) {
        return Arrays.asList(
                row.line() == null ? "" : row.line().toString(),
                messages.getMessage("imports.what." + row.what(), null, locale),
                row.username(),
                row.field() == null ? "" : messages.getMessage("imports.column." + row.field(), null, locale),
                words(row.ours(), locale),
                words(row.theirs(), locale));
    }

    /** The labels of levels and statuses; other values unchanged. */
    private String words(@Nullable String value, Locale locale) {
        return value == null
                ? ""
                : Objects.requireNonNull(messages.getMessage("imports.value." + value, null, value, locale));
    }
}
