package gov.mt.immtrax.access.people;

import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/** A supervisor who left is replaced, on a real PostgreSQL. */
@Import(OnPostgres.class)
@DirtiesContext
class ReplaceSupervisorPostgresIT extends ReplaceSupervisorTests {}
