/**
 * Access to the database: schemas on PostgreSQL, separate connections with time limits for pages, jobs and probes, and
 * row locks in one order. Knows none of the rooms that have tables.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"number"})
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.database;
