package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.people.AccountFilter;
import gov.mt.immtrax.access.people.AccountOrder;
import gov.mt.immtrax.access.people.AccountQuery;
import gov.mt.immtrax.access.people.departure.Leaving;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query parameters of a list. Unknown values are ignored. */
record ListParameters(
        @Nullable String find,
        @Nullable String filter,
        @Nullable String sort,
        @Nullable String dir,
        @Nullable Integer page) {

    private static final String DOWN = "down";

    /** All accounts. */
    AccountQuery query() {
        return query(Optional.empty(), Leaving.NONE, AccountOrder.OF_ALL);
    }

    /**
     * The people of a supervisor.
     *
     * @param supervisor normalized address
     * @param leaving whom the supervisor has left
     */
    AccountQuery query(String supervisor, Leaving leaving) {
        return query(Optional.of(supervisor), leaving, AccountOrder.OF_MINE);
    }

    /** @param orders the allowed sort columns; the first one is the default */
    private AccountQuery query(Optional<String> supervisor, Leaving leaving, List<AccountOrder> orders) {
        return new AccountQuery(
                supervisor,
                leaving,
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
