package gov.mt.immtrax.access.engine;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the engine's own tables lack: an index by which jobs that are due are found among the timers of 100,000 accounts that
 * are not. Made here and not by a migration, since the engine makes its tables itself, after ours.
 */
@Component
class EngineIndexes implements SmartInitializingSingleton {

    static final String DUE_JOBS = "immtrax_job_by_due_date";

    private final JdbcClient jdbc;

    EngineIndexes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            create();
        } catch (DataIntegrityViolationException faster) { // another node that starts at the same moment; PostgreSQL is not safe there
            create();
        }
    }

    private void create() {
        jdbc.sql("create index if not exists " + DUE_JOBS + " on ACT_RU_JOB (DUEDATE_)").update();
    }
}
