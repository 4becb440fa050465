/** Keeps personal data out of the log. */
package gov.mt.immtrax.access.traffic.log;
