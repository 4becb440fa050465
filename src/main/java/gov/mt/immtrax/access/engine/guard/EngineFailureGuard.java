package gov.mt.immtrax.access.engine.guard;

import java.sql.SQLException;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.dao.DataAccessException;

/**
 * Keeps what a database says about a failed job out of the engine's tables, its incidents and the log: it repeats the
 * rows, and so names of people. What is left is the kind of failure and where it happened.
 */
class EngineFailureGuard extends CommandInterceptor {

    /** A job failed in the database; its trace is that of the failure, without what the database said. */
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
