/** Replaces a supervisor who left with another one. */
package gov.mt.immtrax.access.people.replacement;
