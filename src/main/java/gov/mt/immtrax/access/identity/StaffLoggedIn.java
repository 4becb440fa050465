package gov.mt.immtrax.access.identity;

/** Published when somebody with a staff role has logged in. */
public record StaffLoggedIn(Person person) {}
