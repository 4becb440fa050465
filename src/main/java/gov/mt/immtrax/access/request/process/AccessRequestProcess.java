package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.engine.Escalation;
import gov.mt.immtrax.access.engine.ProcessDeclaration;
import gov.mt.immtrax.access.engine.ProcessDeclaration.Filter;
import gov.mt.immtrax.access.engine.ProcessDeclaration.Task;
import gov.mt.immtrax.access.identity.Role;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The elements of {@code access-request.bpmn} that Java uses, and the beans of its automatic steps. */
@Configuration(proxyBeanMethods = false)
public class AccessRequestProcess {

    /** Id of the model, {@code processes/access-request.bpmn}. */
    public static final String KEY = "access-request";

    /** The user's task to sign the user agreement. */
    public static final String SIGN_USER_AGREEMENT = "UserTask_SignUserAgreement";

    /** The task of registry staff, for a request of which it is not known who may authorize it. */
    public static final String DECIDE_ACCESS_REQUEST = "UserTask_DecideAccessRequest";

    /** The help desk's task to set up the access. */
    public static final String PROVISION_ACCESS = "UserTask_ProvisionAccess";

    /** The supervisor's task to correct a returned request. */
    public static final String CORRECT_REQUEST = "UserTask_CorrectRequest";

    /** The wait until the help desk's task for a change comes. */
    public static final String CHANGE_COMES_UP = "IntermediateCatchEvent_ChangeComesUp";

    /** The wait for the start date, before the credentials go out or a planned change is carried out. */
    public static final String START_DATE_REACHED = "IntermediateCatchEvent_StartDateReached";

    /** Message that ends a request before its credentials have gone out. */
    public static final String REQUEST_WITHDRAWN = "RequestWithdrawn";

    /** Message that the account whose permissions should change was inactivated. */
    public static final String ACCOUNT_ENDED = "AccountEnded";

    /** Message that the request has another type, or the user another email address, before the user has signed. */
    public static final String INVITATION_OUTDATED = "InvitationOutdated";

    /**
     * Message that a request was corrected while registry staff or the help desk had it, or while its change was ahead.
     */
    public static final String REQUEST_CORRECTED = "RequestCorrected";

    private static final Task PROVISION = Task.of(PROVISION_ACCESS, Role.HELP_DESK)
            .orLeadWhenOverdue()
            .in(Filter.of("to-provision", 1, "To provision", "#1b5288", Role.DESK));

    private static final Task DECIDE =
            Task.of(DECIDE_ACCESS_REQUEST, Role.REGISTRY_STAFF).orLeadWhenOverdue();

    @Bean(KEY)
    ProcessDeclaration declaration() {
        return ProcessDeclaration.of(KEY)
                .startedByForm()
                .shows(1, "requestNumber", "Request")
                .shows(4, "userAddress", "User")
                .remembers(
                        "requestType", "supervisorAddress", "agreementOnFile", "agreementSigned", "provisioningOutcome")
                .remembers("decisionNeeded", "requestDecision")
                .remembers("agreementNeeded", "credentialsIssued", "provisioner", "businessDays")
                .remembers("accountActive", "accountMayMove", "accountToEnd", "accountNumber")
                .remembers("changeAhead", "changePlanned")
                .asks(Task.of(SIGN_USER_AGREEMENT))
                .asks(DECIDE)
                .asks(PROVISION)
                .asks(Task.of(CORRECT_REQUEST)
                        .in(Filter.of("needs-correction", 3, "Needs correction", "#97400f", Role.DESK)))
                .build();
    }

    @Bean
    JavaDelegate inviteUser(RequestLifecycle steps) {
        return execution -> steps.inviteUser(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate remindUser(RequestLifecycle steps) {
        return execution -> steps.remindUser(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate reportMissingPaperwork(RequestLifecycle steps) {
        return execution -> steps.reportMissingPaperwork(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate checkRequester(RequestLifecycle steps) {
        return execution ->
                execution.setVariable("decisionNeeded", steps.checkRequester(execution.getProcessBusinessKey()));
    }

    @Bean
    JavaDelegate referRequest(RequestLifecycle steps) {
        return execution -> steps.referRequest(execution.getProcessBusinessKey());
    }

    @Bean
    Escalation escalateRequestDecision(RequestLifecycle steps, BusinessCalendar calendar) {
        return new Escalation(
                DECIDE,
                calendar,
                execution -> steps.escalateRequestDecision(execution.getProcessBusinessKey()),
                execution -> steps.escalatedAt(execution.getProcessBusinessKey()));
    }

    @Bean
    JavaDelegate sendToHelpDesk(RequestLifecycle steps) {
        return execution -> execution.setVariable(
                "changeAhead",
                steps.sendToHelpDesk(
                        execution.getProcessBusinessKey(),
                        ((Number) execution.getVariable("businessDays")).intValue()));
    }

    @Bean
    Escalation escalateProvisioning(RequestLifecycle steps, BusinessCalendar calendar) {
        return new Escalation(
                PROVISION,
                calendar,
                execution -> steps.escalateProvisioning(execution.getProcessBusinessKey()),
                execution -> steps.escalatedAt(execution.getProcessBusinessKey()));
    }

    @Bean
    JavaDelegate announceChange(PlannedChanges changes) {
        return execution -> changes.announce(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate carryOutChange(PlannedChanges changes) {
        return execution -> changes.carryOut(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate checkAccount(RequestLifecycle steps, PlannedChanges changes) {
        return execution -> {
            String number = execution.getProcessBusinessKey();
            boolean active = steps.checkAccount(number);
            execution.setVariable("accountActive", active);
            execution.setVariable("accountMayMove", !active && changes.dropMove(number));
        };
    }

    @Bean
    JavaDelegate closeRequest(RequestLifecycle steps) {
        return execution -> steps.closeRequest(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate closeChangeOfPermissions(RequestLifecycle steps) {
        return execution -> steps.closeRequest(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate emailCredentials(RequestLifecycle steps) {
        return execution -> steps.emailCredentials(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate informSupervisor(RequestLifecycle steps) {
        return execution -> steps.informSupervisor(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate confirmChange(RequestLifecycle steps) {
        return execution -> steps.confirmChange(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate declineRequest(RequestLifecycle steps) {
        return execution -> steps.declineRequest(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate returnRequest(RequestLifecycle steps) {
        return execution -> steps.returnRequest(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate remindSupervisor(RequestLifecycle steps) {
        return execution -> steps.remindSupervisor(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate expireRequest(RequestLifecycle steps) {
        return execution -> steps.expireRequest(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate withdrawRequest(RequestLifecycle steps) {
        return execution -> {
            Optional<String> account = steps.withdrawRequest(execution.getProcessBusinessKey());
            execution.setVariable("accountToEnd", account.isPresent());
            account.ifPresent(number -> execution.setVariable("accountNumber", number));
        };
    }
}
