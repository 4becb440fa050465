package gov.mt.immtrax.access.inactivation.process;

import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.InactivationLookup;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.inactivation.Inactivation;
import gov.mt.immtrax.access.inactivation.InactivationRepository;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/**
 * Finds the inactivation that runs for an account, by the account's number as its business key, or for another one of
 * its login.
 */
@Component
class OpenInactivations implements InactivationLookup {

    private final RuntimeService engine;
    private final InactivationRepository inactivations;
    private final AccountRegister register;

    OpenInactivations(RuntimeService engine, InactivationRepository inactivations, AccountRegister register) {
        this.engine = engine;
        this.inactivations = inactivations;
        this.register = register;
    }

    @Override
    public Optional<InactivationReason> openFor(String account) {
        return reason(account).or(() -> inactivityOfLogin(account));
    }

    /** Inactivity is decided about one account of a login and ends all of them. */
    private Optional<InactivationReason> inactivityOfLogin(String account) {
        return register.othersOfLogin(register.get(account)).stream()
                .flatMap(other -> reason(other.number()).stream())
                .filter(InactivationReason.INACTIVITY::equals)
                .findFirst();
    }

    private Optional<InactivationReason> reason(String account) {
        boolean runs = engine.createProcessInstanceQuery()
                        .processInstanceBusinessKey(account, AccountInactivationProcess.KEY)
                        .count()
                > 0;
        return runs ? inactivations.latest(account).map(Inactivation::reason) : Optional.empty();
    }
}
