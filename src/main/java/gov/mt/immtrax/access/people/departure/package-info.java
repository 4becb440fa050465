/**
 * A supervisor's own access ends or moves while they answer for people. Registry staff replace the supervisor; until
 * then the help desk lead gets the emails about these people, and the supervisor no longer acts for them.
 */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.people.departure;
