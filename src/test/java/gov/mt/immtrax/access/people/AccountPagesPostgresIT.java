package gov.mt.immtrax.access.people;

import gov.mt.immtrax.access.OnPostgres;
import org.springframework.context.annotation.Import;

/** The register as staff search it, on a real PostgreSQL. */
@Import(OnPostgres.class)
class AccountPagesPostgresIT extends AccountPagesTests {}
