package gov.mt.immtrax.access.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A signature as evidence: what was agreed to, in which wording, by whom.
 *
 * @param textVersion version of the wording, as stated in the form file
 * @param textSha256 SHA-256 of the form file with that wording, in hexadecimal
 * @param answers every field as it was signed, by name, in the form's order; {@code String} or {@code Boolean}
 * @param signatureDate as typed by the signer, a date in Montana
 * @param signedAt when the service received it, UTC
 * @param signerIssuer URL of the identity provider that authenticated the signer
 * @param signerSubject the provider's id of the signer
 * @param signerAddress verified email address of the signer
 * @param networkAddress network address of the submission, or null if unknown
 */
public record SignedAgreement(
        String requestNumber,
        String textVersion,
        String textSha256,
        Map<String, Object> answers,
        String facilityName,
        String jobTitle,
        String fullLegalName,
        LocalDate signatureDate,
        Instant signedAt,
        String signerIssuer,
        String signerSubject,
        String signerAddress,
        @Nullable String networkAddress) {

    @Override
    public String toString() {
        return "SignedAgreement[" + requestNumber + ", " + textVersion + "]";
    }
}
