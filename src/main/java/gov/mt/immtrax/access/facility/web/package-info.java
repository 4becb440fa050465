/** The pages of the directory of clinics. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.facility.web;
