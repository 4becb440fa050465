package gov.mt.immtrax.access.engine.staff;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.Direction;
import org.camunda.bpm.engine.impl.QueryOrderingProperty;
import org.jspecify.annotations.Nullable;

/** Compares and sorts as the engine would in SQL; a condition that is not set matches everything. */
final class StaffQueries {

    private StaffQueries() {}

    static boolean is(@Nullable String wanted, String value) {
        return wanted == null || wanted.equals(value);
    }

    static boolean isIn(String @Nullable [] wanted, String value) {
        return wanted == null || Arrays.asList(wanted).contains(value);
    }

    /** {@code %} matches any text and {@code _} any character; case is ignored. */
    static boolean isLike(@Nullable String wanted, String value) {
        if (wanted == null) {
            return true;
        }
        String pattern = wanted.chars()
                .mapToObj(letter -> switch (letter) {
                    case '%' -> ".*";
                    case '_' -> ".";
                    default -> Pattern.quote(Character.toString(letter));
                })
                .collect(Collectors.joining());
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
                .matcher(value)
                .matches();
    }

    /** Sorts by the requested properties and finally by id, so that pages do not overlap. */
    static <T> Comparator<T> order(
            List<QueryOrderingProperty> asked, Map<String, Function<T, String>> orders, Function<T, String> id) {
        Comparator<T> order = null;
        for (QueryOrderingProperty property : asked) {
            Comparator<T> next =
                    Comparator.comparing(orders.get(property.getQueryProperty().getName()));
            next = Direction.DESCENDING.equals(property.getDirection()) ? next.reversed() : next;
            order = order == null ? next : order.thenComparing(next);
        }
        return order == null ? Comparator.comparing(id) : order.thenComparing(id);
    }
}
