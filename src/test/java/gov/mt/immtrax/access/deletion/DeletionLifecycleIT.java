package gov.mt.immtrax.access.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.mt.immtrax.access.AtOnce;
import gov.mt.immtrax.access.DatabaseDump;
import gov.mt.immtrax.access.Deadlocks;
import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.OnPostgres;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.AccountStatus;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.deletion.process.AccessDeletionProcess;
import gov.mt.immtrax.access.deletion.submission.DeletionService;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accesses end on a real PostgreSQL, by two people at once too, and the engine never learns whose. */
@ModelTest
@Import(OnPostgres.class)
class DeletionLifecycleIT {

    private static final String STRANGER = "other.supervisor@example.org";
    private static final Map<String, Object> DONE = Map.of("outcome", "INACTIVATED");

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    DeletionService service;

    @Autowired
    AccessDeletionRepository deletions;

    @Autowired
    AccountRegister register;

    @Autowired
    FormSubmissionService forms;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource pools;

    private String account;

    @BeforeEach
    void open() {
        assertThat(jdbc.sql("select version()").query(String.class).single()).startsWith("PostgreSQL 17");
        office.itIs("2026-11-23T10:00");
        account = register.open(SampleAccount.facts(), Cause.of("REQ0100387")).number();
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void endsAnAccessOnItsLastDayWithEscalationAndAWithdrawnRequest() {
        String request = office.submit(
                "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "accessLevel", "VACCINE_MANAGEMENT");
        acting.is(Office.SUPERVISOR);
        String number = service.submit(SampleDeletion.with("lastDay", "2026-11-24", "username", "nnurse"));
        assertThat(office.request(request).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);
        keepsSecrets();

        office.wait("2026-11-24T17:00");
        assertThat(office.request(request).status()).isEqualTo(RequestStatus.WITHDRAWN);
        office.wait("2026-11-25T17:00");
        assertThat(office.mailsTo(Office.LEAD)).containsExactly(number + ": inactivation is overdue");
        keepsSecrets();

        office.inactivate(account, DONE);
        office.runJobs();
        assertThat(deletions.get(number).status()).isEqualTo(DeletionStatus.CARRIED_OUT);
        assertThat(register.get(account).status()).isEqualTo(AccountStatus.INACTIVATED);
        keepsSecrets();
    }

    @Test
    void goesThroughRegistryStaffToAnUnknownAccountThatIsKept() {
        acting.is(STRANGER);
        String number = service.submit(SampleDeletion.with("emailAddress", "nora.nurse@sphealth.org"));
        office.wait("2026-11-24T17:00");
        keepsSecrets();
        decide(number, Map.of("outcome", "APPROVED", "note", "Called them, Wilhelmina is right"));
        office.inactivate(number, Map.of("outcome", "KEPT", "note", "Wilhelmina has no account"));
        office.runJobs();

        assertThat(deletions.get(number).status()).isEqualTo(DeletionStatus.KEPT);
        assertThat(office.lastMailTo(STRANGER)).contains("Wilhelmina has no account");
        keepsSecrets();
    }

    @Test
    void letsOneOfTwoPeopleBeFirst() throws Exception {
        acting.is(Office.SUPERVISOR);
        Callable<Object> submit = () -> service.submit(SampleDeletion.with());
        List<Object> submitted = AtOnce.run(submit, submit);
        assertThat(submitted)
                .hasAtLeastOneElementOfType(String.class)
                .hasAtLeastOneElementOfType(FormRejectedException.class);
        String number = submitted.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findAny()
                .orElseThrow();

        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        Callable<Object> inactivate = () -> office.inactivate(account, DONE);
        assertThat(AtOnce.run(inactivate, inactivate)).containsExactlyInAnyOrder(true, false);
        assertThat(deletions.get(number).status()).isEqualTo(DeletionStatus.CARRIED_OUT);
        keepsSecrets();
    }

    /** Either the access has ended or the supervisor has taken it back, and never both. */
    @Test
    void endsOneWayWhenTheSupervisorWithdrawsAtTheSameMoment() throws Exception {
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        acting.is(Office.SUPERVISOR);
        String number = service.submit(SampleDeletion.with());
        acting.is(Office.HELP_DESK, Role.HELP_DESK);

        List<Object> outcomes = AtOnce.run(() -> office.inactivate(account, DONE), () -> service.withdraw(number));

        assertThat(outcomes).containsExactlyInAnyOrder(true, false);
        boolean ended = deletions.get(number).status() == DeletionStatus.CARRIED_OUT;
        assertThat(register.get(account).isActive()).isEqualTo(!ended);
        assertThat(deletions.get(number).status()).isIn(DeletionStatus.CARRIED_OUT, DeletionStatus.WITHDRAWN);
    }

    /** Whoever answers for the access gets through in each order, and when both press the button at once. */
    @Test
    void letsTheResponsibleSupervisorThroughWhoeverIsFirst() throws Exception {
        acting.is(STRANGER);
        String first = service.submit(SampleDeletion.with("lastDay", "2027-11-20"));
        acting.is(Office.SUPERVISOR);
        String own = service.submit(SampleDeletion.with("lastDay", "2026-12-01"));
        assertThat(deletions.get(first).status()).isEqualTo(DeletionStatus.SUPERSEDED);
        acting.is(STRANGER);
        assertThatThrownBy(() -> service.submit(SampleDeletion.with())).isInstanceOf(FormRejectedException.class);
        acting.is(Office.SUPERVISOR);
        service.withdraw(own);
        keepsSecrets();

        for (int round = 0; round < 10; round++) {
            List<Object> outcomes = AtOnce.run(
                    () -> acting.as(STRANGER, () -> service.submit(SampleDeletion.with("lastDay", "2027-11-20"))),
                    () -> acting.as(
                            Office.SUPERVISOR, () -> service.submit(SampleDeletion.with("lastDay", "2026-12-01"))));

            AccessDeletion open = deletions.findOpen(account).orElseThrow();
            assertThat(open.supervisorAddress())
                    .as("round %s: %s", round, outcomes)
                    .isEqualTo(Office.SUPERVISOR);
            assertThat(outcomes.get(1)).isEqualTo(open.number());
            assertThat(jdbc.sql("select count(*) from access_deletion where ended_at is null")
                            .query(Long.class)
                            .single())
                    .isOne();
            acting.is(Office.SUPERVISOR);
            assertThat(service.withdraw(open.number())).isTrue();
        }
    }

    /** Registry staff decide while whoever asked takes it back, and an account moves while its end is carried out. */
    @Test
    void takesTurnsWithWhoeverWritesTheSame() throws Exception {
        long before = deadlocks();
        for (int round = 0; round < Integer.getInteger("rounds", 6); round++) {
            String number = acting.as(STRANGER, () -> service.submit(SampleDeletion.with()));
            List<Object> decided = AtOnce.run(
                    () -> acting.as(
                            Office.REGISTRY,
                            () -> forms.complete(
                                    AccessDeletionProcess.KEY,
                                    number,
                                    AccessDeletionProcess.DECIDE_ACCESS_DELETION,
                                    Map.of("outcome", "APPROVED", "note", "Called them")),
                            Role.REGISTRY_STAFF),
                    () -> acting.as(STRANGER, () -> service.withdraw(number)));
            assertThat(decided)
                    .as("decide, withdraw in round %d", round)
                    .isSubsetOf(true, false)
                    .contains(true);
            office.close();
            open();

            String moving = office.submit(
                    "requestType",
                    "CHANGE_EMPLOYER",
                    "hadPriorAccess",
                    "YES",
                    "employer",
                    "Other Clinic",
                    "emailAddress",
                    SampleAccount.facts().emailAddress());
            office.runJobs();
            office.sign(moving);
            office.runJobs();
            String ending = acting.as(STRANGER, () -> service.submit(SampleDeletion.with()));
            List<Object> ended = AtOnce.run(
                    () -> acting.as(
                            Office.HELP_DESK,
                            () -> forms.complete(
                                    AccessRequestProcess.KEY,
                                    moving,
                                    AccessRequestProcess.PROVISION_ACCESS,
                                    Map.of("outcome", "PROVISIONED")),
                            Role.HELP_DESK),
                    () -> acting.as(STRANGER, () -> service.withdraw(ending)));
            assertThat(ended)
                    .as("provision, withdraw in round %d", round)
                    .doesNotHaveAnyElementsOfTypes(IllegalStateException.class)
                    .allMatch(outcome -> outcome instanceof Boolean || outcome instanceof FormRejectedException);
            office.close();
            open();
        }
        assertThat(deadlocks()).isEqualTo(before);
    }

    private long deadlocks() {
        return Deadlocks.count(pools);
    }

    private void decide(String number, Map<String, Object> decision) {
        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
        assertThat(forms.complete(
                        AccessDeletionProcess.KEY, number, AccessDeletionProcess.DECIDE_ACCESS_DELETION, decision))
                .isTrue();
    }

    /**
     * The address of who is asked to sign or correct is the one thing that the engine knows of the request beside it.
     */
    private void keepsSecrets() {
        assertThat(DatabaseDump.of(jdbc)
                        .placesOf(
                                "nnurse",
                                "Nancy",
                                "Nurse",
                                "nora.nurse",
                                "Wilhelmina",
                                STRANGER,
                                "SPH Broadway",
                                "St. Peters"))
                .isNotEmpty()
                .noneMatch(place -> place.startsWith("act_")
                        && !place.contains("act_ru_variable.text_")
                        && !place.contains("act_hi_varinst.text_"));
        assertThat(jdbc.sql("""
                        select distinct v.name_ from act_hi_varinst v
                        where v.proc_def_key_ in ('access-deletion', 'account-inactivation')""").query(String.class).list())
                .allMatch(name -> List.of(
                                "requestNumber",
                                "caseNumber",
                                "accountNumber",
                                "requesterResponsible",
                                "deletionDecision",
                                "lastDayReached",
                                "inactivationReason",
                                "inactivator",
                                "inactivationDays",
                                "confirmationMode",
                                "inactivationOutcome",
                                "accountMissing")
                        .contains(name));
        assertThat(jdbc.sql("""
                        select count(*) from act_hi_varinst v
                        where v.proc_def_key_ in ('access-deletion', 'account-inactivation') and v.text_ like '%@%'""").query(Long.class).single()).isZero();
    }
}
