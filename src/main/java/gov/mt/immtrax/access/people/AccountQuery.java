package gov.mt.immtrax.access.people;

import gov.mt.immtrax.access.people.departure.Leaving;
import java.util.Optional;
import java.util.Set;

/**
 * Which accounts to find, and their order.
 *
 * @param supervisor normalized address of the supervisor whose people to find; empty for all accounts
 * @param leaving whom this supervisor has left, and who are not found
 * @param without addresses of people who are not found: a deputy does not act for themselves, nor for the supervisor
 * @param find search text; never blank
 */
public record AccountQuery(
        Optional<String> supervisor,
        Leaving leaving,
        Set<String> without,
        Optional<String> find,
        Optional<AccountFilter> filter,
        AccountOrder order,
        boolean descending) {

    public AccountQuery(
            Optional<String> supervisor,
            Leaving leaving,
            Optional<String> find,
            Optional<AccountFilter> filter,
            AccountOrder order,
            boolean descending) {
        this(supervisor, leaving, Set.of(), find, filter, order, descending);
    }

    /** The same without some people, by normalized address. */
    public AccountQuery without(String... addresses) {
        return new AccountQuery(supervisor, leaving, Set.of(addresses), find, filter, order, descending);
    }

    /** A description for the audit trail, without the search text, which may name a person. */
    public String inWords() {
        String narrowed = filter.map(only -> ", " + only.word()).orElse("");
        return (find.isPresent() ? "by search" : "all") + narrowed;
    }

    @Override
    public String toString() {
        return "AccountQuery[" + inWords() + "]";
    }
}
