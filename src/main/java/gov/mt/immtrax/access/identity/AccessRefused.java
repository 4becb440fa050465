package gov.mt.immtrax.access.identity;

/**
 * Published when somebody who is logged in asked for a page that is closed to all of their roles.
 *
 * @param path without a query
 */
public record AccessRefused(Person person, String path) {}
