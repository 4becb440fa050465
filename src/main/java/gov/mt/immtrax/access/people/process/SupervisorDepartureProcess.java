package gov.mt.immtrax.access.people.process;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.engine.Escalation;
import gov.mt.immtrax.access.engine.ProcessDeclaration;
import gov.mt.immtrax.access.engine.ProcessDeclaration.Task;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.people.departure.DepartureService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The elements of {@code supervisor-departure.bpmn} that Java uses, and the beans of its automatic steps. */
@Configuration(proxyBeanMethods = false)
public class SupervisorDepartureProcess {

    /**
     * Id of the model, {@code processes/supervisor-departure.bpmn}; its business key is the number of the departure.
     */
    public static final String KEY = "supervisor-departure";

    /** The task of registry staff to replace the supervisor. */
    public static final String REPLACE_SUPERVISOR = "UserTask_ReplaceSupervisor";

    /** Message that nobody is left without a supervisor. */
    public static final String DEPARTURE_SETTLED = "DepartureSettled";

    private static final Task REPLACE = Task.of(REPLACE_SUPERVISOR, Role.REGISTRY_STAFF);

    @Bean(KEY)
    ProcessDeclaration declaration() {
        return ProcessDeclaration.of(KEY)
                .shows(2, "accountNumber", "Account")
                .remembers("departureNumber", "supervisorNeeded")
                .asks(REPLACE)
                .build();
    }

    @Bean
    JavaDelegate findPeople(DepartureService steps) {
        return execution -> {
            String number = execution.getProcessBusinessKey();
            execution.setVariable("departureNumber", number);
            execution.setVariable(
                    "supervisorNeeded", steps.findPeople(number, (String) execution.getVariable("accountNumber")));
        };
    }

    @Bean
    Escalation escalateReplacement(DepartureService steps, BusinessCalendar calendar) {
        return new Escalation(
                REPLACE,
                calendar,
                execution -> steps.escalate(execution.getProcessBusinessKey()),
                execution -> steps.escalatedAt(execution.getProcessBusinessKey()));
    }
}
