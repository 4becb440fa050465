/**
 * The directory of clinics: every facility that accounts and requests name, found by what people type. Rooms above ask
 * it which facility a name means; nothing else decides whether two names mean the same one.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"audit", "calendar", "folding", "form", "identity", "number", "time"})
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.facility;
