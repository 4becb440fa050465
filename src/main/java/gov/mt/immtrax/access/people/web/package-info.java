/** The pages of a supervisor's people, and of the register for registry staff. */
package gov.mt.immtrax.access.people.web;
