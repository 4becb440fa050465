package gov.mt.immtrax.access.account.process;

import gov.mt.immtrax.access.account.AccountLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Looks at the register and says what is due about an account. */
@Component
class ReviewAccount implements JavaDelegate {

    private final AccountLifecycle lifecycle;

    ReviewAccount(AccountLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable(
                "reviewOutcome",
                lifecycle.review(execution.getProcessBusinessKey()).name());
    }
}
