package gov.mt.immtrax.access.agreement;

import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Submits a signature to the step of the running request that waits for it. */
@Component
public class SignatureService {

    private final FormSubmissionService forms;

    SignatureService(FormSubmissionService forms) {
        this.forms = forms;
    }

    /** The wording that the request started with; empty if the request is no longer running. */
    public Optional<FormFile> wording(String requestNumber) {
        return forms.taskForm(AccessRequestProcess.KEY, requestNumber, UserAgreement.FORM);
    }

    /** The wording that a request would start with now. */
    FormFile wordingOfToday() {
        return forms.startForm(AccessRequestProcess.KEY, UserAgreement.FORM);
    }

    /** The wording of a signed agreement; empty if no deployment has it any longer. */
    public Optional<FormFile> wordingOf(SignedAgreement signed) {
        return forms.formOnceDeployed(AccessRequestProcess.KEY, UserAgreement.FORM, signed.textSha256());
    }

    /**
     * Submits a signature.
     *
     * @param values declared fields, {@code String} or {@code Boolean}
     * @return false if no signature is needed: already signed, perhaps on another device, or the request has ended
     * @throws gov.mt.immtrax.access.form.FormRejectedException if it was refused; nothing was stored
     */
    public boolean sign(String requestNumber, Map<String, Object> values) {
        return forms.complete(
                AccessRequestProcess.KEY, requestNumber, AccessRequestProcess.SIGN_USER_AGREEMENT, values);
    }
}
