package gov.mt.immtrax.access.people;

import java.util.Optional;

/**
 * Which accounts are asked for, in which order.
 *
 * @param supervisor normalized address of the one whose people are meant; empty for everybody's
 * @param find what somebody typed to find one; never blank
 */
public record AccountQuery(
        Optional<String> supervisor,
        Optional<String> find,
        Optional<AccountFilter> filter,
        AccountOrder order,
        boolean descending) {

    /** What was looked for, without whom: for the audit trail. */
    public String inWords() {
        String narrowed = filter.map(only -> ", " + only.word()).orElse("");
        return (find.isPresent() ? "by search" : "all") + narrowed;
    }

    @Override
    public String toString() {
        return "AccountQuery[" + inWords() + "]";
    }
}
