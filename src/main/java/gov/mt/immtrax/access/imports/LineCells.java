package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.form.TypedText;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The cells of one line, by the columns of the header. */
record LineCells(int number, List<String> cells, ImportHeader header) {

    private static final int SHOWN = 120;

    /** A mistake in a line; thrown only within {@link LineParser#parse}. */
    static final class Wrong extends Exception {

        private final transient LineFinding line;

        Wrong(LineFinding line) {
            super(null, null, false, false);
            this.line = line;
        }

        LineFinding line() {
            return line;
        }
    }

    /** A cell that is filled, as {@link LineParser} has seen to. */
    String filled(ImportColumn column) {
        return Objects.requireNonNull(cell(column));
    }

    /** Null if it is blank or the file does not have the column. */
    @Nullable
    String cell(ImportColumn column) {
        Integer place = header.places().get(column);
        return place == null || cells.get(place).isEmpty() ? null : cells.get(place);
    }

    Wrong wrong(LineProblem problem, ImportColumn column) {
        String username = cell(ImportColumn.USERNAME);
        String key =
                username != null && length(username) <= ImportColumn.USERNAME.longest() && TypedText.isLine(username)
                        ? ParsedLine.key(username)
                        : null;
        return new Wrong(new LineFinding(number, problem, column, shown(cell(column)), key));
    }

    /** The length of the text or of its key, whichever is longer, because some letters become two in lower case. */
    static int length(String cell) {
        return Math.max(cell.length(), ParsedLine.key(cell).length());
    }

    private static @Nullable String shown(@Nullable String cell) {
        if (cell == null) {
            return null;
        }
        StringBuilder shown = new StringBuilder();
        cell.codePoints()
                .limit(SHOWN / 2)
                .map(c -> TypedText.isVisible(c) ? c : '?')
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    @Override
    public String toString() {
        return "LineCells[" + number + "]";
    }
}
