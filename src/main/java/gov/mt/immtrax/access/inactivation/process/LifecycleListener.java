package gov.mt.immtrax.access.inactivation.process;

import gov.mt.immtrax.access.account.AccountEvent;
import gov.mt.immtrax.access.inactivation.lifecycle.AccountLifecycle;
import gov.mt.immtrax.access.inactivation.lifecycle.LifecycleStarter;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps each account's lifecycle in step with the register: starts and ends it in the transaction that changes the
 * account.
 */
@Component
class LifecycleListener implements LifecycleStarter {

    private final AccountLifecycle lifecycle;
    private final RuntimeService engine;
    private final ManagementService jobs;

    LifecycleListener(AccountLifecycle lifecycle, RuntimeService engine, ManagementService jobs) {
        this.lifecycle = lifecycle;
        this.engine = engine;
        this.jobs = jobs;
    }

    @EventListener
    void on(AccountEvent event) {
        String number = event.number();
        switch (event.type()) {
            case OPENED, REACTIVATED -> {
                if (lifecycle.start(number)) {
                    watch(number);
                }
            }
            case INACTIVATED -> {
                if (lifecycle.end(number)) { // ended in another way, so notify the instances that wait for it
                    engine.createMessageCorrelation(AccountLifecycleProcess.ACCESS_ENDED)
                            .processInstanceBusinessKey(number)
                            .correlateAll();
                }
                reviewLoginEarlier(number);
            }
            case MOVED -> {
                lifecycle.voidWarnings(number);
                reviewLoginEarlier(number);
            }
            case CHANGED, EXEMPTED, EXEMPTION_ENDED -> reviewLoginEarlier(number);
            default -> {} // imported accounts are started in bulk; the other events change no date
        }
    }

    @Override
    @Transactional
    public void begin() {
        if (waiting() == 0) {
            return;
        }
        List<Job> failed = jobs.createJobQuery()
                .processDefinitionKey(LifecycleStartsProcess.KEY)
                .noRetriesLeft()
                .list();
        failed.forEach(job -> jobs.setJobRetries(job.getId(), 1));
        if (failed.isEmpty()) {
            engine.startProcessInstanceByKey(LifecycleStartsProcess.KEY);
        }
    }

    @Override
    public long waiting() {
        return lifecycle.waiting();
    }

    /**
     * Starts the lifecycles of the next few accounts, either all of them or none.
     *
     * @return whether there may be more
     */
    @Transactional
    public boolean startSome() {
        List<String> numbers = lifecycle.startSome();
        numbers.forEach(this::watch);
        return !numbers.isEmpty();
    }

    private void watch(String number) {
        engine.startProcessInstanceByKey(AccountLifecycleProcess.KEY, number, Map.of("accountNumber", number));
    }

    /** Inactivity is that of the login, so that another of its accounts may be due, or lead from now on. */
    private void reviewLoginEarlier(String number) {
        lifecycle.ofLogin(number).forEach(this::reviewEarlier);
    }

    /**
     * Moves the timer forward if the next review is now earlier. A later date needs no change, because the review
     * computes it.
     */
    private void reviewEarlier(String number) {
        ProcessInstance watching = engine.createProcessInstanceQuery()
                .processInstanceBusinessKey(number, AccountLifecycleProcess.KEY)
                .singleResult();
        if (watching != null) {
            jobs
                    .createJobQuery()
                    .processInstanceId(watching.getId())
                    .timers()
                    .duedateHigherThan(Date.from(lifecycle.nextReview(number)))
                    .list()
                    .stream()
                    .map(Job::getId)
                    .forEach(timer -> jobs.recalculateJobDuedate(timer, false));
        }
    }
}
