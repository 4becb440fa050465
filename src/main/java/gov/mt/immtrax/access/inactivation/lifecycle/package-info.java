/**
 * What waits beside an active account for its end: the lifecycle with its dates, warnings and exemptions, and which
 * accounts are due.
 */
@org.springframework.modulith.NamedInterface("lifecycle")
package gov.mt.immtrax.access.inactivation.lifecycle;
