/** Replaces a supervisor who left with another one. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.people.replacement;
