package gov.mt.immtrax.access.request.mail;

import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.OpenTaskUpdater;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.request.provisioning.RequestEffect;
import gov.mt.immtrax.access.request.provisioning.RequestEffectRepository;
import java.util.function.UnaryOperator;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes a corrected email address into the request and everything that depends on it. */
@Component
class RequestMailListener {

    private final JdbcClient jdbc;
    private final AccessRequestRepository requests;
    private final RequestEffectRepository effects;
    private final AccountRegister register;
    private final UserAddress userAddress;
    private final Timeline timeline;
    private final OpenTaskUpdater tasks;

    RequestMailListener(
            JdbcClient jdbc,
            AccessRequestRepository requests,
            RequestEffectRepository effects,
            AccountRegister register,
            UserAddress userAddress,
            Timeline timeline,
            OpenTaskUpdater tasks) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.effects = effects;
        this.register = register;
        this.userAddress = userAddress;
        this.timeline = timeline;
        this.tasks = tasks;
    }

    /**
     * From now on, the corrected address is the person's address for emails, the login, the open task and the register.
     */
    @EventListener
    void on(MailAddressCorrected corrected) {
        if (corrected.caseNumber().kind() == CaseKind.ACCESS_REQUEST) {
            String number = corrected.caseNumber().text();
            on(corrected, number, requests.get(number));
        }
    }

    private void on(MailAddressCorrected corrected, String number, AccessRequest request) {
        switch (corrected.audience()) {
            case USER -> {
                String refused = userAddress.of(request);
                write("""
                        update access_request
                        set email_address = :address, open_key = case when open_key is null then null else :address end
                        where number = :number""", corrected);
                account(number, f -> refused.equals(f.emailAddress()) ? f.withEmailAddress(corrected.newAddress()) : f);
                tasks.giveToUser(number, corrected.newAddress());
            }
            case SUPERVISOR -> {
                write("update access_request set supervisor_address = :address where number = :number", corrected);
                account(
                        number,
                        f -> request.supervisorAddress().equals(f.supervisorAddress())
                                ? f.withSupervisor(f.supervisorName(), corrected.newAddress())
                                : f);
                tasks.giveToSupervisor(number, corrected.newAddress());
            }
            case FORMER_SUPERVISOR -> effects.correctFormerSupervisor(number, corrected.newAddress());
            case ACCOUNT_SUPERVISOR -> effects.correctAccountSupervisor(number, corrected.newAddress());
            case HELP_DESK_LEAD, AUDITOR ->
                throw new IllegalStateException("The address of " + corrected.audience() + " is a setting");
        }
        timeline.note(number, RequestEventType.MAIL_ADDRESS_CORRECTED);
    }

    private void write(String sql, MailAddressCorrected corrected) {
        jdbc.sql(sql)
                .param("address", corrected.newAddress())
                .param("number", corrected.caseNumber().text())
                .update();
    }

    /** Corrects the account that the request opened or changed, if it still has the old address. */
    private void account(String number, UnaryOperator<AccountFacts> correction) {
        effects.find(number)
                .map(RequestEffect::account)
                .ifPresent(account -> register.change(account, correction, Cause.of(number)));
    }
}
