/** Emails about requests: what they may say, and what a corrected address changes. */
package gov.mt.immtrax.access.request.mail;
