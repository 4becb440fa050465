package gov.mt.immtrax.access.credential.process;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.engine.Escalation;
import gov.mt.immtrax.access.engine.ProcessDeclaration;
import gov.mt.immtrax.access.engine.ProcessDeclaration.Filter;
import gov.mt.immtrax.access.engine.ProcessDeclaration.Task;
import gov.mt.immtrax.access.identity.Role;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares {@code credential-delivery.bpmn} to the engine, and provides a bean for each of its automatic steps. */
@Configuration(proxyBeanMethods = false)
public class CredentialDeliveryProcess {

    /** Id of the model, {@code processes/credential-delivery.bpmn}. */
    public static final String KEY = "credential-delivery";

    /** The help desk's task when a password has expired or was viewed by someone else. */
    public static final String RENEW_TEMPORARY_PASSWORD = "UserTask_RenewTemporaryPassword";

    /** Message that the user has viewed the password. */
    public static final String PASSWORD_SEEN = "PasswordSeen";

    /** Message that starts a delivery with a new password. */
    public static final String NEW_PASSWORD_REQUESTED = "NewPasswordRequested";

    /** Message that the account was inactivated, so that nobody can log in with its password. */
    public static final String CREDENTIALS_REVOKED = "CredentialsRevoked";

    private static final Task RENEW = Task.of(RENEW_TEMPORARY_PASSWORD, Role.HELP_DESK)
            .orLeadWhenOverdue()
            .in(Filter.of("passwords-to-renew", 5, "Passwords to renew", "#1f6f4a", Role.DESK));

    @Bean(KEY)
    ProcessDeclaration declaration() {
        return ProcessDeclaration.of(KEY)
                .shows(1, "requestNumber", "Request")
                .remembers("renewalOutcome", "passwordState")
                .asks(RENEW)
                .build();
    }

    @Bean
    Escalation escalateRenewal(CredentialHandover steps, BusinessCalendar calendar) {
        return new Escalation(
                RENEW,
                calendar,
                execution -> steps.escalateRenewal(execution.getProcessBusinessKey()),
                execution -> steps.renewalEscalatedAt(execution.getProcessBusinessKey()));
    }

    @Bean
    JavaDelegate declineRenewal(CredentialHandover steps) {
        return execution -> steps.declineRenewal(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate dropRenewal(CredentialHandover steps) {
        return execution -> steps.dropRenewal(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate sendPasswordLink(CredentialHandover steps) {
        return execution -> steps.sendPasswordLink(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate wipeExpiredPassword(CredentialHandover steps) {
        return execution -> execution.setVariable(
                "passwordState",
                steps.wipeExpiredPassword(execution.getProcessBusinessKey()).name());
    }
}
