package gov.mt.immtrax.access.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import gov.mt.immtrax.access.engine.FormDesk;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRejected;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

class SignatureDeskTests {

    private static final Map<String, Object> VALUES = Map.of("requestNumber", "REQ0100387");

    private final FormDesk forms = mock();
    private final SignatureDesk desk = new SignatureDesk(forms);

    @Test
    void handsTheSignatureToTheTaskOfTheRequest() {
        when(forms.complete(AccessRequestProcess.KEY, "REQ0100387", AccessRequestProcess.SIGN_USER_AGREEMENT, VALUES))
                .thenReturn(true);

        assertThat(desk.sign("REQ0100387", VALUES)).isTrue();
        assertThat(desk.sign("REQ0100388", VALUES)).isFalse();
    }

    @Test
    void saysSoWhenAnotherDeviceHasSignedMeanwhile() {
        when(forms.complete(AccessRequestProcess.KEY, "REQ0100387", AccessRequestProcess.SIGN_USER_AGREEMENT, VALUES))
                .thenThrow(new DuplicateKeyException("user_agreement"));

        assertThat(desk.sign("REQ0100387", VALUES)).isFalse();
    }

    @Test
    void passesARefusalOn() {
        FormRejected rejected = new FormRejected(List.of(FormError.of("jobTitle", "form.error.required")));
        when(forms.complete(AccessRequestProcess.KEY, "REQ0100387", AccessRequestProcess.SIGN_USER_AGREEMENT, VALUES))
                .thenThrow(rejected);

        assertThatThrownBy(() -> desk.sign("REQ0100387", VALUES)).isSameAs(rejected);
    }
}
