package gov.mt.immtrax.access.inactivation.process;

import gov.mt.immtrax.access.account.InactivationLookup;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.inactivation.Inactivation;
import gov.mt.immtrax.access.inactivation.InactivationRepository;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Finds the inactivation that runs for an account, by the account's number as its business key. */
@Component
class OpenInactivations implements InactivationLookup {

    private final RuntimeService engine;
    private final InactivationRepository inactivations;

    OpenInactivations(RuntimeService engine, InactivationRepository inactivations) {
        this.engine = engine;
        this.inactivations = inactivations;
    }

    @Override
    public Optional<InactivationReason> openFor(String account) {
        boolean runs = engine.createProcessInstanceQuery()
                        .processInstanceBusinessKey(account, AccountInactivationProcess.KEY)
                        .count()
                > 0;
        return runs ? inactivations.latest(account).map(Inactivation::reason) : Optional.empty();
    }
}
