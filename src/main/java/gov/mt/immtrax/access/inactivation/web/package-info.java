/** Pages about accounts. */
package gov.mt.immtrax.access.account.web;
