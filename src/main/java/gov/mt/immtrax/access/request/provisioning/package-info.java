/** The help desk's decision on a request, and its effect on the account. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.request.provisioning;
