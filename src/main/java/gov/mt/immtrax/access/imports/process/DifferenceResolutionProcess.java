package gov.mt.immtrax.access.imports.process;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.engine.Escalation;
import gov.mt.immtrax.access.engine.ProcessDeclaration;
import gov.mt.immtrax.access.engine.ProcessDeclaration.Filter;
import gov.mt.immtrax.access.engine.ProcessDeclaration.Task;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.imports.DifferenceService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The elements of {@code difference-resolution.bpmn} that Java uses, and the bean of its automatic step. */
@Configuration(proxyBeanMethods = false)
public class DifferenceResolutionProcess {

    /** Id of the model, {@code processes/difference-resolution.bpmn}. */
    public static final String KEY = "difference-resolution";

    /** The help desk's task to resolve a difference. */
    public static final String RESOLVE_DIFFERENCE = "UserTask_ResolveDifference";

    /** Message that an export agrees, so that the difference is closed. */
    public static final String DIFFERENCE_CLOSED = "DifferenceClosed";

    private static final Task RESOLVE = Task.of(RESOLVE_DIFFERENCE, Role.HELP_DESK)
            .orLeadWhenOverdue()
            .in(Filter.of("differences", 8, "Differences", "#5b3a86", Role.DESK));

    @Bean(KEY)
    ProcessDeclaration declaration() {
        return ProcessDeclaration.of(KEY)
                .shows(3, "differenceNumber", "Difference")
                .asks(RESOLVE)
                .build();
    }

    @Bean
    Escalation escalateDifference(DifferenceService steps, BusinessCalendar calendar) {
        return new Escalation(
                RESOLVE,
                calendar,
                execution -> steps.escalate(execution.getProcessBusinessKey()),
                execution -> steps.escalatedAt(execution.getProcessBusinessKey()));
    }
}
