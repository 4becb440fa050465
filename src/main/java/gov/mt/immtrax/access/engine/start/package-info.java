/** What each start brings up to date: the deployment, indexes, permissions and Tasklist filters. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.engine.start;
