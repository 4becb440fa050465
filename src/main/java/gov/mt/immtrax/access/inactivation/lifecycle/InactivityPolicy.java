package gov.mt.immtrax.access.inactivation.lifecycle;

import gov.mt.immtrax.access.account.AccessLevel;
import java.time.Period;

/**
 * How long an account may be unused before it is inactivated: the result of {@code processes/inactivity-policy.dmn}.
 */
public interface InactivityPolicy {

    /** @param used whether the account was used since it was set up */
    Period limit(AccessLevel level, boolean used);
}
