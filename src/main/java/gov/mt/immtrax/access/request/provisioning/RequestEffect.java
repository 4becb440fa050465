package gov.mt.immtrax.access.request.provisioning;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.AccountFacts;
import java.time.LocalDate;

/**
 * What a provisioned request did to the register: to which account, and how that was before.
 *
 * @param account its number
 * @param levelBefore null, as are employer and location, for an account that the request opened
 * @param formerSupervisorName null, as is the address, unless somebody stopped being the account's supervisor
 * @param endDateBefore last day of the access, in Montana; null if it had none
 * @param accountSupervisorName null, as is the address, unless somebody else than the account's supervisor asked for a
 *     change of permissions
 */
public record RequestEffect(
        String account,
        AccessLevel levelBefore,
        String employerBefore,
        String locationBefore,
        String formerSupervisorName,
        String formerSupervisorAddress,
        LocalDate endDateBefore,
        String accountSupervisorName,
        String accountSupervisorAddress) {

    public static RequestEffect opened(String account) {
        return new RequestEffect(account, null, null, null, null, null, null, null, null);
    }

    /** An account was changed, under the same supervisor. */
    static RequestEffect changed(String account, AccountFacts before) {
        return new RequestEffect(
                account,
                before.accessLevel(),
                before.employer(),
                before.locationName(),
                null,
                null,
                before.endDate(),
                null,
                null);
    }

    /** The permissions of an account were changed that somebody else answers for than who asked. */
    static RequestEffect changedForAnother(String account, AccountFacts before) {
        return new RequestEffect(
                account,
                before.accessLevel(),
                before.employer(),
                before.locationName(),
                null,
                null,
                before.endDate(),
                before.supervisorName(),
                before.supervisorAddress());
    }

    /** An account has left the people of its supervisor. */
    static RequestEffect moved(String account, AccountFacts before) {
        return new RequestEffect(
                account,
                before.accessLevel(),
                before.employer(),
                before.locationName(),
                before.supervisorName(),
                before.supervisorAddress(),
                before.endDate(),
                null,
                null);
    }

    /** Whether a change was made behind the back of whoever answers for the account. */
    public boolean surprisesSomebody() {
        return accountSupervisorAddress != null;
    }

    /** Whether somebody has to be told that the user's access to their data has ended. */
    public boolean endsForSomebody() {
        return formerSupervisorAddress != null;
    }

    @Override
    public String toString() {
        return "RequestEffect[" + account + "]";
    }
}
