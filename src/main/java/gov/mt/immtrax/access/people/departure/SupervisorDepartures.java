package gov.mt.immtrax.access.people.departure;

import static java.util.stream.Collectors.toSet;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.DepartureLookup;
import gov.mt.immtrax.access.folding.Folding;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says who has left the people they answer for. It is read from the register each time: a supervisor has left an
 * employer if their access there ended or moved, and every employer if they have no access at all any more. Who never
 * had access of their own has not left. What registry staff said since counts more than the register.
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

    SupervisorDepartures(AccountRegister register, DepartureRepository departures) {
        this.register = register;
        this.departures = departures;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean hasSupervisorLeft(Account account) {
        return leavingOf(account).isFrom(account.facts().employer());
    }

    @Override
    @Transactional(readOnly = true)
    public boolean hadSupervisorLeft(Account account, Instant moment) {
        Leaving leaving = leavingOf(account);
        return leaving.isFrom(account.facts().employer())
                && (leaving.at() == null || leaving.at().isBefore(moment));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Account> stillOf(String supervisor) {
        Leaving leaving = leaving(supervisor);
        return register.ofSupervisor(supervisor).stream()
                .filter(account -> !isLeft(account, leaving))
                .toList();
    }

    /** Nobody leaves themselves. */
    private static boolean isLeft(Account account, Leaving leaving) {
        AccountFacts facts = account.facts();
        return !Objects.equals(facts.supervisorAddress(), facts.emailAddress()) && leaving.isFrom(facts.employer());
    }

    private Leaving leavingOf(Account account) {
        String supervisor = account.facts().supervisorAddress();
        return supervisor == null || supervisor.equals(account.facts().emailAddress())
                ? Leaving.NONE
                : leaving(supervisor);
    }

    /**
     * Whether somebody who is to answer for people has left one of their employers, or has no access any more.
     *
     * @param address normalized
     */
    @Transactional(readOnly = true)
    public boolean hasLeftAny(String address, List<Account> people) {
        Leaving leaving = leaving(address);
        return !leaving.isNone()
                && people.stream()
                        .anyMatch(account -> leaving.isFrom(account.facts().employer()));
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
                        .filter(account -> isLeft(account, leaving))
                        .toList();
    }

    /** @param address normalized */
    @Transactional(readOnly = true)
    public Leaving leaving(String address) {
        List<Account> own = register.ofPerson(address);
        if (own.isEmpty()) {
            return Leaving.NONE;
        }
        Optional<Instant> kept = departures.keptAt(address);
        List<Account> active = own.stream().filter(Account::isActive).toList();
        List<Account> ended = own.stream()
                .filter(account -> !account.isActive())
                .filter(account -> kept.isEmpty() || isAfter(account.inactivatedAt(), kept.get()))
                .toList();
        List<DepartureRepository.Move> moves = departures
                .moves(active.stream().map(Account::number).toList())
                .stream()
                .filter(move -> kept.isEmpty() || isAfter(move.at(), kept.get()))
                .toList();
        Set<String> there = active.stream().map(SupervisorDepartures::employer).collect(toSet());
        Set<String> left = Stream.concat(
                        ended.stream().map(SupervisorDepartures::employer),
                        moves.stream().map(move -> Folding.ORGANIZATION.key(move.employer())))
                .filter(employer -> !there.contains(employer))
                .collect(toSet());
        Instant at = Stream.concat(
                        ended.stream().map(Account::inactivatedAt),
                        moves.stream().map(DepartureRepository.Move::at))
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        return new Leaving(active.isEmpty() && !ended.isEmpty(), left, at);
    }

    private static boolean isAfter(@Nullable Instant at, Instant kept) {
        return at != null && at.isAfter(kept);
    }

    private static String employer(Account account) {
        return Folding.ORGANIZATION.key(account.facts().employer());
    }
}
