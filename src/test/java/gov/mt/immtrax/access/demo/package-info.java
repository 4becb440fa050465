/**
 * The demo: the service itself with stand-ins for what surrounds it, an identity provider and a mail server. It lives
 * beside the tests, so that none of it is in the jar. Nothing here is a component by annotation: the tests of other
 * rooms scan this package too and must not pick the demo up.
 */
package gov.mt.immtrax.access.demo;
