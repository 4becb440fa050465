package gov.mt.immtrax.access.engine;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/** Tells the second of two people who claim a task so, without an error page and without naming the first. */
class EngineClaimGuard extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (TaskAlreadyClaimedException faster) {
            throw new BadUserRequestException("Somebody else has claimed this task already");
        }
    }
}
