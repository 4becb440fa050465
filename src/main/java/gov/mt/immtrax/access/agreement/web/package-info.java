/** The pages at {@code /agreements}: filling in, reviewing, signing, and the record of what was signed. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.agreement.web;
