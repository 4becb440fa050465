package gov.mt.immtrax.access.request.likely;

import gov.mt.immtrax.access.account.Account;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The dates of birth in earlier requests, which are nowhere else.
 *
 * @param known by number of the account that a request set up or changed, or of the request that its agreement was
 *     signed for
 */
record BirthDates(Map<String, Set<LocalDate>> known) {

    /** More than one if requests contradict each other; empty if no request says it. */
    Collection<LocalDate> of(Account account) {
        return Stream.of(account.number(), String.valueOf(account.facts().agreementRequest()))
                .flatMap(number -> known.getOrDefault(number, Set.of()).stream())
                .collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return "BirthDates";
    }
}
