/**
 * Deputies: who may do for the people of an authorizing official what the official may, and for whom the current call
 * is. Rooms above ask {@link gov.mt.immtrax.access.deputy.ActsFor} and decide nothing of it themselves.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "account",
            "audit",
            "calendar",
            "engine",
            "facility",
            "form",
            "identity",
            "mail",
            "number",
            "time"
        })
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.deputy;
