/** The users and groups of the engine: the staff who have logged in. */
package gov.mt.immtrax.access.engine.staff;
