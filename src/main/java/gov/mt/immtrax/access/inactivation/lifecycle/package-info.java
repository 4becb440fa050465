/**
 * The lifecycle of an active account, which waits for its end: dates, warnings, exemptions, and which accounts are due.
 */
@org.springframework.modulith.NamedInterface("lifecycle")
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.inactivation.lifecycle;
