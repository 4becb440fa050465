package gov.mt.immtrax.access.engine.guard;

import java.util.List;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.camunda.bpm.engine.impl.persistence.entity.FilterManager;

/**
 * Refuses filters with expressions in "or" parts, when they are saved and when they are used (CVE-2026-109432): the
 * query of a filter runs inside another command, where {@link EngineQueryGuard} does not see it, and a filter may have
 * been saved before these guards existed.
 */
class EngineFilterGuard extends FilterManager {

    @Override
    public Filter insertOrUpdateFilter(Filter filter) {
        EngineQueryGuard.refuseExpressions(filter.getQuery());
        return super.insertOrUpdateFilter(filter);
    }

    @Override
    public FilterEntity findFilterById(String filterId) {
        FilterEntity filter = super.findFilterById(filterId);
        if (filter != null) {
            EngineQueryGuard.refuseExpressions(filter.getQuery());
        }
        return filter;
    }

    /** Replaces the engine's own filter manager with this guard. */
    static List<SessionFactory> inPlace() {
        return List.of(new SessionFactory() {

            @Override
            public Class<?> getSessionType() {
                return FilterManager.class;
            }

            @Override
            public Session openSession() {
                return new EngineFilterGuard();
            }
        });
    }
}
