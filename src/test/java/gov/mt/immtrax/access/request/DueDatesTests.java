package gov.mt.immtrax.access.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doReturn;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.engine.DueDates;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

/** The governor gives the state the day after Thanksgiving off, while requests are waiting for exactly that day. */
@ModelTest
class DueDatesTests {

    private static final Instant FRIDAY_AT_FIVE = Instant.parse("2026-11-28T00:00:00Z");
    private static final Instant MONDAY_AT_FIVE = Instant.parse("2026-12-01T00:00:00Z");

    @Autowired
    Office office;

    @Autowired
    DueDates dueDates;

    @Autowired
    BusinessCalendar calendar;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void movesTheReminderToTheNextBusinessDay() {
        String number = office.submit();
        office.runJobs();
        assertThat(office.request(number).dueAt()).isEqualTo(FRIDAY_AT_FIVE);

        fridayIsGivenOff();

        assertThat(dueDates.recalculate()).isEqualTo(1);
        assertThat(office.request(number).dueAt()).isEqualTo(MONDAY_AT_FIVE);
        assertThat(office.task(number, AccessRequestProcess.SIGN_USER_AGREEMENT).getDueDate())
                .isEqualTo(MONDAY_AT_FIVE);
        office.wait("2026-11-30T16:59");
        assertThat(office.mailsTo(Office.USER)).hasSize(1);
        office.wait("2026-11-30T17:00");
        assertThat(office.mailsTo(Office.USER)).hasSize(2);
    }

    @Test
    void movesTheEscalationOfProvisioningAndTheReminderOfACorrection() {
        String provisioning = office.submit();
        office.sign(provisioning);
        String returned =
                office.submit("emailAddress", "norman.nurse@sphealth.org", "requestType", "PERMISSIONS_CHANGE");
        office.decide(returned, Map.of("outcome", "RETURNED", "note", "Which clinic?"));

        fridayIsGivenOff();
        dueDates.run(new DefaultApplicationArguments("--recalculate-due-dates"));

        assertThat(office.task(provisioning, AccessRequestProcess.PROVISION_ACCESS)
                        .getDueDate())
                .isEqualTo(MONDAY_AT_FIVE);
        assertThat(office.task(returned, AccessRequestProcess.CORRECT_REQUEST).getDueDate())
                .isEqualTo(MONDAY_AT_FIVE);
        office.wait("2026-11-30T16:59");
        assertThat(office.mailsTo(Office.LEAD)).isEmpty();
        office.wait("2026-11-30T17:00");
        assertThat(office.mailsTo(Office.LEAD)).hasSize(1);
    }

    @Test
    void changesNothingWhenStartedWithoutTheOption() {
        String number = office.submit();

        fridayIsGivenOff();
        dueDates.run(new DefaultApplicationArguments());

        assertThat(office.request(number).dueAt()).isEqualTo(FRIDAY_AT_FIVE);
    }

    private void fridayIsGivenOff() {
        doReturn(false).when(calendar).isBusinessDay(LocalDate.of(2026, 11, 27));
    }
}
