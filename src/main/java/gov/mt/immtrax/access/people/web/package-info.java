/** The pages of a supervisor's people, and of the register for registry staff. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.people.web;
