package gov.mt.immtrax.access.people;

import gov.mt.immtrax.access.OnPostgres;
import org.springframework.context.annotation.Import;

/** A person is handed over, on a real PostgreSQL. */
@Import(OnPostgres.class)
class HandoverPostgresIT extends HandoverTests {}
