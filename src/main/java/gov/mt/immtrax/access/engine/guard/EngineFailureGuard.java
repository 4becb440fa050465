package gov.mt.immtrax.access.engine.guard;

import java.sql.SQLException;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.dao.DataAccessException;

/**
 * Keeps database messages about failed jobs out of the engine's tables, incidents and log, because they repeat rows and
 * therefore names of people. Only the kind of failure and the stack trace are kept.
 */
class EngineFailureGuard extends CommandInterceptor {

    /** Replaces a database failure of a job: the same stack trace, without the message of the database. */
    static final class JobFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        JobFailed(DataAccessException failure) {
            super(failure.getClass().getSimpleName() + stateOf(failure));
            setStackTrace(failure.getStackTrace());
        }

        private static String stateOf(DataAccessException failure) {
            return failure.getMostSpecificCause() instanceof SQLException refusal
                    ? ", SQL state " + refusal.getSQLState()
                    : "";
        }
    }

    @Override
    public <T> T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (RuntimeException failure) {
            if (command instanceof ExecuteJobsCmd) {
                for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                    if (cause instanceof DataAccessException said) {
                        throw new JobFailed(said);
                    }
                }
            }
            throw failure;
        }
    }
}
