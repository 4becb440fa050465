/** The pages at {@code /agreements}: filling in, reviewing, signing, and the record of what was signed. */
package gov.mt.immtrax.access.agreement.web;
