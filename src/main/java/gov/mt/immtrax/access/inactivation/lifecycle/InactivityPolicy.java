package gov.mt.immtrax.access.inactivation.lifecycle;

import gov.mt.immtrax.access.account.AccessLevel;
import java.time.Period;

/**
 * After how long without an access an account is inactivated: the answers of {@code processes/inactivity-policy.dmn}.
 */
public interface InactivityPolicy {

    /** @param used whether the account was accessed since it was set up */
    Period limit(AccessLevel level, boolean used);
}
