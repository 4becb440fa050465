package gov.mt.immtrax.access.request.mail;

import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.AccountMatches;
import gov.mt.immtrax.access.request.OpenTaskUpdater;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.request.process.UserAwareness;
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
    private final Timeline timeline;
    private final OpenTaskUpdater tasks;
    private final AccountMatches accounts;
    private final UserAwareness users;

    RequestMailListener(
            JdbcClient jdbc,
            AccessRequestRepository requests,
            RequestEffectRepository effects,
            AccountRegister register,
            Timeline timeline,
            OpenTaskUpdater tasks,
            AccountMatches accounts,
            UserAwareness users) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.effects = effects;
        this.register = register;
        this.timeline = timeline;
        this.tasks = tasks;
        this.accounts = accounts;
        this.users = users;
    }

    /**
     * From now on, the corrected address is the person's address for emails, the login, the open task and the register,
     * wherever the refused one still is. The timeline names both to those who are part of the request; the addresses of
     * other supervisors stand in the ledger alone.
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
                account(
                        number,
                        f -> corrected.isAbout(f.emailAddress())
                                        && !corrected.newAddress().equals(f.supervisorAddress())
                                ? f.withEmailAddress(corrected.newAddress())
                                : f);
                if (corrected.isAbout(request.emailAddress())) {
                    write("update access_request set email_address = :address where number = :number", corrected);
                    requests.renewOpenKey(number);
                    tasks.giveToUser(number, corrected.newAddress());
                    checkApproval(request);
                }
            }
            case SUPERVISOR -> { // the request first, so that its supervisor is still the account's
                if (corrected.isAbout(request.supervisorAddress())) {
                    write("update access_request set supervisor_address = :address where number = :number", corrected);
                    requests.renewOpenKey(number);
                    tasks.giveToSupervisor(number, corrected.newAddress());
                }
                account(
                        number,
                        f -> corrected.isAbout(f.supervisorAddress())
                                        && !corrected.newAddress().equals(f.emailAddress())
                                ? f.withSupervisor(f.supervisorName(), corrected.newAddress())
                                : f);
            }
            case FORMER_SUPERVISOR -> effects.correctFormerSupervisor(number, corrected);
            case ACCOUNT_SUPERVISOR -> effects.correctAccountSupervisor(number, corrected);
            case OLD_ADDRESS -> {
                // whoever has signed with it cannot be reached there, and is no longer the user
            }
            case NEW_ADDRESS, HELP_DESK_LEAD, AUDITOR, DEPUTY ->
                throw new IllegalStateException("The address of " + corrected.audience() + " is a setting");
        }
        boolean partOfTheRequest = corrected.audience() == Audience.USER || corrected.audience() == Audience.SUPERVISOR;
        timeline.note(number, RequestEventType.MAIL_ADDRESS_CORRECTED, partOfTheRequest ? corrected.change() : null);
        if (corrected.audience() == Audience.USER
                && corrected.isAbout(request.emailAddress())
                && users.holdsAgreement(number)) {
            timeline.note(number, RequestEventType.AGREEMENT_KEPT, corrected.oldAddress());
        }
    }

    /** Registry staff approved who decides on an account, and not on another one that has the corrected address. */
    private void checkApproval(AccessRequest before) {
        AccessRequest after = requests.get(before.number());
        if (timeline.isApproved(before.number())
                && !accounts.withoutSupervisor(before).containsAll(accounts.withoutSupervisor(after))) {
            timeline.note(before.number(), RequestEventType.APPROVAL_VOID);
            if (after.status() == RequestStatus.AWAITING_PROVISIONING) {
                tasks.checkRequesterAgain(before.number());
            }
        }
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
