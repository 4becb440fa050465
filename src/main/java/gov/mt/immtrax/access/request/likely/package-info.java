/** Who is who: the accounts that are likely those of the person whom a request names, and what the help desk says. */
@org.springframework.modulith.NamedInterface("likely")
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.request.likely;
