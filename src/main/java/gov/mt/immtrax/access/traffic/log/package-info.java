/** Keeps personal data out of the log. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.traffic.log;
