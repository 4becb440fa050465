package gov.mt.immtrax.access.inactivation.lifecycle;

import java.time.LocalDate;

/**
 * Why and how long inactivity does not end an account.
 *
 * @param until the last day in Montana
 */
record Exemption(LocalDate until, String reason) {

    @Override
    public String toString() {
        return "Exemption[" + until + "]";
    }
}
