/** The pages of requests: new, list, details, correct and withdraw. */
package gov.mt.immtrax.access.request.web;
