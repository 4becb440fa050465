package gov.mt.immtrax.access.people.departure;

import static gov.mt.immtrax.access.number.CaseKind.SUPERVISOR_DEPARTURE;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountChangeType;
import gov.mt.immtrax.access.account.AccountEvent;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.engine.ServiceAuthority;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.number.CaseNumberGenerator;
import gov.mt.immtrax.access.people.process.SupervisorDepartureProcess;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The steps of {@code supervisor-departure.bpmn}, and what starts and settles it. Rows are locked in the order of the
 * house, accounts before departures.
 */
@Service
public class DepartureService {

    /** Supervisors who are looked at in one transaction of the daily check. */
    static final int AT_ONCE = 100;

    private static final String OVERDUE_MAIL = "replacement-overdue-lead";

    private static final Set<AccountChangeType> LEAVES = Set.of(AccountChangeType.INACTIVATED, AccountChangeType.MOVED);
    private static final Set<AccountChangeType> GETS_SUPERVISOR = Set.of(
            AccountChangeType.OPENED,
            AccountChangeType.REACTIVATED,
            AccountChangeType.CHANGED,
            AccountChangeType.MOVED);

    private final SupervisorDepartures left;
    private final DepartureRepository departures;
    private final AccountRegister register;
    private final CaseNumberGenerator numbers;
    private final Mails mails;
    private final RuntimeService engine;
    private final ServiceAuthority authority;

    DepartureService(
            SupervisorDepartures left,
            DepartureRepository departures,
            AccountRegister register,
            CaseNumberGenerator numbers,
            Mails mails,
            RuntimeService engine,
            ServiceAuthority authority) {
        this.left = left;
        this.departures = departures;
        this.register = register;
        this.numbers = numbers;
        this.mails = mails;
        this.engine = engine;
        this.authority = authority;
    }

    /**
     * Step "Find people": opens or settles the departure. Locks all accounts of the supervisor, so that of two ends at
     * one moment one asks.
     *
     * @param account of the supervisor
     * @return whether registry staff have to replace the supervisor
     */
    @Transactional
    public boolean findPeople(String number, String account) {
        Optional<Departure> known = departures.find(number);
        String address = known.map(Departure::address)
                .orElseGet(() -> register.get(account).facts().emailAddress());
        if (address == null) {
            return false;
        }
        register.lockAll(
                register.ofPerson(address).stream().map(Account::number).toList());
        boolean needed = !left.leftBy(address).isEmpty();
        if (known.isPresent()) {
            mails.withdrawSuperseded(SUPERVISOR_DEPARTURE.of(number), OVERDUE_MAIL);
            if (needed) {
                departures.askAgain(number);
            } else {
                departures.settle(number);
            }
            return needed;
        }
        if (!needed || departures.open(address).isPresent()) {
            return false;
        }
        departures.open(number, address);
        return true;
    }

    /** Step "Escalate replacement": notifies the help desk lead that people are still without a supervisor. */
    @Transactional
    public void escalate(String number) {
        departures.escalate(number);
        mails.postInstead(OVERDUE_MAIL, Audience.HELP_DESK_LEAD, SUPERVISOR_DEPARTURE.of(number));
    }

    /** A supervisor has another address, which is who they are. */
    @Transactional
    public void followSupervisor(String before, String now) {
        departures.followSupervisor(before, now);
    }

    /** When a departure was last escalated; UTC. */
    @Transactional(readOnly = true)
    public Instant escalatedAt(String number) {
        return Objects.requireNonNull(departures.get(number).escalatedAt());
    }

    /**
     * Looks at the next supervisors who may have left, for whatever ended before this service looked, or without an
     * event.
     *
     * @param after the last address of the piece before; empty at first
     * @return the last address of this piece; empty if there are no more
     */
    @Transactional
    public Optional<String> askAboutSome(String after) {
        List<String> candidates = departures.candidates(after, AT_ONCE);
        candidates.stream().filter(address -> !left.leftBy(address).isEmpty()).forEach(this::ask);
        return candidates.isEmpty() ? Optional.empty() : Optional.of(candidates.get(candidates.size() - 1));
    }

    /** Runs last in the transaction of each change of an account, when all of it is written. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(AccountEvent event) {
        authority.run(() -> look(event));
    }

    private void look(AccountEvent event) {
        Account account = register.get(event.number());
        String user = account.facts().emailAddress();
        String supervisor = account.facts().supervisorAddress();
        departures.lockConcernedBy(event.number(), user, supervisor).stream()
                .filter(departure -> left.leftBy(departure.address()).isEmpty())
                .forEach(departure -> engine.createMessageCorrelation(SupervisorDepartureProcess.DEPARTURE_SETTLED)
                        .processInstanceBusinessKey(departure.number())
                        .correlateAll());
        if (user != null && LEAVES.contains(event.type()) && departures.answersForSomebody(user)) {
            ask(event.number(), user);
        }
        if (supervisor != null
                && account.isActive()
                && GETS_SUPERVISOR.contains(event.type())
                && left.hasSupervisorLeft(account)) {
            ask(supervisor);
        }
    }

    private void ask(String supervisor) {
        register.ofPerson(supervisor).stream().findFirst().ifPresent(account -> ask(account.number(), supervisor));
    }

    /** What is found only counts after this transaction, so that another one at the same moment is not missed. */
    private void ask(String account, String supervisor) {
        if (departures.open(supervisor).isEmpty()) {
            engine.startProcessInstanceByKey(
                    SupervisorDepartureProcess.KEY,
                    numbers.next(SUPERVISOR_DEPARTURE),
                    Map.of("accountNumber", account));
        }
    }
}
