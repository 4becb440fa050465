package gov.mt.immtrax.access.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.timeline.CaseEvent;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Several supervisors request access for one person: nobody blocks another, and the help desk keeps one. */
@ModelTest
class RivalRequestsTests {

    private static final String STRANGER = "eve.elsewhere@example.org";

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    RequestService service;

    @Autowired
    AccessRequestRepository requests;

    @Autowired
    SupervisorHandover handover;

    @Autowired
    Timeline timeline;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void takesTheSupervisorsRequestBesideThatOfAStranger() {
        String strangers = submitAsStranger();
        String own = office.submit();

        assertThat(requests.openFor(Office.USER))
                .extracting(AccessRequest::number)
                .containsExactly(strangers, own);
    }

    @Test
    void asksTheHelpDeskWhatBecomesOfTheOther() {
        submitAsStranger();
        String own = signed(office.submit());

        assertThatThrownBy(() -> office.provision(own)).satisfies(refusedAt("otherRequests"));
        assertThat(office.request(own).status()).isEqualTo(RequestStatus.AWAITING_PROVISIONING);
    }

    @Test
    void endsTheStrangersAndTellsThemNothingOfTheOneThatIsKept() {
        String strangers = submitAsStranger();
        String own = signed(office.submit());

        provision(own, "END");
        office.runJobs();

        assertThat(office.request(own).status()).isEqualTo(RequestStatus.GRANTED);
        assertThat(office.request(strangers).status()).isEqualTo(RequestStatus.WITHDRAWN);
        assertThat(office.process(strangers)).isNull();
        assertThat(timeline.of(strangers))
                .extracting(CaseEvent::type)
                .endsWith(RequestEventType.NOT_KEPT, RequestEventType.WITHDRAWN);
        assertThat(office.lastMailTo(STRANGER))
                .contains("The help desk has ended your request", strangers)
                .doesNotContain(own, Office.SUPERVISOR);
        assertThat(jdbc.sql("select action from audit_event where case_number = :number and detail like '%is kept'")
                        .param("number", strangers)
                        .query(String.class)
                        .list())
                .containsExactly("REQUEST_WITHDRAWN");
    }

    @Test
    void keepsTheStrangersIfTheUserNeedsBoth() {
        String strangers = submitAsStranger();
        String own = signed(office.submit());

        provision(own, "KEEP");
        office.runJobs();

        assertThat(office.request(own).status()).isEqualTo(RequestStatus.GRANTED);
        assertThat(office.request(strangers).status()).isEqualTo(RequestStatus.AWAITING_SIGNATURE);
    }

    @Test
    void keepsTheStrangersIfThatIsTheRightOne() {
        String own = office.submit();
        String strangers = signed(submitAsStranger());

        provision(strangers, "END");
        office.runJobs();

        assertThat(office.request(strangers).status()).isEqualTo(RequestStatus.GRANTED);
        assertThat(office.request(own).status()).isEqualTo(RequestStatus.WITHDRAWN);
        assertThat(office.lastMailTo(Office.SUPERVISOR)).doesNotContain(strangers, STRANGER);
    }

    @Test
    void doesNotAskWhenNothingIsSetUp() {
        submitAsStranger();
        String own = signed(office.submit());
        assertThat(office.decide(own, Map.of("outcome", "DECLINED", "note", "Not an employee.")))
                .isTrue();
    }

    @Test
    void doesNotAskAboutARequestThatHasEnded() {
        String strangers = submitAsStranger();
        acting.is(STRANGER);
        service.withdraw(strangers);
        assertThat(office.provision(signed(office.submit()))).isTrue();
    }

    @Test
    void refusesTheSecondRequestOfOneSupervisor() {
        String strangers = submitAsStranger();
        office.submit();
        assertThatThrownBy(office::submit).satisfies(refusedAt("emailAddress"));
        assertThatThrownBy(this::submitAsStranger).satisfies(refusedAt("emailAddress"));
        assertThat(requests.openFor(Office.USER))
                .hasSize(2)
                .first()
                .extracting(AccessRequest::number)
                .isEqualTo(strangers);
    }

    @Test
    void goOnBothWhereTheyBecomeThoseOfOneSupervisor() {
        String strangers = submitAsStranger();
        String own = office.submit();

        handover.handOver(strangers, "Stacy Supervisor", Office.SUPERVISOR);

        assertThat(requests.openFor(Office.USER))
                .extracting(AccessRequest::number, AccessRequest::supervisorAddress)
                .containsExactly(tuple(strangers, Office.SUPERVISOR), tuple(own, Office.SUPERVISOR));
        submitAsStranger(); // whoever gave theirs away may request again
        assertThat(office.withdraw(own)).isTrue();
        assertThat(office.withdraw(strangers)).isTrue();
    }

    private String submitAsStranger() {
        acting.is(STRANGER);
        return service.submit(Office.screenshotWith(
                "supervisorName", "Eve Elsewhere", "employer", "Elsewhere Clinic", "locationName", "Elsewhere East"));
    }

    private String signed(String number) {
        office.runJobs();
        Map<String, Object> signature = new HashMap<>(Office.signature(number));
        signature.put("facilityName", office.request(number).employer());
        office.sign(number, signature);
        office.runJobs();
        return number;
    }

    private void provision(String number, String others) {
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        assertThat(office.decide(
                        number,
                        Map.of(
                                "outcome",
                                "PROVISIONED",
                                "username",
                                "nnurse",
                                "temporaryPassword",
                                Office.PASSWORD,
                                "otherRequests",
                                others)))
                .isTrue();
    }

    private static ThrowingConsumer<Throwable> refusedAt(String field) {
        return thrown -> assertThat(((FormRejectedException) thrown).errors())
                .extracting(FormError::field)
                .containsExactly(field);
    }
}
