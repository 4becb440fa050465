/**
 * The pages of a request: new, all of mine, one and where it stands, correct and withdraw; and its temporary password.
 */
package gov.mt.immtrax.access.request.web;
