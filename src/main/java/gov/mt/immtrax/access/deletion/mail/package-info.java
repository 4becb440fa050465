/** Emails about deletions: what they may say, and the name and address of the person whose access ends. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.deletion.mail;
