package gov.mt.immtrax.access.identity;

/** Published when someone with a staff role has logged in. */
public record StaffLoggedIn(Person person) {}
