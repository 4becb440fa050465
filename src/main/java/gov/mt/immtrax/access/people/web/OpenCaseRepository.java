package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.people.AccountRow;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds the cases about accounts, so that nothing is requested twice. */
@Component
class OpenCaseRepository {

    private static final Comparator<OpenCase> NEWEST_FIRST =
            Comparator.comparing(OpenCase::at).thenComparing(OpenCase::number).reversed();

    private final AccessRequestRepository requests;
    private final AccessDeletionRepository deletions;
    private final BusinessCalendar calendar;
    private final Clock clock;

    OpenCaseRepository(
            AccessRequestRepository requests,
            AccessDeletionRepository deletions,
            BusinessCalendar calendar,
            Clock clock) {
        this.requests = requests;
        this.deletions = deletions;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * The open cases about each account of a list, by account number; three statements for all of them. An open request
     * of somebody else is not the reader's business until it is confirmed for the account.
     */
    public Map<String, OpenCases> underWay(List<AccountRow> rows, Person reader) {
        List<String> addresses = rows.stream()
                .map(AccountRow::emailAddress)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<AccessRequest> open = requests.openFor(addresses);
        List<AccessDeletion> ends =
                deletions.openAbout(rows.stream().map(AccountRow::number).toList(), addresses);
        Map<String, AccessRequest> planned =
                requests.plannedFor(rows.stream().map(AccountRow::number).toList());
        LocalDate today = calendar.dateOf(clock.instant());
        Map<String, OpenCases> all = new HashMap<>();
        rows.forEach(row -> all.put(
                row.number(),
                new OpenCases(Stream.concat(
                                Stream.concat(
                                                Stream.ofNullable(planned.get(row.number())),
                                                open.stream()
                                                        .filter(it -> it.emailAddress()
                                                                .equals(row.emailAddress()))
                                                        .filter(it -> OpenCase.mayRead(it, reader)))
                                        .collect(Collectors.toMap(
                                                AccessRequest::number,
                                                it -> it,
                                                (one, same) -> one,
                                                LinkedHashMap::new))
                                        .values()
                                        .stream()
                                        .map(it -> OpenCase.of(it, reader, today)),
                                ends.stream()
                                        .filter(it -> row.number().equals(it.account())
                                                || it.emailAddress().equals(row.emailAddress()))
                                        .map(it -> OpenCase.of(it, row.number(), reader, today)))
                        .toList())));
        return all;
    }

    /** All cases about one account, open or closed, newest first. */
    public List<OpenCase> about(Account account, Person reader) {
        String user = account.facts().emailAddress();
        LocalDate today = calendar.dateOf(clock.instant());
        return Stream.concat(
                        requests.about(account.number(), user).stream().map(it -> OpenCase.of(it, reader, today)),
                        deletions.about(account.number(), user).stream()
                                .map(it -> OpenCase.of(it, account.number(), reader, today)))
                .sorted(NEWEST_FIRST)
                .toList();
    }
}
