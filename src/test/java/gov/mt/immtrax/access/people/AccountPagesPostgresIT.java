package gov.mt.immtrax.access.people;

import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/** The register as staff search it, on a real PostgreSQL. */
@Import(OnPostgres.class)
@DirtiesContext
class AccountPagesPostgresIT extends AccountPagesTests {}
