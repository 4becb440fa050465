package gov.mt.immtrax.access.people;

import java.util.Optional;
import java.util.Set;

/**
 * Which accounts to find, and their order.
 *
 * @param supervisor normalized address of the supervisor whose people to find; empty for all accounts
 * @param left numbers of the accounts whose supervisor has left: their own list leaves them out, others mark them
 * @param without addresses of people who are not found: a deputy does not act for themselves, nor for the supervisor
 * @param find search text; never blank
 */
public record AccountQuery(
        Optional<String> supervisor,
        Set<String> left,
        Set<String> without,
        Optional<String> find,
        Optional<AccountFilter> filter,
        AccountOrder order,
        boolean descending) {

    public AccountQuery(
            Optional<String> supervisor,
            Set<String> left,
            Optional<String> find,
            Optional<AccountFilter> filter,
            AccountOrder order,
            boolean descending) {
        this(supervisor, left, Set.of(), find, filter, order, descending);
    }

    /** The same without some people, by normalized address. */
    public AccountQuery without(String... addresses) {
        return new AccountQuery(supervisor, left, Set.of(addresses), find, filter, order, descending);
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
