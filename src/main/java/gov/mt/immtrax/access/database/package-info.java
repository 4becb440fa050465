/** Where on PostgreSQL tables live, and how sessions of the database reach them and nothing else. Below all other rooms. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package gov.mt.immtrax.access.database;
