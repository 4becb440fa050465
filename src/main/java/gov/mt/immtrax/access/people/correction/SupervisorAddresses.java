package gov.mt.immtrax.access.people.correction;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.EmailAddressChange;
import gov.mt.immtrax.access.account.EmailAddressProved;
import gov.mt.immtrax.access.account.PersonName;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.people.departure.DepartureService;
import gov.mt.immtrax.access.people.dispute.DisputeRepository;
import gov.mt.immtrax.access.people.handover.HandoverService;
import gov.mt.immtrax.access.request.SupervisorHandover;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A supervisor is known by the email address of their own account. When it gets another one, their people, open
 * requests and open cases follow at once, and the old address may do nothing for them any more.
 */
@Component
class SupervisorAddresses {

    private final AccountRegister register;
    private final SupervisorHandover handover;
    private final AccessDeletionRepository deletions;
    private final DisputeRepository disputes;
    private final DepartureService departures;
    private final HandoverService handovers;
    private final AuditTrail audit;

    SupervisorAddresses(
            AccountRegister register,
            SupervisorHandover handover,
            AccessDeletionRepository deletions,
            DisputeRepository disputes,
            DepartureService departures,
            HandoverService handovers,
            AuditTrail audit) {
        this.register = register;
        this.handover = handover;
        this.deletions = deletions;
        this.disputes = disputes;
        this.departures = departures;
        this.handovers = handovers;
        this.audit = audit;
    }

    /** Requests and deletions are locked before accounts, and all of the accounts at once. */
    @EventListener
    void on(EmailAddressProved proved) {
        handover.holdOpenOf(proved.oldAddress());
        deletions.holdOpenBy(proved.oldAddress());
        lockAccounts(proved.oldAddress());
    }

    /** The person's own accounts and those of their people. */
    private void lockAccounts(String address) {
        register.lockAll(Stream.concat(register.ofPerson(address).stream(), register.ofSupervisor(address).stream())
                .map(Account::number)
                .toList());
    }

    /** Nothing follows while somebody else has the old address too, because nobody can tell whose people they are. */
    @EventListener
    void on(EmailAddressChange change) {
        if (!change.counts()) {
            return;
        }
        lockAccounts(change.oldAddress());
        Account account = register.get(change.account());
        List<Account> others = register.ofPerson(change.oldAddress());
        if (!others.stream().allMatch(other -> isSamePerson(account, other))) {
            return;
        }
        String before = change.oldAddress();
        String now = change.newAddress();
        Cause cause = Cause.of(change.account());
        others.forEach(other -> register.change(other.number(), facts -> facts.withEmailAddress(now), cause));
        int requests = handover.followSupervisor(before, now);
        deletions.followSupervisor(before, now);
        disputes.followSupervisor(before, now);
        int accounts = register.followSupervisor(before, now, cause);
        departures.followSupervisor(before, now);
        handovers.followSupervisor(before, now);
        if (accounts + requests > 0) {
            audit.record(
                    AuditAction.SUPERVISOR_ADDRESS_CHANGED,
                    change.account(),
                    AuditResult.DONE,
                    accounts + " accounts, " + requests + " requests");
        }
    }

    private static boolean isSamePerson(Account one, Account other) {
        return Folding.FULL_NAME.same(
                PersonName.of(one.facts().firstName(), one.facts().lastName()),
                PersonName.of(other.facts().firstName(), other.facts().lastName()));
    }
}
