package gov.mt.immtrax.access.deputy;

import gov.mt.immtrax.access.account.AccountChangeType;
import gov.mt.immtrax.access.account.AccountEvent;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.EmailAddressChange;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Keeps deputyships in step with the accounts of officials and deputies. The deputyships of somebody whose own access
 * at the official's clinic ended or moved away end. Whom registry staff confirmed needs no access, so their deputyship
 * goes on until somebody ends it. A new address of either follows.
 */
@Component
class DeputyAccountListener {

    private static final Set<AccountChangeType> LEAVES = Set.of(AccountChangeType.INACTIVATED, AccountChangeType.MOVED);

    private final AccountRegister register;
    private final DeputyshipRepository deputyships;
    private final DeputyshipService service;
    private final SameClinic clinic;

    DeputyAccountListener(
            AccountRegister register, DeputyshipRepository deputyships, DeputyshipService service, SameClinic clinic) {
        this.register = register;
        this.deputyships = deputyships;
        this.service = service;
        this.clinic = clinic;
    }

    /** Runs last in the transaction of the change, when all of it is written. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(AccountEvent event) {
        String address = LEAVES.contains(event.type())
                ? register.get(event.number()).facts().emailAddress()
                : null;
        List<Deputyship> open = address == null ? List.of() : deputyships.openWith(address);
        open.stream()
                .filter(Deputyship::isByRegister)
                .filter(it -> !clinic.hasAccessWith(it.deputyAddress(), it.officialAddress()))
                .forEach(it -> service.end(it.number(), DeputyshipEnding.ACCESS_ENDED, null));
    }

    /** Not while somebody else has the old address too, because nobody can tell whose deputyships they are. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(EmailAddressChange change) {
        if (change.counts() && register.ofPerson(change.oldAddress()).isEmpty()) {
            deputyships.follow(change.oldAddress(), change.newAddress());
        }
    }
}
