/** What people may do in the engine's web applications and REST API: which calls, queries, tasks and variables. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.engine.guard;
