/** The pages of people: a supervisor's own, and the register with all that registry staff do in it. */
package gov.mt.immtrax.access.people.web;
