/** What a supervisor may submit and registry staff decide: the forms of a deletion and their rules. */
package gov.mt.immtrax.access.deletion.submission;
