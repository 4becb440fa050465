package gov.mt.immtrax.access.people;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A column that a list of accounts can be sorted by. Those of {@link #OF_ALL} have an index each, since they sort the
 * whole register; a supervisor's people are few.
 */
public enum AccountOrder {
    PERSON("last_name_key %1$s, first_name %1$s"),
    USERNAME("username_key %1$s"),
    EMPLOYER("employer_key %1$s, last_name_key %1$s"),
    LOCATION("location_name %1$s, last_name_key %1$s"),
    /** The names of the levels happen to stand in the order of their rights. */
    LEVEL("access_level %1$s, last_name_key %1$s"),
    /** From the longest unused to the latest used: who never used it comes first. */
    LAST_ACCESS("last_access_at %1$s nulls %3$s"),
    /** Those without an end come last. */
    END_DATE("end_date %1$s nulls %2$s"),
    AGREEMENT("signed_at %1$s nulls %3$s"),
    STATUS("status %1$s, last_name_key %1$s");

    /** What the list of all accounts can be sorted by. */
    public static final List<AccountOrder> OF_ALL = List.of(PERSON, USERNAME, EMPLOYER, LAST_ACCESS, END_DATE, STATUS);

    /** What a supervisor's list can be sorted by. */
    public static final List<AccountOrder> OF_MINE =
            List.of(PERSON, LEVEL, LOCATION, LAST_ACCESS, END_DATE, AGREEMENT, STATUS);

    private final String columns;

    AccountOrder(String columns) {
        this.columns = columns;
    }

    /** Two rows never change places between two pages: the number decides where the columns do not. */
    String clause(boolean descending) {
        return descending
                ? columns.formatted("desc", "first", "last") + ", number desc"
                : columns.formatted("asc", "last", "first") + ", number";
    }

    /** As it is written in an address; empty for what is no column. */
    public static Optional<AccountOrder> of(String word) {
        for (AccountOrder order : values()) {
            if (order.word().equalsIgnoreCase(word)) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    /** As it is written in an address. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
