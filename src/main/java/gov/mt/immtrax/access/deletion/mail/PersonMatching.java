package gov.mt.immtrax.access.deletion.mail;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the person whose access a deletion ends. The register takes precedence over what was typed. */
@Component
public class PersonMatching {

    private final AccountRegister register;

    PersonMatching(AccountRegister register) {
        this.register = register;
    }

    /** The account that a deletion is about; empty while it is not known. */
    public Optional<Account> account(AccessDeletion deletion) {
        return Optional.ofNullable(deletion.account()).map(register::get);
    }

    /** The person according to the account, otherwise as typed. For staff, the person, and the account's supervisor. */
    public MatchedPerson of(AccessDeletion deletion) {
        return account(deletion)
                .map(account -> MatchedPerson.asRegistered(account.facts(), deletion.emailAddress()))
                .orElseGet(() -> MatchedPerson.asTyped(deletion));
    }

    /**
     * The person as the requester may see them. For people whom they are not responsible for, that is only what they
     * typed.
     */
    public MatchedPerson shownToRequester(AccessDeletion deletion) {
        return isRequestersOwn(deletion) ? of(deletion) : MatchedPerson.asTyped(deletion);
    }

    /** Whether the requester is the account's supervisor. */
    public boolean isRequestersOwn(AccessDeletion deletion) {
        return account(deletion)
                .filter(account -> answersFor(deletion, account))
                .isPresent();
    }

    /** The account, if its supervisor is not the requester. */
    public Optional<Account> accountOfOthers(AccessDeletion deletion) {
        return account(deletion)
                .filter(account -> account.facts().supervisorAddress() != null)
                .filter(account -> !answersFor(deletion, account));
    }

    private static boolean answersFor(AccessDeletion deletion, Account account) {
        return deletion.supervisorAddress().equals(account.facts().supervisorAddress());
    }
}
