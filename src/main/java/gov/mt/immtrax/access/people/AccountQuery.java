package gov.mt.immtrax.access.people;

import java.util.Optional;
import java.util.Set;

/**
 * Which accounts to find, and their order.
 *
 * @param supervisor normalized address of the supervisor whose people to find; empty for all accounts
 * @param left numbers of the accounts whose supervisor has left: their own list leaves them out, others mark them
 * @param find search text; never blank
 */
public record AccountQuery(
        Optional<String> supervisor,
        Set<String> left,
        Optional<String> find,
        Optional<AccountFilter> filter,
        AccountOrder order,
        boolean descending) {

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
