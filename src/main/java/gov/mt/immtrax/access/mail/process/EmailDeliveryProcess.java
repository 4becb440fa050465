package gov.mt.immtrax.access.mail.process;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.engine.Escalation;
import gov.mt.immtrax.access.engine.ProcessDeclaration;
import gov.mt.immtrax.access.engine.ProcessDeclaration.Filter;
import gov.mt.immtrax.access.engine.ProcessDeclaration.Task;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.mail.CorrectionService;
import gov.mt.immtrax.access.mail.ReleaseService;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The elements of {@code email-delivery.bpmn} that Java uses, and the beans of its automatic steps. */
@Configuration(proxyBeanMethods = false)
public class EmailDeliveryProcess {

    /** Id of the model, {@code processes/email-delivery.bpmn}. */
    public static final String KEY = "email-delivery";

    /** The task to correct a refused address. */
    public static final String CORRECT_EMAIL_ADDRESS = "UserTask_CorrectEmailAddress";

    /** The task to release or drop a held email. */
    public static final String RELEASE_EMAIL = "UserTask_ReleaseEmail";

    /** Message that takes an email back. */
    public static final String EMAIL_WITHDRAWN = "EmailWithdrawn";

    private static final Task RELEASE = Task.of(RELEASE_EMAIL, Role.HELP_DESK)
            .orLeadWhenOverdue()
            .in(Filter.of("emails-to-release", 9, "Emails to release", "#97400f", Role.DESK));

    private static final Task CORRECT = Task.of(CORRECT_EMAIL_ADDRESS, Role.HELP_DESK)
            .orLeadWhenOverdue()
            .in(Filter.of("needs-correction", 3, "Needs correction", "#97400f", Role.DESK));

    @Bean(KEY)
    ProcessDeclaration declaration() {
        return ProcessDeclaration.of(KEY)
                .shows(1, "caseNumber", "Number")
                .remembers("mailId", "releaseOutcome")
                .asks(CORRECT)
                .asks(RELEASE)
                .build();
    }

    @Bean
    JavaDelegate sendEmail(MailDispatcher steps) {
        return execution -> steps.send(mail(execution));
    }

    @Bean
    Escalation escalateRelease(ReleaseService steps, BusinessCalendar calendar) {
        return new Escalation(
                RELEASE,
                calendar,
                execution -> steps.escalate(mail(execution)),
                execution -> steps.escalatedAt(mail(execution)));
    }

    @Bean
    Escalation escalateCorrection(CorrectionService steps, BusinessCalendar calendar) {
        return new Escalation(
                CORRECT,
                calendar,
                execution -> steps.escalate(mail(execution)),
                execution -> steps.escalatedAt(mail(execution)));
    }

    private static UUID mail(DelegateExecution execution) {
        return UUID.fromString((String) execution.getVariable("mailId"));
    }
}
