package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.AccountFacts;

/**
 * What a provisioned request did to the register: to which account, and how that was before.
 *
 * @param account its number
 * @param levelBefore null, as are employer and location, for an account that the request opened
 * @param formerSupervisorName null, as is the address, unless somebody stopped being the account's supervisor
 */
public record RequestEffect(
        String account,
        AccessLevel levelBefore,
        String employerBefore,
        String locationBefore,
        String formerSupervisorName,
        String formerSupervisorAddress) {

    static RequestEffect opened(String account) {
        return new RequestEffect(account, null, null, null, null, null);
    }

    /** An account was changed, under the same supervisor. */
    static RequestEffect changed(String account, AccountFacts before) {
        return new RequestEffect(account, before.accessLevel(), before.employer(), before.locationName(), null, null);
    }

    /** An account has left the people of its supervisor. */
    static RequestEffect moved(String account, AccountFacts before) {
        return new RequestEffect(
                account, before.accessLevel(), before.employer(), before.locationName(), before.supervisorName(),
                before.supervisorAddress());
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
