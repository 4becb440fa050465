/** Emails about requests: their addresses and template values, and the effect of a corrected address. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.request.mail;
