package gov.mt.immtrax.access.people.departure;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.DepartureLookup;
import gov.mt.immtrax.access.facility.ClinicNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says who has left the people they answer for. It is read from the register each time: a supervisor has left an
 * employer if their access there ended or moved, and every employer if they have no access at all any more. It counts
 * for the people they answered for then. Who never had access of their own has not left. What registry staff said since
 * counts more than the register.
 */
@Component
public class SupervisorDepartures implements DepartureLookup {

    /** Message key: somebody who left cannot take over. */
    public static final String LEFT_TOO = "people.rule.leftToo";

    /**
     * A departure about which registry staff are asked, or were.
     *
     * @param supervisor normalized address
     * @param note why nobody has taken over yet; null, like the instant, if nobody said so
     * @param since UTC
     */
    public record Waiting(
            String supervisor,
            @Nullable String note,
            @Nullable Instant since) {

        @Override
        public String toString() {
            return "Waiting[" + since + "]";
        }
    }

    private final AccountRegister register;
    private final DepartureRepository departures;
    private final ClinicNames names;

    SupervisorDepartures(AccountRegister register, DepartureRepository departures, ClinicNames names) {
        this.register = register;
        this.names = names;
        this.departures = departures;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean hasSupervisorLeft(Account account) {
        return leavingOf(account).isFrom(account);
    }

    @Override
    @Transactional(readOnly = true)
    public boolean hadSupervisorLeft(Account account, Instant moment) {
        return leavingOf(account).wasFrom(account, moment);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Account> stillOf(String supervisor) {
        Leaving leaving = leaving(supervisor);
        return register.ofSupervisor(supervisor).stream()
                .filter(account -> !leaving.isFrom(account))
                .toList();
    }

    private Leaving leavingOf(Account account) {
        String supervisor = account.facts().supervisorAddress();
        return leaving(supervisor == null ? "" : supervisor);
    }

    /**
     * Whether somebody who is to answer for people has left one of their employers, or has no access any more.
     *
     * @param address normalized
     */
    @Transactional(readOnly = true)
    public boolean hasLeftAny(String address, List<Account> people) {
        Leaving leaving = leaving(address);
        return people.stream()
                .map(Account::facts)
                .anyMatch(it -> leaving.isFrom(it.employer(), it.locationName(), null));
    }

    /** The departure with this number; empty if there is none. */
    @Transactional(readOnly = true)
    public Optional<Waiting> find(String number) {
        return departures
                .find(number)
                .map(it -> it.outcome() == DepartureOutcome.WAITING
                        ? new Waiting(it.address(), it.note(), it.answeredAt())
                        : new Waiting(it.address(), null, null));
    }

    /** The active accounts of other people that a supervisor has left, by name. */
    @Transactional(readOnly = true)
    public List<Account> leftBy(String address) {
        Leaving leaving = leaving(address);
        return leaving.isNone()
                ? List.of()
                : register.ofSupervisor(address).stream()
                        .filter(Account::isActive)
                        .filter(leaving::isFrom)
                        .toList();
    }

    /**
     * Numbers of the accounts that a supervisor has left, active or not.
     *
     * @param address normalized
     */
    @Transactional(readOnly = true)
    public Set<String> accountsLeftBy(String address) {
        Leaving leaving = leaving(address);
        return leaving.isNone()
                ? Set.of()
                : register.ofSupervisor(address).stream()
                        .filter(leaving::isFrom)
                        .map(Account::number)
                        .collect(toSet());
    }

    /** Numbers of the active accounts whose supervisor left and has to be replaced; a few statements for all. */
    @Transactional(readOnly = true)
    public Set<String> accountsToReassign() {
        List<String> asked = departures.openAddresses();
        Map<String, Leaving> leavings = leavings(asked);
        return asked.isEmpty()
                ? Set.of()
                : register.ofSupervisors(asked).stream()
                        .filter(Account::isActive)
                        .filter(account -> Objects.requireNonNull(
                                        leavings.get(account.facts().supervisorAddress()))
                                .isFrom(account))
                        .map(Account::number)
                        .collect(toSet());
    }

    /** @param address normalized */
    @Transactional(readOnly = true)
    public Leaving leaving(String address) {
        return Objects.requireNonNull(leavings(List.of(address)).get(address));
    }

    /** By address; the one place that says who has left. */
    private Map<String, Leaving> leavings(Collection<String> addresses) {
        if (addresses.isEmpty()) {
            return Map.of();
        }
        Map<String, List<Leaving.Left>> left = departures.ended(addresses);
        departures
                .moves(addresses)
                .forEach((address, moves) ->
                        left.computeIfAbsent(address, it -> new ArrayList<>()).addAll(moves));
        departures
                .keptAt(left.keySet())
                .forEach((address, kept) -> Objects.requireNonNull(left.get(address))
                        .removeIf(it -> it.at() == null || !it.at().isAfter(kept)));
        left.values().removeIf(List::isEmpty);
        if (left.isEmpty()) {
            return addresses.stream().distinct().collect(toMap(it -> it, it -> Leaving.NONE));
        }
        Map<String, List<Leaving.Place>> there = departures.places(left.keySet());
        Map<String, Instant> since = departures.since(left.keySet());
        ClinicNames.Today today = names.ofAll();
        return addresses.stream()
                .distinct()
                .collect(toMap(
                        it -> it,
                        it -> new Leaving(
                                there.getOrDefault(it, List.of()), left.getOrDefault(it, List.of()), since, today)));
    }
}
