/** What the help desk decides about a request, and what that does to the account. */
package gov.mt.immtrax.access.request.provisioning;
