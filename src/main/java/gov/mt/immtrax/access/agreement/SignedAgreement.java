package gov.mt.immtrax.access.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * One signature as evidence: what was agreed to, in which words, by whom.
 *
 * @param textVersion version that the form file states of its wording
 * @param textSha256 SHA-256 of the form file with that wording, in hexadecimal
 * @param answers every field as it was signed, by name, in the form's order; {@code String} or {@code Boolean}
 * @param signatureDate as typed by the signer, a date in Montana
 * @param signedAt when it reached us, UTC
 * @param signerIssuer identity provider that vouches for the signer, as its URL
 * @param signerSubject the provider's id of the signer
 * @param signerAddress verified mail address of the signer
 * @param networkAddress where the submission came from, or null if unknown
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
        String networkAddress) {

    @Override
    public String toString() {
        return "SignedAgreement[" + requestNumber + ", " + textVersion + "]";
    }
}
