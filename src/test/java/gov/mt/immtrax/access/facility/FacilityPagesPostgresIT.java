package gov.mt.immtrax.access.facility;

import gov.mt.immtrax.access.OnPostgres;
import org.springframework.context.annotation.Import;

/** The directory of clinics on a real PostgreSQL. */
@Import(OnPostgres.class)
class FacilityPagesPostgresIT extends FacilityPagesTests {}
