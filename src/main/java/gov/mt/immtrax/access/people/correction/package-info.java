/** Corrects what the register says of an account: by the help desk with a reason, and by the login of its user. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.people.correction;
