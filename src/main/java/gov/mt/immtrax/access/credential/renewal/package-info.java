/** The help desk's decision about a renewal: its form and its rules. */
package gov.mt.immtrax.access.credential.renewal;
