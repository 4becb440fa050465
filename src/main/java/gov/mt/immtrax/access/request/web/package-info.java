/** The pages of requests: new, list, details, correct and withdraw. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.request.web;
