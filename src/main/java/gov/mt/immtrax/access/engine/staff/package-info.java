/** Who the engine takes for its users and groups: the staff who have logged in. */
package gov.mt.immtrax.access.engine.staff;
