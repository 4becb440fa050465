package gov.mt.immtrax.access.deletion.mail;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says whose access a deletion ends: what the register knows counts more than what somebody typed. */
@Component
public class PersonMatching {

    private final AccountRegister register;

    PersonMatching(AccountRegister register) {
        this.register = register;
    }

    /** The account that a deletion is about; empty while none is known. */
    public Optional<Account> account(AccessDeletion deletion) {
        return Optional.ofNullable(deletion.account()).map(register::get);
    }

    /** The person of the account, else as typed: for staff, the person, and whoever answers for the account. */
    public MatchedPerson of(AccessDeletion deletion) {
        return account(deletion)
                .map(account -> MatchedPerson.asRegistered(account.facts(), deletion.emailAddress()))
                .orElseGet(() -> MatchedPerson.asTyped(deletion));
    }

    /** The same for whoever asked: about people whom they do not answer for, they learn no more than they typed. */
    public MatchedPerson shownToRequester(AccessDeletion deletion) {
        return isRequestersOwn(deletion) ? of(deletion) : MatchedPerson.asTyped(deletion);
    }

    /** Whether whoever asked answers for the account. */
    public boolean isRequestersOwn(AccessDeletion deletion) {
        return account(deletion)
                .filter(account -> answersFor(deletion, account))
                .isPresent();
    }

    /** The account, if somebody else answers for it than asked for its end. */
    public Optional<Account> accountOfOthers(AccessDeletion deletion) {
        return account(deletion)
                .filter(account -> account.facts().supervisorAddress() != null)
                .filter(account -> !answersFor(deletion, account));
    }

    private static boolean answersFor(AccessDeletion deletion, Account account) {
        return deletion.supervisorAddress().equals(account.facts().supervisorAddress());
    }
}
