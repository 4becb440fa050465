package gov.mt.immtrax.access.inactivation.lifecycle;

import java.time.LocalDate;

/**
 * Why an account is exempt from inactivity, and until when.
 *
 * @param until the last day in Montana
 */
record Exemption(LocalDate until, String reason) {

    @Override
    public String toString() {
        return "Exemption[" + until + "]";
    }
}
