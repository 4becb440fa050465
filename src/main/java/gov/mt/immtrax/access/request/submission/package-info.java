/**
 * What a supervisor may submit: the rules of the request form, and the values that are already known for an account.
 */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.request.submission;
