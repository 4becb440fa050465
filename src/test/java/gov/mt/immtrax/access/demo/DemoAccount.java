package gov.mt.immtrax.access.demo;

import java.time.LocalDate;

/**
 * One invented account of the demo's register.
 *
 * @param lastAccess null if it was never used
 * @param end null if it has none
 * @param inactivated null while it is active
 * @param inactivationReason null, as is the day, while it is active
 */
record DemoAccount(
        String number,
        String username,
        String firstName,
        String lastName,
        String address,
        String employer,
        String location,
        String level,
        String supervisorName,
        String supervisorAddress,
        LocalDate provisioned,
        LocalDate lastAccess,
        LocalDate end,
        LocalDate inactivated,
        String inactivationReason) {

    boolean isActive() {
        return inactivated == null;
    }

    DemoAccount withLevel(String other) {
        return new DemoAccount(
                number,
                username,
                firstName,
                lastName,
                address,
                employer,
                location,
                other,
                supervisorName,
                supervisorAddress,
                provisioned,
                lastAccess,
                end,
                inactivated,
                inactivationReason);
    }

    DemoAccount withInactivated(LocalDate day) {
        return new DemoAccount(
                number,
                username,
                firstName,
                lastName,
                address,
                employer,
                location,
                level,
                supervisorName,
                supervisorAddress,
                provisioned,
                lastAccess,
                end,
                day,
                day == null ? null : "REGISTRY");
    }

    DemoAccount withLastAccess(LocalDate day) {
        return new DemoAccount(
                number,
                username,
                firstName,
                lastName,
                address,
                employer,
                location,
                level,
                supervisorName,
                supervisorAddress,
                provisioned,
                day,
                end,
                inactivated,
                inactivationReason);
    }
}
