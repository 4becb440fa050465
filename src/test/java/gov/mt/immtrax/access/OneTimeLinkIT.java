package gov.mt.immtrax.access;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.credential.PasswordLinkService;
import gov.mt.immtrax.access.credential.PasswordState;
import gov.mt.immtrax.access.credential.process.CredentialDeliveryProcess;
import gov.mt.immtrax.access.credential.process.CredentialHandover;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.timeline.CaseEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * Temporary passwords by a one-time link on a real PostgreSQL: nothing of them in clear, and two people at the same
 * moment.
 */
@ModelTest
@DirtiesContext
@Import(OnPostgres.class)
@TestPropertySource(properties = "immtrax.credentials.delivery=ONE_TIME_LINK")
class OneTimeLinkIT {

    private static final String USERNAME = "wfeatherston7";
    private static final String NEW_PASSWORD = "Larkspur?2026";

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    CredentialHandover handover;

    @Autowired
    PasswordLinkService links;

    @Autowired
    Timeline timeline;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    FormService forms;

    @Autowired
    ManagementService jobs;

    @Autowired
    RuntimeService runtime;

    @BeforeEach
    void open() {
        assertThat(jdbc.sql("select version()").query(String.class).single()).startsWith("PostgreSQL 17");
        office.itIs("2026-11-20T10:00");
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void keepsNoPasswordInClearFromTheFirstToTheSecond() throws Exception {
        String number = granted();
        assertThat(office.lastMailTo(Office.USER))
                .contains(USERNAME, "/credentials/" + number)
                .doesNotContain(Office.PASSWORD);
        keepsSecrets();

        office.wait("2026-11-24T17:00");
        assertThat(links.find(number).orElseThrow().state()).isEqualTo(PasswordState.EXPIRED);
        assertThat(sealedPasswords()).isZero();
        acting.is(Office.USER);
        Callable<Object> ask = () -> handover.requestNewPassword(number);
        assertThat(AtOnce.run(ask, ask)).containsExactlyInAnyOrder(true, false);
        keepsSecrets();

        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        forms.submitTaskForm(
                office.task(number, CredentialDeliveryProcess.RENEW_TEMPORARY_PASSWORD)
                        .getId(),
                Map.of("outcome", "RENEWED", "temporaryPassword", NEW_PASSWORD));
        keepsSecrets();
        office.runJobs();
        keepsSecrets();

        acting.is(Office.USER);
        Callable<Object> show = () -> handover.showPassword(number);
        assertThat(AtOnce.run(show, show)).containsExactlyInAnyOrder(Optional.of(NEW_PASSWORD), Optional.empty());
        assertThat(sealedPasswords()).isZero();
        assertThat(runningProcesses()).isZero();
        keepsSecrets();
    }

    /** A mail that was accepted late makes the timer look again at a time when the password is still shown. */
    @RepeatedTest(5)
    void endsWellWhenAClickMeetsTheTimer() throws Exception {
        String number = granted();
        Job timer = jobs.createJobQuery()
                .timers()
                .processDefinitionKey(CredentialDeliveryProcess.KEY)
                .singleResult();
        acting.is(Office.USER);

        List<Object> both = AtOnce.run(() -> handover.showPassword(number), () -> {
            jobs.executeJob(timer.getId());
            return "fired";
        });

        assertThat(both).contains(Optional.of(Office.PASSWORD));
        assertThat(handover.showPassword(number)).isEmpty();
        office.wait("2026-11-24T17:00");
        assertThat(runningProcesses()).isZero();
        assertThat(timeline.of(number))
                .extracting(CaseEvent::type)
                .containsOnlyOnce(RequestEventType.PASSWORD_SEEN)
                .doesNotContain(RequestEventType.PASSWORD_EXPIRED);
    }

    private String granted() {
        String number = office.submit();
        office.runJobs();
        office.sign(number);
        office.decide(
                number, Map.of("outcome", "PROVISIONED", "username", USERNAME, "temporaryPassword", Office.PASSWORD));
        keepsSecrets();
        office.runJobs();
        return number;
    }

    private void keepsSecrets() {
        DatabaseDump dump = DatabaseDump.of(jdbc);
        assertThat(dump.tables()).contains("act_ge_bytearray", "act_hi_varinst", "credential", "mail_ledger");
        assertThat(dump.placesOf(Office.PASSWORD)).as("temporary password").isEmpty();
        assertThat(dump.placesOf(NEW_PASSWORD)).as("new temporary password").isEmpty();
        assertThat(dump.placesOf(USERNAME))
                .as("user name")
                .containsExactly(
                        "account.login_key",
                        "account.username",
                        "account.username_folded",
                        "account.username_key",
                        "audit_event.account",
                        "credential.username");
    }

    private long sealedPasswords() {
        return jdbc.sql("select count(*) from credential where sealed_password is not null")
                .query(Long.class)
                .single();
    }

    private long runningProcesses() {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(CredentialDeliveryProcess.KEY)
                .count();
    }
}
