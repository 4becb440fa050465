package gov.mt.immtrax.access.identity;

/** Published when somebody with a staff role has logged out. */
public record StaffLoggedOut(Person person) {}
