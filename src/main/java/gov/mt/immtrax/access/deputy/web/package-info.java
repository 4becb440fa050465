/** The pages of deputies: for officials and their deputies, and for registry staff. */
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.deputy.web;
