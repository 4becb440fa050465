/** Forms of access deletions and their rules: what a supervisor may submit and registry staff may decide. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.deletion.submission;
