package gov.mt.immtrax.access.deputy;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.DepartureLookup;
import gov.mt.immtrax.access.facility.Employers;
import gov.mt.immtrax.access.facility.FacilityKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Whether the register knows somebody at an employer of an official: by an active account of their own, or because they
 * still answer for one, at an employer where the official answers for people.
 */
@Component
class SameClinic {

    private final AccountRegister register;
    private final DepartureLookup departures;
    private final Employers employers;

    SameClinic(AccountRegister register, DepartureLookup departures, Employers employers) {
        this.register = register;
        this.departures = departures;
        this.employers = employers;
    }

    /** Whether an official answers for an active account of somebody else; addresses are normalized. */
    boolean answersForSomebody(String official) {
        return !people(official).isEmpty();
    }

    /** The official's name as their people's accounts have it; a login may have none. */
    Optional<String> nameOf(String official) {
        return people(official).stream()
                .map(it -> it.facts().supervisorName())
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Whether an official answers for any account, left or not. */
    boolean answersStill(String official) {
        return !register.ofSupervisor(official).isEmpty();
    }

    boolean knows(String address, String official) {
        return knows(address, people(official));
    }

    /** The same, for an official who may have left: their people still wait for another one. */
    boolean stillKnows(String address, String official) {
        return knows(address, register.ofSupervisor(official));
    }

    private boolean knows(String address, List<Account> people) {
        Collection<Account> places = places(people.stream());
        return places(Stream.concat(register.ofPerson(address).stream(), people(address).stream())).stream()
                .anyMatch(one -> places.stream().anyMatch(other -> isSame(one, other)));
    }

    private boolean isSame(Account one, Account other) {
        return employers.same(
                one.facts().employer(),
                one.facts().locationName(),
                other.facts().employer(),
                other.facts().locationName());
    }

    /** One active account for each place, so that the directory is asked once about it. */
    private static Collection<Account> places(Stream<Account> accounts) {
        Map<FacilityKey, Account> places = new LinkedHashMap<>();
        accounts.filter(Account::isActive)
                .forEach(it -> places.putIfAbsent(
                        FacilityKey.of(it.facts().employer(), it.facts().locationName()), it));
        return places.values();
    }

    private List<Account> people(String official) {
        return departures.stillOf(official).stream()
                .filter(Account::isActive)
                .filter(it -> !Objects.equals(it.facts().emailAddress(), official))
                .toList();
    }
}
