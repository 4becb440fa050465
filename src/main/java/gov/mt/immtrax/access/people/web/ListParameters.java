package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.people.AccountFilter;
import gov.mt.immtrax.access.people.AccountOrder;
import gov.mt.immtrax.access.people.AccountQuery;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query parameters of a list. Unknown values are ignored. */
record ListParameters(
        @Nullable String find,
        @Nullable String filter,
        @Nullable String sort,
        @Nullable String dir,
        @Nullable Integer page) {

    private static final String DOWN = "down";

    /**
     * All accounts.
     *
     * @param left numbers of those whose supervisor has left
     */
    AccountQuery query(Set<String> left) {
        return query(Optional.empty(), left, AccountOrder.OF_ALL);
    }

    /**
     * The people of a supervisor.
     *
     * @param supervisor normalized address
     * @param left numbers of the accounts that the supervisor has left
     */
    AccountQuery query(String supervisor, Set<String> left) {
        return query(Optional.of(supervisor), left, AccountOrder.OF_MINE);
    }

    /** @param orders the allowed sort columns; the first one is the default */
    private AccountQuery query(Optional<String> supervisor, Set<String> left, List<AccountOrder> orders) {
        return new AccountQuery(
                supervisor,
                left,
                text(find),
                text(filter).flatMap(AccountFilter::of),
                text(sort).flatMap(AccountOrder::of).filter(orders::contains).orElse(orders.get(0)),
                DOWN.equals(dir));
    }

    /** From 1. */
    int pageNumber() {
        return page == null ? 1 : Math.max(1, page);
    }

    private static Optional<String> text(@Nullable String typed) {
        return Optional.ofNullable(typed).map(String::strip).filter(it -> !it.isEmpty());
    }

    @Override
    public String toString() {
        return "ListParameters[page " + page + "]";
    }
}
