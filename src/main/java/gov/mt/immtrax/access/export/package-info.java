/** Files for download: CSV for spreadsheets, PDF for the archive. Knows neither requests nor people. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package gov.mt.immtrax.access.export;
