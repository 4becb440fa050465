package gov.mt.immtrax.access.people;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A column by which a list of accounts can be sorted. Those in {@link #OF_ALL} each have an index, because they sort
 * the whole register. A supervisor's list is short and needs none.
 */
public enum AccountOrder {
    PERSON("last_name_key %1$s, first_name %1$s"),
    USERNAME("username_key %1$s"),
    EMPLOYER("employer_key %1$s, last_name_key %1$s"),
    LOCATION("location_name %1$s, last_name_key %1$s"),
    /** The alphabetical order of the levels is also the order of their rights. */
    LEVEL("access_level %1$s, last_name_key %1$s"),
    /** From the longest unused to the most recently used; accounts that were never used come first. */
    LAST_ACCESS("last_access_at %1$s nulls %3$s"),
    /** Accounts without an end date come last. */
    END_DATE("end_date %1$s nulls %2$s"),
    AGREEMENT("signed_at %1$s nulls %3$s"),
    STATUS("status %1$s, last_name_key %1$s");

    /** The sort columns for the list of all accounts. */
    public static final List<AccountOrder> OF_ALL = List.of(PERSON, USERNAME, EMPLOYER, LAST_ACCESS, END_DATE, STATUS);

    /** The sort columns for a supervisor's list. */
    public static final List<AccountOrder> OF_MINE =
            List.of(PERSON, LEVEL, LOCATION, LAST_ACCESS, END_DATE, AGREEMENT, STATUS);

    private final String columns;

    AccountOrder(String columns) {
        this.columns = columns;
    }

    /** Adds the number as the last column, so that the order is the same on every page. */
    String clause(boolean descending) {
        return descending
                ? columns.formatted("desc", "first", "last") + ", number desc"
                : columns.formatted("asc", "last", "first") + ", number";
    }

    /** The column with this name in a URL; empty for an unknown name. */
    public static Optional<AccountOrder> of(String word) {
        for (AccountOrder order : values()) {
            if (order.word().equalsIgnoreCase(word)) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    /** The name in a URL. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
