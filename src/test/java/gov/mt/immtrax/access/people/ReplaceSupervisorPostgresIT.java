package gov.mt.immtrax.access.people;

import gov.mt.immtrax.access.OnPostgres;
import org.springframework.context.annotation.Import;

/** A supervisor who left is replaced, on a real PostgreSQL. */
@Import(OnPostgres.class)
class ReplaceSupervisorPostgresIT extends ReplaceSupervisorTests {

    @Override
    String waiting() {
        return "select count(*) from pg_locks where not granted";
    }
}
