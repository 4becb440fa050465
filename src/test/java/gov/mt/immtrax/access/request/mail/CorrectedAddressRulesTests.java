package gov.mt.immtrax.access.request.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.mail.process.EmailDeliveryProcess;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An address was refused for good; what the help desk may put in its place. */
@ModelTest
class CorrectedAddressRulesTests {

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    FormSubmissionService service;

    @Autowired
    JdbcClient jdbc;

    private String number;

    @BeforeEach
    void anAddressIsRefused() {
        office.itIs("2026-11-23T10:00");
        number = office.submit();
        jdbc.sql("update access_request set email_address = 'nancy at home' where number = ?")
                .param(number)
                .update();
        office.runJobs();
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void takesItFromTheHelpDeskAlone() {
        for (String person : new String[] {Office.SUPERVISOR, Office.USER}) {
            acting.is(person);
            assertRefused("request.rule.helpDeskCorrects", () -> correct("nancy.home@sphealth.org"));
        }
        acting.is("operations@mt.gov", Role.OPERATIONS);
        assertRefused("request.rule.helpDeskCorrects", () -> correct("nancy.home@sphealth.org"));
    }

    @Test
    void keepsUserAndSupervisorTwoPersons() {
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        assertRefused("request.rule.addressOfSupervisor", () -> correct("Stacy.Supervisor@SPHealth.org"));
    }

    @Test
    void takesNoAddressOfSomebodyForWhomARequestIsOpen() {
        office.submit("emailAddress", "norman.nurse@sphealth.org");
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        assertRefused("request.rule.openRequestOfAddress", () -> correct("norman.nurse@sphealth.org"));
    }

    private boolean correct(String address) {
        return service.complete(
                EmailDeliveryProcess.KEY,
                number,
                EmailDeliveryProcess.CORRECT_EMAIL_ADDRESS,
                Map.of("emailAddress", address));
    }

    private void assertRefused(String messageKey, ThrowingCallable correction) {
        assertThatThrownBy(correction)
                .isInstanceOfSatisfying(
                        FormRejectedException.class,
                        rejected -> assertThat(rejected.errors())
                                .extracting(FormError::messageKey)
                                .containsExactly(messageKey));
        assertThat(office.request(number).emailAddress()).isEqualTo("nancy at home");
    }
}
