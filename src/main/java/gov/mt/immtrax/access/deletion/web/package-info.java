/** The pages of access deletions for supervisors, and what Tasklist shows staff about them. */
package gov.mt.immtrax.access.deletion.web;
