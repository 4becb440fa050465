/** What people may do at the engine's own pages and REST: which calls, which queries, which tasks, which variables. */
package gov.mt.immtrax.access.engine.guard;
