/**
 * The register of accounts in imMTrax: every account that this service knows, with its history. The room
 * {@code inactivation} ends access, the room {@code credential} delivers passwords.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"database", "folding", "form", "identity", "number", "time"})
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.account;
