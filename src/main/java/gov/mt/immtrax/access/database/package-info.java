/**
 * How the service holds its database: where on PostgreSQL tables live, connections with time limits, apart for pages,
 * jobs and probes, and rows in one order. Below all rooms that keep rows; knows none of them.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"number"})
package gov.mt.immtrax.access.database;
