package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.account.AccountChangeType;
import gov.mt.immtrax.access.account.AccountEvent;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.IssuedCredentials;
import gov.mt.immtrax.access.request.OpenTaskUpdater;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sees that nothing more is done to an account that was inactivated: wipes credentials that were not delivered, and
 * ends the wait for a start date. The timer then closes the request in a transaction of its own, because a request is
 * locked before an account and never after it.
 */
@Component
class AccountEndListener {

    private final AccessRequestRepository requests;
    private final AccountRegister register;
    private final OpenTaskUpdater tasks;
    private final IssuedCredentials credentials;

    AccountEndListener(
            AccessRequestRepository requests,
            AccountRegister register,
            OpenTaskUpdater tasks,
            IssuedCredentials credentials) {
        this.requests = requests;
        this.register = register;
        this.tasks = tasks;
        this.credentials = credentials;
    }

    @EventListener
    void on(AccountEvent event) {
        if (event.type() == AccountChangeType.INACTIVATED) {
            requests.awaitingStartWith(event.number()).forEach(tasks::moveStart);
            Optional.ofNullable(register.get(event.number()).facts().emailAddress())
                    .flatMap(requests::findOpenFor)
                    .map(AccessRequest::number)
                    .ifPresent(tasks::moveStart);
            requests.thatSetUp(event.number()).forEach(credentials::revoke);
        }
    }
}
