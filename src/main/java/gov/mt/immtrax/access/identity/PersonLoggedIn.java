package gov.mt.immtrax.access.identity;

/** Published when someone has logged in, so that their email address is known to be theirs. */
public record PersonLoggedIn(Person person) {}
