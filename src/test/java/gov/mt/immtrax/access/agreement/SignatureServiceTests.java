package gov.mt.immtrax.access.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.mt.immtrax.access.AtOnce;
import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of a signature that is handed in to a request that waits for it, or does not any more. */
@ModelTest
class SignatureServiceTests {

    @Autowired
    SignatureService service;

    @Autowired
    SignedAgreementRepository agreements;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    private String number;

    @BeforeEach
    void nancyIsInvited() {
        office.itIs("2026-11-23T10:00");
        number = office.submit();
        acting.is(Office.USER);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void keepsASignatureAndTheWordingThatItIsUnder() {
        FormFile wording = service.wording(number).orElseThrow();

        assertThat(service.sign(number, Office.signature(number))).isTrue();

        SignedAgreement signed = agreements.find(number).orElseThrow();
        assertThat(signed.textSha256()).isEqualTo(wording.sha256());
        assertThat(service.wordingOf(signed).orElseThrow().sha256()).isEqualTo(wording.sha256());
        assertThat(office.task(number, AccessRequestProcess.SIGN_USER_AGREEMENT))
                .isNull();
        assertThat(office.task(number, AccessRequestProcess.PROVISION_ACCESS)).isNotNull();
    }

    @Test
    void takesOneOfTwoSignaturesThatComeAtTheSameMoment() throws Exception {
        Callable<Object> device = () -> service.sign(number, Office.signature(number));

        assertThat(AtOnce.run(device, device)).containsExactlyInAnyOrder(true, false);
        assertThat(agreements.find(number)).isPresent();
    }

    @Test
    void takesNoneOnceTheRequestHasEnded() {
        assertThat(office.withdraw(number)).isTrue();
        acting.is(Office.USER);

        assertThat(service.sign(number, Office.signature(number))).isFalse();
        assertThat(service.wording(number)).isEmpty();
        assertThat(agreements.find(number)).isEmpty();
    }

    @Test
    void storesNothingOfASignatureThatIsRefused() {
        Map<String, Object> incomplete = Office.signature(number);
        incomplete.remove("jobTitle");

        assertThatThrownBy(() -> service.sign(number, incomplete))
                .isInstanceOfSatisfying(
                        FormRejectedException.class,
                        rejected -> assertThat(rejected.errors())
                                .extracting(FormError::field)
                                .containsExactly("jobTitle"));
        assertThat(agreements.find(number)).isEmpty();
        assertThat(office.task(number, AccessRequestProcess.SIGN_USER_AGREEMENT))
                .isNotNull();
    }
}
