/** Decisions of registry staff on requests for which the requester's authority is not known. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.request.decision;
