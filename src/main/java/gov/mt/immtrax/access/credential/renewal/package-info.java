/** The help desk's decision about a renewal: its form and its rules. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.credential.renewal;
