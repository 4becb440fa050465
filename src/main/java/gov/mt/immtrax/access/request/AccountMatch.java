package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.form.FormError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The account that a decision of the help desk is about, and what happens to it in the register.
 *
 * @param step null if what the help desk entered does not match
 * @param account null for one that the register does not know yet; of an addition, one under another employer
 * @param username of the account, as it is or will be in the register
 * @param problem what is wrong with what the help desk entered, or null
 */
public record AccountMatch(
        @Nullable Step step,
        @Nullable Account account,
        @Nullable String username,
        @Nullable FormError problem) {

    /** What is done in the register. */
    public enum Step {
        /** A new account, with new credentials. */
        OPEN,
        /** An account that existed before this service. It is entered in the register now. */
        ENTER,
        /** An inactivated account is reactivated, with new credentials. */
        REACTIVATE,
        /** An active account is changed and keeps its password. */
        CHANGE,
        /** A login in use gets access under another employer, too, and keeps its password. */
        ADD,
        /** An inactivated account of a login that is in use under another employer is reactivated; as {@link #ADD}. */
        RESUME
    }

    static AccountMatch of(Step step, Account account) {
        return new AccountMatch(step, account, account.facts().username(), null);
    }

    /** @param account one of the login, under another employer */
    static AccountMatch addition(Account account) {
        return new AccountMatch(Step.ADD, account, account.facts().username(), null);
    }

    static AccountMatch unknown(Step step, String username) {
        return new AccountMatch(step, null, username, null);
    }

    static AccountMatch refused(String field, String problem, Object... arguments) {
        return new AccountMatch(null, null, null, FormError.of(field, problem, arguments));
    }

    public boolean isRefused() {
        return problem != null;
    }

    /** Whether a field is the reason, so that what follows from it is not known yet. */
    public boolean isRefusedFor(String field) {
        return problem != null && problem.field().equals(field);
    }

    /** Whether the user cannot log in without a new password. */
    public boolean needsCredentials() {
        return step == Step.OPEN || step == Step.REACTIVATE;
    }

    /** Whether the user has a password and keeps it. */
    public boolean isLoginInUse() {
        return step == Step.CHANGE || step == Step.ADD || step == Step.RESUME;
    }

    /** The account that the decision changes; empty if it opens or adds one. */
    public Optional<Account> changed() {
        return step == Step.ADD ? Optional.empty() : Optional.ofNullable(account);
    }

    /** Whether the register gets another account, so that the person may have two. */
    public boolean isAddition() {
        return step == Step.OPEN || step == Step.ENTER;
    }

    /** Whether an agreement was already signed for the account. */
    public boolean hasAgreement() {
        return account != null && account.facts().agreementRequest() != null;
    }

    @Override
    public String toString() {
        return "AccountMatch[" + step + "]";
    }
}
