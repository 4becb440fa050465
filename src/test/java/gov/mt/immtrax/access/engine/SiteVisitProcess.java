package gov.mt.immtrax.access.engine;

import gov.mt.immtrax.access.engine.ProcessDeclaration.Filter;
import gov.mt.immtrax.access.engine.ProcessDeclaration.Task;
import gov.mt.immtrax.access.identity.Role;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** All that Java has of a process that the service does not know, {@code engine/site-visit.bpmn} of the tests. */
@TestConfiguration(proxyBeanMethods = false)
public class SiteVisitProcess {

    static final String KEY = "site-visit";
    static final String VISIT_CLINIC = "UserTask_VisitClinic";
    static final String FILTER = "Site visits";

    @Bean(KEY)
    ProcessDeclaration declaration() {
        return ProcessDeclaration.of(KEY)
                .shows(20, "visitNumber", "Visit")
                .remembers("visitDay")
                .asks(Task.of(VISIT_CLINIC, Role.REGISTRY_STAFF)
                        .in(Filter.of("site-visits", 20, FILTER, "#1b5288", Set.of(Role.REGISTRY_STAFF))))
                .build();
    }

    @Bean
    JavaDelegate planVisit() {
        return execution -> execution.setVariable("visitDay", "Monday");
    }

    @Bean
    VisitDeadlines visitDeadlines() {
        return new VisitDeadlines();
    }

    /** Every date that the process waits for. */
    public static class VisitDeadlines {

        private volatile Instant day;

        void visitsAreOn(Instant newDay) {
            day = newDay;
        }

        public Date visit(String number) {
            return Date.from(day);
        }
    }
}
