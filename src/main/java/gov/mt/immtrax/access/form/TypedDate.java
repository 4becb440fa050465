package gov.mt.immtrax.access.form;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A date as a person typed it, valid or not. Our pages have three inputs for a date, because what is mistyped in a
 * browser's own date field arrives as blank.
 *
 * @param month number or English name
 * @param year four digits
 */
public record TypedDate(String month, String day, String year) {

    /** The three inputs, in the order in which people in Montana write a date. */
    enum Part {
        MONTH("Month"),
        DAY("Day"),
        YEAR("Year");

        private final String suffix;

        Part(String suffix) {
            this.suffix = suffix;
        }

        /** The name of the input, for example {@code startDateYear}. */
        String inputOf(String field) {
            return field + suffix;
        }
    }

    private static final Pattern YEAR_FIRST = Pattern.compile("([0-9]{4})[-/. ]([^-/. ]*)[-/. ]([^-/. ]*)");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("([^-/., ]+)(?:[-/]|[., ]+)([^-/., ]+)(?:[-/]|[., ]+)([^-/., ]+)");
    private static final Pattern DAY = Pattern.compile("([0-9]{1,2})(?:st|nd|rd|th)?", Pattern.CASE_INSENSITIVE);
    private static final int SHORTEST_NAME = 3;

    public TypedDate {
        month = TypedText.line(month).replace('/', ' ');
        day = TypedText.line(day).replace('/', ' ');
        year = TypedText.line(year).replace('/', ' ');
    }

    /**
     * Reads a date that arrives as one text.
     *
     * @param text ISO, as in 2026-11-30, or as people in Montana write it, as in 11/30/2026; {@code null} if there is
     *     none
     */
    public static TypedDate parse(String text) {
        String typed = text == null ? "" : TypedText.line(text);
        Matcher yearFirst = YEAR_FIRST.matcher(typed);
        if (yearFirst.matches()) {
            return new TypedDate(yearFirst.group(2), yearFirst.group(3), yearFirst.group(1));
        }
        Matcher monthFirst = MONTH_FIRST.matcher(typed);
        if (monthFirst.matches()) {
            boolean dayFirst = startsWithLetter(monthFirst.group(2)) && !startsWithLetter(monthFirst.group(1));
            return new TypedDate(
                    monthFirst.group(dayFirst ? 2 : 1), monthFirst.group(dayFirst ? 1 : 2), monthFirst.group(3));
        }
        String[] parts = typed.split("/", -1);
        return parts.length == 3 ? new TypedDate(parts[0], parts[1], parts[2]) : new TypedDate(typed, "", "");
    }

    /**
     * Reads a date of one of our pages: three inputs, or one text under the field's own name.
     *
     * @param parameter the value of a parameter, {@code null} if there is none
     */
    public static TypedDate read(String field, UnaryOperator<String> parameter) {
        String text = parameter.apply(field);
        if (text != null && !text.isBlank()) {
            return parse(text);
        }
        List<String> parts = Stream.of(Part.values())
                .map(part -> parameter.apply(part.inputOf(field)))
                .map(typed -> typed == null ? "" : typed)
                .toList();
        List<String> filled = parts.stream().filter(typed -> !typed.isBlank()).toList();
        if (filled.size() == 1 && parse(filled.get(0)).date().isPresent()) {
            return parse(filled.get(0)); // the whole date was typed into one input
        }
        return new TypedDate(parts.get(0), parts.get(1), parts.get(2));
    }

    private static boolean startsWithLetter(String text) {
        return Character.isLetter(text.codePointAt(0));
    }

    /** The names of the inputs of a field, as in {@code startDateMonth}. */
    static List<String> inputsOf(String field) {
        return Stream.of(Part.values()).map(part -> part.inputOf(field)).toList();
    }

    public boolean isBlank() {
        return month.isEmpty() && day.isEmpty() && year.isEmpty();
    }

    /** The date, if what was typed is one. */
    public Optional<LocalDate> date() {
        return isBlank() || !mistakes("").isEmpty()
                ? Optional.empty()
                : Optional.of(LocalDate.of(Integer.parseInt(year), monthNumber(), dayNumber()));
    }

    /** One text that {@link #parse} reads again: ISO if this is a date, otherwise what was typed. */
    public String text() {
        String typed = day.isEmpty() && year.isEmpty() ? month : month + "/" + day + "/" + year;
        return date().map(LocalDate::toString).orElse(typed);
    }

    /** What is wrong with each input, in one error for the field. Empty if this is a date. */
    public Optional<FormError> mistake(String field) {
        List<FormError> all = new ArrayList<>(mistakes(field).values());
        return switch (all.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(all.get(0));
            case 2 -> Optional.of(FormError.of(field, "form.error.date.two", all.toArray()));
            default -> Optional.of(FormError.of(field, "form.error.date.three", all.toArray()));
        };
    }

    /** The names of the inputs to correct; all three if each is right by itself. */
    public List<String> inputsToCorrect(String field) {
        Map<Part, FormError> mistakes = mistakes(field);
        return mistakes.isEmpty()
                ? inputsOf(field)
                : mistakes.keySet().stream().map(part -> part.inputOf(field)).toList();
    }

    private Map<Part, FormError> mistakes(String field) {
        Map<Part, FormError> mistakes = new LinkedHashMap<>();
        if (month.isEmpty()) {
            mistakes.put(Part.MONTH, FormError.of(field, "form.error.date.month.missing"));
        } else if (monthNumber() == 0) {
            mistakes.put(Part.MONTH, FormError.of(field, "form.error.date.month"));
        }
        boolean yearIsRight = year.matches("[0-9]{4}");
        if (day.isEmpty()) {
            mistakes.put(Part.DAY, FormError.of(field, "form.error.date.day.missing"));
        } else if (dayNumber() == 0) {
            mistakes.put(Part.DAY, FormError.of(field, "form.error.date.day"));
        } else if (mistakes.isEmpty() && yearIsRight) {
            YearMonth typed = YearMonth.of(Integer.parseInt(year), monthNumber());
            if (!typed.isValidDay(dayNumber())) {
                String name = typed.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
                mistakes.put(
                        Part.DAY, FormError.of(field, "form.error.date.length", name, year, typed.lengthOfMonth()));
            }
        }
        if (year.isEmpty()) {
            mistakes.put(Part.YEAR, FormError.of(field, "form.error.date.year.missing"));
        } else if (!yearIsRight) {
            mistakes.put(Part.YEAR, FormError.of(field, "form.error.date.year"));
        }
        return mistakes;
    }

    /** 0 if it is not a month. */
    private int monthNumber() {
        if (month.matches("0?[1-9]|1[0-2]")) {
            return Integer.parseInt(month);
        }
        String name = month.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return Stream.of(Month.values())
                .filter(it -> name.length() >= SHORTEST_NAME
                        && it.name().toLowerCase(Locale.ROOT).startsWith(name))
                .findFirst()
                .map(Month::getValue)
                .orElse(0);
    }

    /** 0 if it is not a day of any month. */
    private int dayNumber() {
        Matcher typed = DAY.matcher(day);
        int number = typed.matches() ? Integer.parseInt(typed.group(1)) : 0;
        return number > Month.JANUARY.maxLength() ? 0 : number;
    }

    @Override
    public String toString() {
        return "TypedDate";
    }
}
