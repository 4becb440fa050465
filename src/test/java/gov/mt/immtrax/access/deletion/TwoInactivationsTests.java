package gov.mt.immtrax.access.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.deletion.submission.DeletionService;
import gov.mt.immtrax.access.engine.DueDates;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.inactivation.Inactivation;
import gov.mt.immtrax.access.inactivation.InactivationRepository;
import gov.mt.immtrax.access.inactivation.process.AccountInactivationProcess;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A supervisor asks for the end of an account about which registry staff are asked already, because its end date is
 * over.
 */
@ModelTest
class TwoInactivationsTests {

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    AccountRegister register;

    @Autowired
    InactivationRepository inactivations;

    @Autowired
    DeletionService service;

    @Autowired
    AccessDeletionRepository deletions;

    @Autowired
    FormSubmissionService forms;

    @Autowired
    DueDates dueDates;

    @Autowired
    TaskService tasks;

    private String account;
    private String deletion;

    @BeforeEach
    void bothAsk() {
        office.itIs("2026-11-02T10:00");
        account = register.open(SampleAccount.endingOn(LocalDate.of(2026, 11, 22)), Cause.of("REQ0100387"))
                .number();
        // Monday; three business days and Thanksgiving: until Friday
        office.wait("2026-11-15T06:00");
        office.wait("2026-11-23T06:00");
        office.itIs("2026-11-23T10:00");
        acting.is(Office.SUPERVISOR);
        deletion = service.submit(SampleDeletion.with("lastDay", "2026-11-23"));
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void haveEachTheirOwnDates() {
        assertThat(tasks.createTaskQuery()
                        .taskDefinitionKey(AccountInactivationProcess.INACTIVATE_ACCOUNT)
                        .list())
                .extracting(Task::getDueDate)
                .extracting(due ->
                        due.toInstant().atZone(ZoneId.of("America/Denver")).toLocalDateTime())
                .containsExactlyInAnyOrder(
                        LocalDateTime.of(2026, 11, 24, 17, 0), LocalDateTime.of(2026, 11, 27, 17, 0));

        // the lead is told of the help desk's on Tuesday, and of the other one on Friday, when both are overdue
        office.wait("2026-11-24T17:00");
        assertThat(office.mailsTo(Office.LEAD)).containsExactly(deletion + ": inactivation is overdue");
        assertThat(dueDates.recalculate()).as("nothing has moved").isZero();
        office.wait("2026-11-25T17:00");
        office.wait("2026-11-27T17:00");
        assertThat(office.mailsTo(Office.LEAD)).contains(account + ": inactivation is overdue");
    }

    @Test
    void haveEachTheirOwnOutcome() {
        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
        assertThat(forms.complete(
                        AccountInactivationProcess.KEY,
                        account,
                        AccountInactivationProcess.INACTIVATE_ACCOUNT,
                        Map.of("outcome", "KEPT", "note", "Her contract goes on.")))
                .isTrue();

        assertThat(inactivations.latest(account).orElseThrow())
                .extracting(Inactivation::reason, it -> it.outcome().name(), Inactivation::note)
                .containsExactly(InactivationReason.END_DATE, "KEPT", "Her contract goes on.");
        assertThat(inactivations.latest(deletion).orElseThrow())
                .extracting(Inactivation::reason, Inactivation::outcome, Inactivation::account)
                .containsExactly(InactivationReason.ACCESS_DELETION, null, account);
        assertThat(deletions.get(deletion).status()).isEqualTo(DeletionStatus.AWAITING_INACTIVATION);

        assertThat(office.inactivate(deletion, Map.of("outcome", "INACTIVATED")))
                .isTrue();
        assertThat(deletions.get(deletion).status()).isEqualTo(DeletionStatus.CARRIED_OUT);
        assertThat(register.get(account).inactivationReason()).isEqualTo(InactivationReason.ACCESS_DELETION);
    }

    @Test
    void areCalledOffEachForItself() {
        office.itIs("2026-11-27T17:00");
        acting.is(Office.SUPERVISOR);
        assertThat(service.withdraw(deletion)).isTrue();
        office.wait("2026-11-27T17:01");

        assertThat(office.mailsTo(Office.LEAD)).containsExactly(account + ": inactivation is overdue");
        assertThat(tasks.createTaskQuery()
                        .taskDefinitionKey(AccountInactivationProcess.INACTIVATE_ACCOUNT)
                        .count())
                .isOne();
    }
}
