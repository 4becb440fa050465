/**
 * Real browsers for the tests: Chromium, and WebKit as the engine of Safari. A browser that is missing fails a test,
 * never skips it.
 */
package gov.mt.immtrax.access.browser;
