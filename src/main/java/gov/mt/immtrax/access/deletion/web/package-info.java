/** The pages of access deletions for supervisors, and what Tasklist shows staff about them. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.deletion.web;
