package gov.mt.immtrax.access.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import gov.mt.immtrax.access.audit.RememberedDeeds;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormFiles;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.Receipt;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.jdbc.JdbcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

@JdbcTest
@Import({
    UserAgreementReceiver.class,
    RememberedDeeds.class,
    SignedAgreementRepository.class,
    DraftRepository.class,
    AccessRequestRepository.class,
    UserAgreementReceiverTests.Surroundings.class
})
class UserAgreementReceiverTests {

    private static final Instant NOON = Instant.parse("2022-11-09T19:00:00Z");
    private static final FormFile WORDING = new FormFiles().current("user-agreement");

    @Autowired
    UserAgreementReceiver receiver;

    @Autowired
    SignedAgreementRepository agreements;

    @Autowired
    DraftRepository drafts;

    @Autowired
    JdbcClient jdbc;

    @MockitoBean
    Timeline timeline;

    @MockitoBean
    SignatureService service;

    @MockitoBean
    CurrentPerson currentPerson;

    @BeforeEach
    void nancyIsInvited() {
        SampleRequest.insert(jdbc, "REQ0100387", "AWAITING_SIGNATURE");
        when(service.wording("REQ0100387")).thenReturn(Optional.of(WORDING));
        when(currentPerson.networkAddress()).thenReturn(Optional.of("192.0.2.7"));
        loggedIn("nancy.nurse@sphealth.org");
    }

    @Test
    void keepsTheSignatureAsEvidence() {
        Receipt receipt = receiver.receive(submission());

        assertThat(receipt).isEqualTo(new Receipt("REQ0100387", Map.of()));
        SignedAgreement signed = agreements.find("REQ0100387").orElseThrow();
        assertThat(signed)
                .isEqualTo(new SignedAgreement(
                        "REQ0100387",
                        WORDING.textVersion(),
                        WORDING.sha256(),
                        SampleRequest.ANSWERS,
                        "SPH Broadway Clinic",
                        "Clinic RN",
                        "Nancy N. Nurse, RN",
                        LocalDate.of(2022, 11, 9),
                        NOON,
                        "https://idp.example",
                        "subject-of-nancy.nurse@sphealth.org",
                        "nancy.nurse@sphealth.org",
                        "192.0.2.7"));
        assertThat(signed.textVersion()).isNotBlank();
        assertThat(signed.toString()).doesNotContain("Nurse", "nancy");
    }

    @Test
    void keepsTheAnswersInTheOrderOfTheForm() {
        receiver.receive(submission());

        assertThat(agreements.find("REQ0100387").orElseThrow().answers().keySet())
                .containsExactlyElementsOf(
                        WORDING.fields().stream().map(field -> field.name()).toList());
    }

    @Test
    void notesTheSignatureAndForgetsTheDraft() {
        drafts.save("user-agreement", "REQ0100387", "nancy.nurse@sphealth.org", Map.of());

        receiver.receive(submission());

        verify(timeline).note("REQ0100387", RequestEventType.AGREEMENT_SIGNED);
        assertThat(drafts.find("user-agreement", "REQ0100387", "nancy.nurse@sphealth.org"))
                .isEmpty();
    }

    @Test
    void refusesASignatureForSomebodyElse() {
        loggedIn("stacy.supervisor@sphealth.org");

        assertThatThrownBy(() -> receiver.receive(submission()))
                .isInstanceOfSatisfying(
                        FormRejectedException.class,
                        rejected -> assertThat(rejected.errors())
                                .containsExactly(FormError.of("requestNumber", "agreement.error.other-person")));
        assertThat(agreements.find("REQ0100387")).isEmpty();
        verifyNoInteractions(timeline);
    }

    @Test
    void refusesASignatureByNobody() {
        when(currentPerson.find()).thenReturn(Optional.empty());

        assertThatThrownBy(() -> receiver.receive(submission())).isInstanceOf(FormRejectedException.class);
    }

    @Test
    void neverReplacesASignature() {
        receiver.receive(submission());

        assertThatThrownBy(() -> receiver.receive(submission())).isInstanceOf(DuplicateKeyException.class);
    }

    private void loggedIn(String address) {
        when(currentPerson.find())
                .thenReturn(Optional.of(new Person(
                        "https://idp.example", "subject-of-" + address, address, address, Set.of(Role.CITIZEN))));
    }

    private static FormSubmission submission() {
        return new FormSubmission(
                UserAgreement.FORM,
                AccessRequestProcess.SIGN_USER_AGREEMENT,
                Optional.of("REQ0100387"),
                SampleRequest.ANSWERS);
    }

    /** Not annotated as a configuration, so that the demo's component scan does not find it. */
    static class Surroundings {

        @Bean
        Clock clock() {
            return Clock.fixed(NOON, ZoneOffset.UTC);
        }
    }
}
