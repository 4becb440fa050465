/**
 * The register of accounts in imMTrax: all that this service knows of, with the history of each. How an access ends is
 * in the room {@code inactivation}, how somebody gets a password in {@code credential}.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"database", "form", "identity", "number", "time"})
package gov.mt.immtrax.access.account;
