/**
 * What comes in and goes out, whatever it is about: how often and how much somebody may send, which headers go with
 * every answer, what the container says by itself, and what the log may say of people.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"database", "identity"})
package gov.mt.immtrax.access.traffic;
