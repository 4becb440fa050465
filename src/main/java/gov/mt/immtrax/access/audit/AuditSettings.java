package gov.mt.immtrax.access.audit;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The key that signs checkpoints and the auditor who keeps them. Neither has a default: without them the service does
 * not start.
 *
 * @param signingKey Ed25519 private key, PKCS#8 in Base64
 * @param auditor email address that signed checkpoints are sent to
 * @param sealEvery wait between two runs of the sealing job
 * @param checkpointEvery time from one signed checkpoint to the next
 */
@Validated
@ConfigurationProperties("immtrax.audit")
record AuditSettings(
        String signingKey,
        @NotBlank @Email String auditor,

        @NotNull @DurationMin(millis = 100) @DefaultValue("5s")
        Duration sealEvery,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("1d")
        Duration checkpointEvery) {

    // Validated in a method and not on the component: a failed start prints the invalid value, which must not be the
    // key.
    @AssertTrue(
            message = "immtrax.audit.signing-key must be set to an Ed25519 key, PKCS#8 in Base64 "
                    + "(openssl genpkey -algorithm ed25519 -outform DER | base64 -w0)")
    public boolean isSigningKeySet() {
        return privateKey().isPresent();
    }

    /** The key itself; empty if it is not a valid key. */
    Optional<PrivateKey> privateKey() {
        try {
            var encoded =
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(signingKey == null ? "" : signingKey.strip()));
            return Optional.of(KeyFactory.getInstance(Checkpoint.ALGORITHM).generatePrivate(encoded));
        } catch (IllegalArgumentException | GeneralSecurityException notAKey) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "AuditSettings[signingKey=***, sealEvery=" + sealEvery + ", checkpointEvery=" + checkpointEvery + "]";
    }
}
