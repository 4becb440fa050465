package gov.mt.immtrax.access.deputy;

import gov.mt.immtrax.access.OnPostgres;
import org.springframework.context.annotation.Import;

/** A deputy acts for an official, on a real PostgreSQL. */
@Import(OnPostgres.class)
class DeputyPostgresIT extends DeputyTests {}
