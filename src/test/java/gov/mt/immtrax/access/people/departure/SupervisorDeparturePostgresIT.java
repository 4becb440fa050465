package gov.mt.immtrax.access.people.departure;

import gov.mt.immtrax.access.OnPostgres;
import org.springframework.context.annotation.Import;

/** A supervisor leaves, on a real PostgreSQL. */
@Import(OnPostgres.class)
class SupervisorDeparturePostgresIT extends SupervisorDepartureTests {}
