package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.folding.Folding;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A name that is corrected in the register is corrected in the person's open requests too, so that none of them writes
 * the old one back. An agreement keeps the name that was signed; the help desk compares both.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class CorrectedNames {

    private final AccessRequestRepository requests;
    private final CorrectionRepository corrections;
    private final Timeline timeline;
    private final Clock clock;

    CorrectedNames(AccessRequestRepository requests, CorrectionRepository corrections, Timeline timeline, Clock clock) {
        this.requests = requests;
        this.corrections = corrections;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** Locks the open requests for a user, before their account is locked. */
    public void hold(AccountFacts facts) {
        if (facts.emailAddress() != null) {
            requests.holdOpenFor(facts.emailAddress());
        }
    }

    /** Corrects the open requests that have the account's former name. A request with another name keeps it. */
    public void follow(AccountFacts before, AccountFacts after) {
        boolean sameName = before.firstName().equals(after.firstName())
                && before.lastName().equals(after.lastName());
        if (sameName || before.emailAddress() == null) {
            return;
        }
        requests.openFor(before.emailAddress()).stream()
                .filter(it -> Folding.NAME.same(it.legalFirstName(), before.firstName()))
                .filter(it -> Folding.NAME.same(it.legalLastName(), before.lastName()))
                .forEach(request -> {
                    requests.changeName(request.number(), after.firstName(), after.lastName());
                    corrections.add(request, requests.get(request.number()), clock.instant());
                    timeline.note(request.number(), RequestEventType.NAME_CORRECTED);
                });
    }
}
