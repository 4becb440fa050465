/** The users and groups of the engine: the staff who have logged in. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.engine.staff;
