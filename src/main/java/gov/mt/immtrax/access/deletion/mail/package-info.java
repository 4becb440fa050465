/** Emails about deletions: what they may say, and how the person whose access ends is called and reached. */
package gov.mt.immtrax.access.deletion.mail;
