package gov.mt.immtrax.access.request.provisioning;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.AccountFacts;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a provisioned request changed in the register, and the previous values; or what it will change on its start
 * date, and the values of today.
 *
 * @param account number of the account
 * @param levelBefore null, like employer and location, for an account that the request opened
 * @param formerSupervisorName null, like the address, unless the account's supervisor changed
 * @param endDateBefore last day of the access, in Montana; null if it had none
 * @param accountSupervisorName null, like the address, unless someone other than the account's supervisor requested a
 *     change of permissions
 * @param planned whether the account stays as it is until the start date
 * @param plannedUsername of a planned change, the user name of an account that the register did not know yet; otherwise
 *     null
 */
public record RequestEffect(
        @Nullable String account,
        @Nullable AccessLevel levelBefore,
        @Nullable String employerBefore,
        @Nullable String locationBefore,
        @Nullable String formerSupervisorName,
        @Nullable String formerSupervisorAddress,
        @Nullable LocalDate endDateBefore,
        @Nullable String accountSupervisorName,
        @Nullable String accountSupervisorAddress,
        boolean planned,
        @Nullable String plannedUsername) {

    public static RequestEffect opened(String account) {
        return new RequestEffect(account, null, null, null, null, null, null, null, null, false, null);
    }

    /** The account is entered in the register on the start date. */
    static RequestEffect opensLater(String username) {
        return new RequestEffect(null, null, null, null, null, null, null, null, null, true, username);
    }

    /** An account was changed and keeps its supervisor. */
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
                null,
                false,
                null);
    }

    /** The permissions of an account were changed on the request of someone other than its supervisor. */
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
                before.supervisorAddress(),
                false,
                null);
    }

    /** An account has moved to another supervisor. */
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
                null,
                false,
                null);
    }

    /** The same on its start date, and not yet. */
    RequestEffect asPlan() {
        return new RequestEffect(
                account,
                levelBefore,
                employerBefore,
                locationBefore,
                formerSupervisorName,
                formerSupervisorAddress,
                endDateBefore,
                accountSupervisorName,
                accountSupervisorAddress,
                true,
                plannedUsername);
    }

    /**
     * Whether someone other than the account's supervisor requested the change, so that the supervisor must be
     * notified.
     */
    public boolean surprisesSomebody() {
        return accountSupervisorAddress != null;
    }

    /** Whether a former supervisor must be notified that the user's access to their data has ended. */
    public boolean endsForSomebody() {
        return formerSupervisorAddress != null;
    }

    /** Who is responsible for the account, if somebody else requested the change; otherwise null. */
    @Nullable
    String officialAddress() {
        return endsForSomebody() ? formerSupervisorAddress : accountSupervisorAddress;
    }

    @Override
    public String toString() {
        return "RequestEffect[" + account + "]";
    }
}
