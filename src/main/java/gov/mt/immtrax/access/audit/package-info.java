/**
 * The audit trail: who did what to which request, when, from where and with which result; sealed in a chain, witnessed
 * by signed checkpoints, and checked by a program that needs nothing of this service. Stands below the rooms that tell
 * it what happened.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"database", "export", "identity", "number", "time"})
package gov.mt.immtrax.access.audit;
