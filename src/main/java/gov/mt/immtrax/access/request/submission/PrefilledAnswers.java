package gov.mt.immtrax.access.request.submission;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.deputy.ActsFor;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.RequestForm;
import gov.mt.immtrax.access.request.RequestType;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Prefills the form for a supervisor who requests something for one of their people, with values from the register and
 * from their last request.
 */
@Component
public class PrefilledAnswers {

    private static final Set<String> ALWAYS_ANEW =
            Set.of("requestType", "account", "startDate", "endDate", "justification");

    private final AccountRegister register;
    private final ActsFor actsFor;
    private final AccessRequestRepository requests;
    private final BusinessCalendar calendar;
    private final Clock clock;

    PrefilledAnswers(
            AccountRegister register,
            ActsFor actsFor,
            AccessRequestRepository requests,
            BusinessCalendar calendar,
            Clock clock) {
        this.register = register;
        this.actsFor = actsFor;
        this.requests = requests;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * An account that the requester acts for; empty if it does not exist, is someone else's, or the supervisor has
     * left.
     */
    public Optional<Account> own(String account) {
        return register.find(account).filter(actsFor::takeUp);
    }

    /** The request type for an account: another level if it is active, otherwise its reactivation. */
    public static RequestType typeFor(Account account) {
        return account.isActive() ? RequestType.PERMISSIONS_CHANGE : RequestType.NEW_ACCESS;
    }

    /**
     * Values for a request about this account: the person and the requester. What is requested must be entered again.
     */
    public Map<String, Object> about(Account account, Person requester) {
        RequestType type = typeFor(account);
        Map<String, Object> values = new LinkedHashMap<>(settled(account, type));
        values.put("requestType", type.name());
        values.put("account", account.number());
        AccountFacts facts = account.facts();
        values.putAll(facts(account));
        values.put("supervisorName", facts.supervisorName());
        if (type == RequestType.NEW_ACCESS) {
            values.put("accessLevel", facts.accessLevel().name());
        } else {
            values.put("endDate", Objects.toString(facts.endDate(), null));
        }
        last(account, requester).ifPresent(request -> values.put("supervisorJobTitle", request.supervisorJobTitle()));
        return values;
    }

    /** Values for a request that corrects what this account says, and leaves the access as it is. */
    public Map<String, Object> correcting(Account account, Person requester) {
        Map<String, Object> values = about(account, requester);
        values.put("phoneNumber", account.facts().phoneNumber());
        values.put("jobTitle", account.facts().jobTitle());
        values.put("accessLevel", account.facts().accessLevel().name());
        values.put("startDate", calendar.dateOf(clock.instant()).toString());
        return values;
    }

    /** Values for a request about the person of an account that moves to another employer. All fields are shown. */
    public Map<String, Object> aboutPersonOf(Account account, Person requester) {
        AccountFacts facts = account.facts();
        Map<String, Object> values =
                last(account, requester).map(RequestForm::values).orElseGet(LinkedHashMap::new);
        values.keySet().removeAll(ALWAYS_ANEW);
        values.put("legalFirstName", facts.firstName());
        values.put("legalLastName", facts.lastName());
        values.put("emailAddress", facts.emailAddress());
        values.put("hadPriorAccess", "YES");
        values.put("employer", facts.employer());
        values.put("locationName", facts.locationName());
        values.put("vfcPin", facts.vfcPin());
        values.put("accessLevel", facts.accessLevel().name());
        values.put("supervisorName", facts.supervisorName());
        return values;
    }

    /**
     * Values that cannot be changed in a request about this account. A change of permissions may correct all but the
     * email address, which says who the person is; another field has the new one. A reactivation is for the same person
     * at the same employer. If the register has no email address, the form asks for it.
     */
    public static Map<String, String> settled(Account account, RequestType type) {
        AccountFacts facts = account.facts();
        Map<String, String> settled = new LinkedHashMap<>();
        if (facts.emailAddress() != null) {
            settled.put("emailAddress", facts.emailAddress());
        }
        if (type != RequestType.PERMISSIONS_CHANGE) {
            settled.put("legalFirstName", facts.firstName());
            settled.put("legalLastName", facts.lastName());
            settled.put("employer", facts.employer());
        }
        return settled;
    }

    /** What a change of permissions can correct; the form of another level shows it and lets it be. */
    public static Map<String, @Nullable String> facts(Account account) {
        AccountFacts facts = account.facts();
        Map<String, @Nullable String> known = new LinkedHashMap<>();
        known.put("legalFirstName", facts.firstName());
        known.put("legalLastName", facts.lastName());
        known.put("employer", facts.employer());
        known.put("locationName", facts.locationName());
        known.put("vfcPin", facts.vfcPin());
        return known;
    }

    private Optional<AccessRequest> last(Account account, Person requester) {
        return requests.lastAbout(account.number(), account.facts().emailAddress(), requester.address());
    }
}
