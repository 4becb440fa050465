/** What each start brings up to date: the deployment, indexes, rights, filters of Tasklist. */
package gov.mt.immtrax.access.engine.start;
