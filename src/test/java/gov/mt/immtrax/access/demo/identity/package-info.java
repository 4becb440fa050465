/** A real OpenID Connect provider with the demo's people, in a Spring context of its own; stands in for Okta. */
package gov.mt.immtrax.access.demo.identity;
