/** Emails about deletions: what they may say, and the name and address of the person whose access ends. */
package gov.mt.immtrax.access.deletion.mail;
