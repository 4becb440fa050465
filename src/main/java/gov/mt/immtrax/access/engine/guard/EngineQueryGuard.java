package gov.mt.immtrax.access.engine.guard;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Refuses task queries with expressions, including those inside "or" parts, which the engine's own check misses
 * (CVE-2026-109432): an expression in a query runs as code.
 */
class EngineQueryGuard extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        refuseExpressions(command);
        return next.execute(command);
    }

    /** @throws BadUserRequestException if this is a task query with an expression in any of its parts */
    static void refuseExpressions(Object asked) {
        if (asked instanceof TaskQueryImpl query
                && query.getQueries().stream()
                        .anyMatch(part -> !part.getExpressions().isEmpty())) {
            throw new BadUserRequestException("Expressions are forbidden in queries");
        }
    }
}
