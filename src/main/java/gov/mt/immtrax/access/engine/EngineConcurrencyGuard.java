package gov.mt.immtrax.access.engine;

import java.util.Set;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the second of two people who claim, complete or change the same task with a message instead of an error page,
 * without naming the first. Completing a task is retried before that, as on our own pages.
 */
public class EngineConcurrencyGuard extends CommandInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(EngineConcurrencyGuard.class);
    private static final Set<Class<?>> COMPLETING = Set.of(CompleteTaskCmd.class, SubmitTaskFormCmd.class);

    private final IdentityService identity;

    /**
     * @param identity knows whether a call comes from the engine's REST API and not from one of our own pages or jobs
     */
    public EngineConcurrencyGuard(IdentityService identity) {
        this.identity = identity;
    }

    @Override
    public <T> T execute(Command<T> command) {
        try {
            return COMPLETING.contains(command.getClass())
                    ? ConcurrencyRetry.run(() -> next.execute(command))
                    : next.execute(command);
        } catch (TaskAlreadyClaimedException faster) {
            throw new BadUserRequestException("Someone else has already claimed this task");
        } catch (RuntimeException missing) {
            if (COMPLETING.contains(command.getClass()) && isOfEngine(missing)) {
                LOG.info("A task was not completed because it has changed in the meantime: {}", missing.toString());
                // the only exception that every form endpoint of the engine answers as a client error
                throw new FormFieldValidationException(
                        null, "Someone else has just completed or changed this task. Please open it again.", missing);
            }
            if (ConcurrencyRetry.isLost(missing)
                    && identity.getCurrentAuthentication() != null
                    && !ConcurrencyRetry.isWithinAnother()) {
                throw new BadUserRequestException(
                        "Someone else has just changed the same thing. Please open it again.", missing);
            }
            throw missing;
        }
    }

    /**
     * Whether a form was not accepted because the engine found a concurrent change, as the engine or as this guard
     * reports it.
     */
    static boolean isMissed(RuntimeException failure) {
        return isOfEngine(failure)
                || failure instanceof FormFieldValidationException
                        && failure.getCause() instanceof RuntimeException missing
                        && isOfEngine(missing);
    }

    /**
     * Whether the engine itself did not find what someone else has ended, as opposed to a failure in one of our steps.
     */
    private static boolean isOfEngine(RuntimeException missing) {
        return ConcurrencyRetry.isLost(missing)
                || missing instanceof NullValueException
                || missing instanceof NullPointerException
                        && missing.getStackTrace().length > 0
                        && missing.getStackTrace()[0].getClassName().startsWith("org.camunda.bpm.engine.impl.");
    }
}
