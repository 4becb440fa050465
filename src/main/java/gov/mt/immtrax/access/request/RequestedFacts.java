package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountFacts.Difference;
import gov.mt.immtrax.access.facility.Employers;
import gov.mt.immtrax.access.folding.Folding;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an account says once a request for it is provisioned. A change of permissions also corrects the facts, if the
 * account's own supervisor requests it; whoever else does changes only what the access is.
 */
public final class RequestedFacts {

    private static final Set<String> CONTACT = Set.of("phoneNumber", "jobTitle");

    private RequestedFacts() {}

    /** The facts of an account that is opened, reactivated or moved. */
    public static AccountFacts of(AccessRequest request, String username, @Nullable String agreement) {
        return new AccountFacts(
                username,
                request.legalFirstName(),
                request.legalLastName(),
                request.emailAddress(),
                request.employer(),
                request.locationName(),
                request.accessLevel(),
                request.vfcPin(),
                request.supervisorName(),
                request.supervisorAddress(),
                agreement,
                request.endDate(),
                request.phoneNumber(),
                request.jobTitle());
    }

    /** The facts of an account that is changed, with its former ones where the request says nothing. */
    public static AccountFacts of(AccessRequest request, AccountFacts before, @Nullable String agreement) {
        if (request.requestType() != RequestType.PERMISSIONS_CHANGE) {
            return of(request, before.username(), agreement).with(contact(request, before));
        }
        Map<String, @Nullable String> asked = new LinkedHashMap<>();
        asked.put("accessLevel", request.accessLevel().name());
        asked.put("agreementRequest", agreement);
        asked.put("endDate", text(request.keepsEndDate() ? before.endDate() : request.endDate()));
        if (before.emailAddress() == null) {
            asked.put("emailAddress", request.emailAddress());
        }
        if (mayCorrect(request, before)) {
            asked.putAll(corrected(request, before));
        }
        return before.with(asked);
    }

    /**
     * Another address of the user, which counts once somebody has logged in with it. The form of a known account has a
     * field for it; otherwise the one field for the address says it.
     */
    public static Optional<String> newEmailAddress(AccessRequest request, AccountFacts before) {
        if (request.requestType() != RequestType.PERMISSIONS_CHANGE
                || before.emailAddress() == null
                || !mayCorrect(request, before)) {
            return Optional.empty();
        }
        return Optional.ofNullable(request.account() == null ? request.emailAddress() : request.newEmailAddress())
                .filter(address -> !address.equals(before.emailAddress()))
                .filter(address -> !address.equals(request.supervisorAddress()));
    }

    /** What the account would say that it does not say today; a phone number or job title that nobody knew is none. */
    public static List<Difference> corrections(AccessRequest request, AccountFacts before) {
        return before.differencesTo(of(request, before, before.agreementRequest())).stream()
                .filter(it -> !it.field().startsWith("supervisor"))
                .filter(it -> request.account() != null || it.before() != null || !CONTACT.contains(it.field()))
                .toList();
    }

    /** Whether both names would be others. */
    public static boolean namesAnother(AccessRequest request, AccountFacts before) {
        return namesAnother(before, of(request, before, before.agreementRequest()));
    }

    /** Whether both names are others, which is more than a marriage changes. */
    public static boolean namesAnother(AccountFacts before, AccountFacts after) {
        return !Folding.NAME.same(before.firstName(), after.firstName())
                && !Folding.NAME.same(before.lastName(), after.lastName());
    }

    /** Whether the employer would be another one. */
    public static boolean changesEmployer(AccessRequest request, AccountFacts before, Employers employers) {
        return changesEmployer(before, of(request, before, before.agreementRequest()), employers);
    }

    /** Whether the employer is another one, and not another name of the same. */
    public static boolean changesEmployer(AccountFacts before, AccountFacts after, Employers employers) {
        return !employers.same(before.employer(), before.locationName(), after.employer(), after.locationName());
    }

    /** The account's supervisor may, and whoever takes over one without a supervisor, which registry staff approve. */
    private static boolean mayCorrect(AccessRequest request, AccountFacts before) {
        return before.supervisorAddress() == null || before.supervisorAddress().equals(request.supervisorAddress());
    }

    private static Map<String, @Nullable String> corrected(AccessRequest request, AccountFacts before) {
        Map<String, @Nullable String> facts = new LinkedHashMap<>(contact(request, before));
        boolean shown = request.account() != null;
        facts.put("firstName", other(Folding.NAME, before.firstName(), request.legalFirstName(), shown));
        facts.put("lastName", other(Folding.NAME, before.lastName(), request.legalLastName(), shown));
        facts.put("employer", other(Folding.ORGANIZATION, before.employer(), request.employer(), shown));
        facts.put("locationName", other(Folding.ORGANIZATION, before.locationName(), request.locationName(), shown));
        facts.put("vfcPin", shown || request.vfcPin() != null ? request.vfcPin() : before.vfcPin());
        facts.put("supervisorName", request.supervisorName());
        facts.put("supervisorAddress", request.supervisorAddress());
        return facts;
    }

    /** Typed from memory, the same in other letters is no correction; changed on the form that shows it, it is. */
    private static String other(Folding kind, String before, String requested, boolean shown) {
        return !shown && kind.same(before, requested) ? before : requested;
    }

    /** Phone number and job title, which the form of a known account need not repeat. */
    private static Map<String, @Nullable String> contact(AccessRequest request, AccountFacts before) {
        Map<String, @Nullable String> facts = new LinkedHashMap<>();
        facts.put("phoneNumber", request.phoneNumber() == null ? before.phoneNumber() : request.phoneNumber());
        facts.put("jobTitle", request.jobTitle() == null ? before.jobTitle() : request.jobTitle());
        return facts;
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
