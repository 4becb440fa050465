package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountChangeType;
import gov.mt.immtrax.access.account.AccountEvent;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.AccountMoved;
import gov.mt.immtrax.access.request.IssuedCredentials;
import gov.mt.immtrax.access.request.OpenTaskUpdater;
import gov.mt.immtrax.access.request.RequestType;
import gov.mt.immtrax.access.request.SupervisorHandover;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sees that no credentials go out for an account that was inactivated: wipes those that were not delivered, unless its
 * login has other accounts in use, and ends the wait for a start date. Also ends an open change of its permissions, and
 * whatever the former supervisor has requested for an account that moved. The engine then closes the request in a
 * transaction of its own, because a request is locked before an account and never after it.
 */
@Component
class AccountEndListener {

    private final AccessRequestRepository requests;
    private final OpenTaskUpdater tasks;
    private final IssuedCredentials credentials;
    private final AccountRegister register;
    private final SupervisorHandover handover;

    AccountEndListener(
            AccessRequestRepository requests,
            OpenTaskUpdater tasks,
            IssuedCredentials credentials,
            AccountRegister register,
            SupervisorHandover handover) {
        this.requests = requests;
        this.tasks = tasks;
        this.credentials = credentials;
        this.register = register;
        this.handover = handover;
    }

    @EventListener
    void on(AccountEvent event) {
        if (event.type() == AccountChangeType.INACTIVATED) {
            Account ended = register.get(event.number());
            List<String> awaitingStart = requests.awaitingStartWith(ended.number());
            awaitingStart.forEach(tasks::moveStart);
            awaitingStart.forEach(credentials::revoke);
            revokeUnlessInUse(register.ofLogin(ended.facts().username()));
            changesOf(ended).forEach(tasks::endWithAccount);
        }
    }

    /** Credentials are those of the login, which may have access under other employers. */
    private void revokeUnlessInUse(List<Account> login) {
        if (login.stream().noneMatch(Account::isActive)) {
            login.stream()
                    .flatMap(account -> requests.thatSetUp(account.number()).stream())
                    .forEach(credentials::revoke);
        }
    }

    /** Whoever was responsible for the account no longer is, and what they requested is no longer theirs to change. */
    @EventListener
    void on(AccountMoved moved) {
        String former = Objects.requireNonNull(moved.before().supervisorAddress());
        String now = register.get(moved.account()).facts().supervisorAddress();
        Stream.concat(
                        requests.awaitingStartWith(moved.account()).stream().map(requests::get),
                        handover.openOf(former).stream()
                                .filter(request -> request.status().canBeCorrected())
                                .filter(request -> isAbout(request, moved)))
                .filter(request -> request.requestType() == RequestType.PERMISSIONS_CHANGE)
                .filter(request -> !request.supervisorAddress().equals(now))
                .map(AccessRequest::number)
                .distinct()
                .forEach(tasks::endWithAccount);
    }

    private boolean isAbout(AccessRequest request, AccountMoved moved) {
        return request.account() == null
                ? request.emailAddress().equals(moved.before().emailAddress())
                        && register.ofPerson(request.emailAddress()).stream().noneMatch(Account::isActive)
                : request.account().equals(moved.account());
    }

    /** The open changes of permissions that named the account, or its user without another active account. */
    private List<String> changesOf(Account ended) {
        String user = ended.facts().emailAddress();
        return user == null
                ? List.of()
                : requests.openFor(user).stream()
                        .filter(request -> request.requestType() == RequestType.PERMISSIONS_CHANGE)
                        .filter(request -> request.status().canBeCorrected())
                        .filter(request -> request.account() == null
                                ? register.ofPerson(user).stream().noneMatch(Account::isActive)
                                : request.account().equals(ended.number()))
                        .map(AccessRequest::number)
                        .toList();
    }
}
