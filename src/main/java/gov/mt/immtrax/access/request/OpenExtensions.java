package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.ExtensionLookup;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Finds open requests for a later end date, or for none. Only one of the account's own supervisor counts, because typed
 * text is no authority.
 */
@Component
class OpenExtensions implements ExtensionLookup {

    private final AccessRequestRepository requests;

    OpenExtensions(AccessRequestRepository requests) {
        this.requests = requests;
    }

    @Override
    public Optional<Extension> openFor(Account account) {
        AccountFacts facts = account.facts();
        return facts.endDate() == null || facts.emailAddress() == null
                ? Optional.empty()
                : requests.openFor(List.of(facts.emailAddress())).stream()
                        .filter(request -> extendsAccess(request, account))
                        .map(request -> new Extension(request.number(), request.endDate(), request.dueAt()))
                        .findFirst();
    }

    private static boolean extendsAccess(AccessRequest request, Account account) {
        LocalDate end = request.endDate();
        boolean later = end == null
                ? !request.keepsEndDate()
                : end.isAfter(account.facts().endDate());
        return request.requestType() == RequestType.PERMISSIONS_CHANGE
                && later
                && request.supervisorAddress().equals(account.facts().supervisorAddress())
                && (request.account() == null || request.account().equals(account.number()));
    }
}
