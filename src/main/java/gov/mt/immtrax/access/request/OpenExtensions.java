package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.ExtensionLookup;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds open requests for a later end date, or for none. Only one of the account's own supervisor counts, because typed
 * text is no authority.
 */
@Component
class OpenExtensions implements ExtensionLookup {

    private final AccessRequestRepository requests;
    private final BusinessCalendar calendar;
    private final Clock clock;

    OpenExtensions(AccessRequestRepository requests, BusinessCalendar calendar, Clock clock) {
        this.requests = requests;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public Optional<Extension> openFor(Account account) {
        AccountFacts facts = account.facts();
        return facts.endDate() == null || facts.emailAddress() == null
                ? Optional.empty()
                : requests.openFor(List.of(facts.emailAddress())).stream()
                        .filter(request -> extendsAccess(request, account))
                        .map(request -> new Extension(request.number(), request.endDate(), dueAt(request)))
                        .findFirst();
    }

    /** A change that the help desk has confirmed takes effect on its start date, or now if the service was off then. */
    private @Nullable Instant dueAt(AccessRequest request) {
        if (request.status() != RequestStatus.AWAITING_START) {
            return request.dueAt();
        }
        Instant start = calendar.opening(request.startDate());
        return start.isAfter(clock.instant()) ? start : clock.instant();
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
