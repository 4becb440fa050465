/** What {@code docker-compose.yml}, the {@code Dockerfile} and their files say, read and run without containers. */
package gov.mt.immtrax.access.compose;
