/** What each start brings up to date: the deployment, indexes, permissions and Tasklist filters. */
package gov.mt.immtrax.access.engine.start;
