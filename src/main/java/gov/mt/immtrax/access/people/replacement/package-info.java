/** Another supervisor in the place of one who left. */
package gov.mt.immtrax.access.people.replacement;
