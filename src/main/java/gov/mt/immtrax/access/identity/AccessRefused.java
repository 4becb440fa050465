package gov.mt.immtrax.access.identity;

/**
 * Published when someone who is logged in requested a page that none of their roles may open.
 *
 * @param path without a query
 */
public record AccessRefused(Person person, String path) {}
