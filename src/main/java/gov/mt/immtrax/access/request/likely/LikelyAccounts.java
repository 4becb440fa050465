package gov.mt.immtrax.access.request.likely;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.Namesakes;
import gov.mt.immtrax.access.account.PersonName;
import gov.mt.immtrax.access.facility.Employers;
import gov.mt.immtrax.access.folding.EditDistance;
import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccountMatches;
import gov.mt.immtrax.access.request.Reactivations;
import gov.mt.immtrax.access.request.RequestType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Finds the accounts that are likely those of the person whom a request names, so that nobody gets a second one: those
 * with the same email address, and those with the same name, or one letter apart, and something else in common. If the
 * person is said to have had access and no account has their address, the name alone is enough.
 */
@Component
public class LikelyAccounts {

    /** Of a user name; one letter of a shorter one is too much of it. */
    private static final int SHORTEST_WITH_SLIP = 5;

    private final AccountMatches accounts;
    private final Namesakes namesakes;
    private final Reactivations reactivations;
    private final LikelyAccountRepository repository;
    private final Employers employers;

    LikelyAccounts(
            AccountMatches accounts,
            Namesakes namesakes,
            Reactivations reactivations,
            LikelyAccountRepository repository,
            Employers employers) {
        this.accounts = accounts;
        this.namesakes = namesakes;
        this.reactivations = reactivations;
        this.repository = repository;
        this.employers = employers;
    }

    /**
     * As the register is now, the most likely first. Empty if the account is certain and only an account in use can be
     * changed, so that no new one can be set up.
     */
    public List<LikelyAccount> of(AccessRequest request) {
        List<Account> known = accounts.known(request);
        if (isSettled(request)) {
            return List.of();
        }
        boolean nameIsEnough = saysPriorAccess(request) && known.isEmpty();
        Map<String, Account> found = Stream.concat(
                        known.stream(),
                        namesakes
                                .of(request.legalFirstName(), request.legalMiddleName(), request.legalLastName())
                                .stream())
                .collect(Collectors.toMap(Account::number, it -> it, (one, same) -> one, LinkedHashMap::new));
        BirthDates births = repository.birthDates(found.values());
        return found.values().stream()
                .map(account -> new LikelyAccount(account, likenesses(request, account, births), null))
                .filter(it -> nameIsEnough || known.contains(it.account()) || it.evidence() > 0)
                .sorted(Comparator.comparingLong(LikelyAccount::evidence).reversed())
                .toList();
    }

    /** What the help desk saw and said if it has set up the request, otherwise as the register is now. */
    public List<LikelyAccount> shown(AccessRequest request) {
        return request.status().canBeCorrected() ? of(request) : repository.of(request.number());
    }

    /** Whether the person is said to have had access, and no account of that name is known. */
    public boolean isUnknown(AccessRequest request, List<LikelyAccount> likely) {
        return likely.isEmpty() && saysPriorAccess(request) && !isSettled(request);
    }

    private boolean isSettled(AccessRequest request) {
        return request.requestType() != RequestType.NEW_ACCESS
                && accounts.settled(request).isPresent();
    }

    /** A request that names an account does not ask. */
    private static boolean saysPriorAccess(AccessRequest request) {
        return request.account() == null && request.hadPriorAccess().equals("YES");
    }

    private List<Likeness> likenesses(AccessRequest request, Account account, BirthDates births) {
        AccountFacts facts = account.facts();
        List<Likeness> found = new ArrayList<>();
        if (PersonName.same(request.legalFirstName(), request.legalLastName(), facts.firstName(), facts.lastName())) {
            found.add(Likeness.SAME_NAME);
        } else if (PersonName.almostSame(
                request.legalFirstName(),
                request.legalMiddleName(),
                request.legalLastName(),
                facts.firstName(),
                facts.lastName())) {
            found.add(Likeness.NAME_ONE_LETTER_APART);
        }
        if (request.emailAddress().equals(facts.emailAddress())) {
            found.add(Likeness.SAME_EMAIL_ADDRESS);
        }
        Collection<LocalDate> born = births.of(account);
        if (request.dateOfBirth() != null && !born.isEmpty()) {
            found.add(born.contains(request.dateOfBirth()) ? Likeness.SAME_BIRTH_DATE : Likeness.OTHER_BIRTH_DATE);
        }
        if (employers.same(request.employer(), request.locationName(), facts.employer(), facts.locationName())) {
            found.add(Likeness.SAME_EMPLOYER);
        }
        if (request.phoneNumber() != null
                && facts.phoneNumber() != null
                && withoutExtension(request.phoneNumber()).equals(withoutExtension(facts.phoneNumber()))) {
            found.add(Likeness.SAME_PHONE_NUMBER);
        }
        if (isOfName(facts.username(), request)) {
            found.add(Likeness.USERNAME_OF_NAME);
        }
        if (reactivations.covers(request, account)) {
            found.add(Likeness.AGREEMENT_ON_FILE);
        }
        return found;
    }

    private static String withoutExtension(String phone) {
        return phone.replaceFirst(" x.*", "");
    }

    /** First initial and last name, or the like; a number may follow. Long ones may be one letter apart. */
    private static boolean isOfName(String username, AccessRequest request) {
        String key = Folding.TEXT.key(username);
        String first = nameKey(request.legalFirstName());
        String last = nameKey(request.legalLastName());
        String initial = first.isEmpty() ? "" : first.substring(0, first.offsetByCodePoints(0, 1));
        return Stream.of(initial + last, last + initial, first + last).anyMatch(name -> begins(key, name));
    }

    private static String nameKey(String name) {
        return PersonName.NONE.equals(name) ? "" : Folding.NAME.key(name);
    }

    private static boolean begins(String username, String name) {
        int slips = name.length() < SHORTEST_WITH_SLIP ? 0 : 1;
        return IntStream.rangeClosed(name.length() - slips, name.length() + slips)
                .filter(length -> length <= username.length())
                .mapToObj(length -> username.substring(0, length))
                .anyMatch(beginning -> slips == 0 ? beginning.equals(name) : EditDistance.isAtMostOne(beginning, name));
    }
}
