package gov.mt.immtrax.access.people;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.LedgerEntry;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import gov.mt.immtrax.access.mail.MailLedger;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumber;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.Timeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A correction is about the address that was refused: whoever has taken the recipient's place keeps their own. */
@ModelTest
class CorrectedAddressTests {

    private static final String OTHER = "other.supervisor@example.org";
    private static final String CORRECT = "stacy@new.example";

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    AccountRegister register;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    Mails mails;

    @Autowired
    MailLedger ledger;

    @Autowired
    Timeline timeline;

    @Autowired
    List<FormRule> rules;

    @Autowired
    JdbcClient jdbc;

    private String nancy;
    private String ada;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        nancy = register.open(SampleAccount.facts(), Cause.note("test")).number();
        ada = register.open(SampleAccount.facts("aabel", "Ada", "Abel", "ada.abel@sphealth.org"), Cause.note("test"))
                .number();
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    /** Case: all people of the new supervisor went to the corrected address of the old one. */
    @Test
    void leavesThePeopleOfWhoeverReplacedTheSupervisor() {
        register.change(nancy, facts -> facts.withSupervisor("Otto Other", OTHER), Cause.note("replaced"));

        publisher.publishEvent(
                new MailAddressCorrected(CaseKind.ACCOUNT.of(nancy), Audience.SUPERVISOR, Office.SUPERVISOR, CORRECT));

        assertThat(register.get(nancy).facts().supervisorAddress()).isEqualTo(OTHER);
        assertThat(register.get(ada).facts().supervisorAddress())
                .as("still the old one's")
                .isEqualTo(CORRECT);
    }

    @Test
    void leavesARequestOfWhoeverReplacedTheSupervisor() {
        String number = office.submitFor(nancy);
        jdbc.sql("update access_request set supervisor_address = ? where number = ?")
                .params(OTHER, number)
                .update();

        publisher.publishEvent(new MailAddressCorrected(
                CaseKind.ACCESS_REQUEST.of(number), Audience.SUPERVISOR, Office.SUPERVISOR, CORRECT));

        assertThat(office.request(number).supervisorAddress()).isEqualTo(OTHER);
    }

    @Test
    void leavesAUserWhoHasAnotherAddressByNow() {
        register.change(nancy, facts -> facts.withEmailAddress("nancy@new.example"), Cause.note("told us"));

        publisher.publishEvent(
                new MailAddressCorrected(CaseKind.ACCOUNT.of(nancy), Audience.USER, Office.USER, "n@typo.example"));

        assertThat(register.get(nancy).facts().emailAddress()).isEqualTo("nancy@new.example");
    }

    @Test
    void namesBothAddressesInTheTimeline() {
        String number = office.submitFor(nancy);

        publisher.publishEvent(new MailAddressCorrected(
                CaseKind.ACCESS_REQUEST.of(number), Audience.SUPERVISOR, Office.SUPERVISOR, CORRECT));
        publisher.publishEvent(new MailAddressCorrected(
                CaseKind.ACCESS_REQUEST.of(number), Audience.FORMER_SUPERVISOR, OTHER, "former@new.example"));

        assertThat(timeline.of(number))
                .filteredOn(event -> event.type() == RequestEventType.MAIL_ADDRESS_CORRECTED)
                .extracting(event -> event.note())
                .containsExactly("stacy.supervisor@sphealth.org \u2192 stacy@new.example", null);
        assertThat(office.request(number).supervisorAddress()).isEqualTo(CORRECT);
    }

    /** Nobody is responsible for their own access, whatever the email was about. */
    @ParameterizedTest
    @CsvSource({
        "SUPERVISOR, nancy.nurse@sphealth.org, true",
        "USER, Stacy.Supervisor@SPHealth.org, true",
        "SUPERVISOR, stacy@new.example, false",
        "USER, nancy@new.example, false"
    })
    void refusesTheAddressOfTheOtherPersonOfAnAccount(Audience audience, String address, boolean refused) {
        CaseNumber about = CaseKind.ACCOUNT.of(nancy);
        mails.post("access-ending-user", audience, about);
        LedgerEntry mail = ledger.of(nancy).get(0);
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        FormSubmission form = new FormSubmission(
                MailAddressCorrected.FORM,
                "UserTask_CorrectEmailAddress",
                Optional.of(nancy),
                Map.of("mailId", mail.id().toString(), "caseNumber", nancy),
                Map.of("emailAddress", address));

        assertThat(rules.stream()
                        .filter(rule -> rule.form().equals(MailAddressCorrected.FORM))
                        .flatMap(rule -> rule.check(form).stream())
                        .map(FormError::messageKey))
                .containsExactlyElementsOf(refused ? List.of("mail.correction.addressOfOther") : List.of());
    }
}
