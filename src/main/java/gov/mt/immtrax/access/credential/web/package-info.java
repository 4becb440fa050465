/** The page that shows a temporary password once, and the help desk's button for a new one. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.credential.web;
