package gov.mt.immtrax.access.people;

import gov.mt.immtrax.access.OnPostgres;
import org.springframework.context.annotation.Import;

/** A supervisor's list, on a real PostgreSQL. */
@Import(OnPostgres.class)
class PeoplePagesPostgresIT extends PeoplePagesTests {}
