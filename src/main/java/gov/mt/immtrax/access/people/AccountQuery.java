package gov.mt.immtrax.access.people;

import gov.mt.immtrax.access.people.departure.Leaving;
import java.util.Optional;

/**
 * Which accounts to find, and their order.
 *
 * @param supervisor normalized address of the supervisor whose people to find; empty for all accounts
 * @param leaving whom this supervisor has left, and who are not found
 * @param find search text; never blank
 */
public record AccountQuery(
        Optional<String> supervisor,
        Leaving leaving,
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
