/** The pages of a request: new, all of mine, one and where it stands, correct and withdraw. */
package gov.mt.immtrax.access.request.web;
