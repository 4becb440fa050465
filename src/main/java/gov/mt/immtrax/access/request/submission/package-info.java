/** What a supervisor may submit: the rules of the request's form, and what is known of an account already. */
package gov.mt.immtrax.access.request.submission;
