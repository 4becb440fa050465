/**
 * The audit trail: who did what to which request, when, from where and with which result. It is sealed in a chain,
 * signed with checkpoints, and checked by a program that does not need the service. It must not depend on the rooms
 * that record events in it.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"database", "export", "form", "identity", "number", "time"})
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.audit;
