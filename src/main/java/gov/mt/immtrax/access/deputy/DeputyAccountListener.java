package gov.mt.immtrax.access.deputy;

import static gov.mt.immtrax.access.number.CaseKind.DEPUTYSHIP;

import gov.mt.immtrax.access.account.AccountChangeType;
import gov.mt.immtrax.access.account.AccountEvent;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.EmailAddressChange;
import gov.mt.immtrax.access.engine.ServiceAuthority;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import gov.mt.immtrax.access.number.CaseKind;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Keeps deputyships in step with the accounts of officials and deputies. When an account ends or moves away, the
 * deputyships of its user and of its supervisor end if the register no longer knows them at the official's clinic. Whom
 * registry staff confirmed goes on until somebody ends it. A new or corrected address of either follows.
 */
@Component
class DeputyAccountListener {

    private static final Set<AccountChangeType> LEAVES = Set.of(AccountChangeType.INACTIVATED, AccountChangeType.MOVED);

    /** Cases in which the corrected address of a supervisor counts for all their people. */
    private static final Set<CaseKind> OF_ALL_PEOPLE =
            Set.of(DEPUTYSHIP, CaseKind.ACCOUNT, CaseKind.SUPERVISOR_REPLACEMENT);

    private final AccountRegister register;
    private final DeputyshipService service;
    private final ServiceAuthority authority;

    DeputyAccountListener(AccountRegister register, DeputyshipService service, ServiceAuthority authority) {
        this.authority = authority;
        this.register = register;
        this.service = service;
    }

    /** Runs last in the transaction of the change, when all of it is written. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(AccountEvent event) {
        if (LEAVES.contains(event.type())) {
            AccountFacts facts = register.get(event.number()).facts();
            Stream.of(facts.emailAddress(), facts.supervisorAddress())
                    .filter(Objects::nonNull)
                    .distinct()
                    .forEach(it -> authority.run(() -> service.endUnlessKnown(it)));
        }
    }

    /** The help desk corrected an address that was refused: that of somebody invited, or of an official. */
    @EventListener
    void on(MailAddressCorrected corrected) {
        CaseKind kind = corrected.caseNumber().kind();
        String number = corrected.caseNumber().text();
        if (kind == DEPUTYSHIP && corrected.audience() == Audience.DEPUTY) {
            service.correctDeputy(number, corrected.newAddress());
        } else if (corrected.audience() == Audience.SUPERVISOR && OF_ALL_PEOPLE.contains(kind)) {
            service.followOfficial(corrected.oldAddress(), corrected.newAddress(), number);
        }
    }

    /** Not while somebody else has the old address too, because nobody can tell whose deputyships they are. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(EmailAddressChange change) {
        if (change.counts() && register.ofPerson(change.oldAddress()).isEmpty()) {
            service.followOfficial(change.oldAddress(), change.newAddress(), "");
            service.followDeputy(change.oldAddress(), change.newAddress());
        }
    }
}
