package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.OnPostgres;
import org.springframework.context.annotation.Import;

/** Changes that wait for their start date, on a real PostgreSQL. */
@Import(OnPostgres.class)
class PlannedChangePostgresIT extends PlannedChangeTests {}
