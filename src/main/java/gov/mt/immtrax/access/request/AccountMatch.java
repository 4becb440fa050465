package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.Account;
import org.jspecify.annotations.Nullable;

/**
 * The account that a decision of the help desk is about, and what happens to it in the register.
 *
 * @param step null if the user name does not match
 * @param account null for one that the register does not know yet
 * @param username of the account, as it is or will be in the register
 * @param problem message key of what is wrong with the user name, or null
 */
public record AccountMatch(
        @Nullable Step step,
        @Nullable Account account,
        @Nullable String username,
        @Nullable String problem) {

    /** What is done in the register. */
    public enum Step {
        /** A new account, with new credentials. */
        OPEN,
        /** An account that existed before this service. It is entered in the register now. */
        ENTER,
        /** An inactivated account is reactivated, with new credentials. */
        REACTIVATE,
        /** An active account is changed and keeps its password. */
        CHANGE
    }

    static AccountMatch of(Step step, Account account) {
        return new AccountMatch(step, account, account.facts().username(), null);
    }

    static AccountMatch unknown(Step step, String username) {
        return new AccountMatch(step, null, username, null);
    }

    static AccountMatch refused(String problem) {
        return new AccountMatch(null, null, null, problem);
    }

    public boolean isRefused() {
        return problem != null;
    }

    /** Whether the user cannot log in without a new password. */
    public boolean needsCredentials() {
        return step == Step.OPEN || step == Step.REACTIVATE;
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
