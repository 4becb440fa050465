package gov.mt.immtrax.access.people;

import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/** A supervisor's list, on a real PostgreSQL. */
@Import(OnPostgres.class)
@DirtiesContext
class PeoplePagesPostgresIT extends PeoplePagesTests {}
