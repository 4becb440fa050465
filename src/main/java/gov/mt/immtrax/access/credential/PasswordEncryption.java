package gov.mt.immtrax.access.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import gov.mt.immtrax.access.cipher.AesGcm;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Seals a temporary password, bound to its request, as text for a column. */
@Component
class PasswordEncryption {

    private final AesGcm cipher;

    PasswordEncryption(CredentialSettings settings) {
        this.cipher = new AesGcm(settings.decoded());
    }

    String seal(String password, String requestNumber) {
        return Base64.getEncoder().encodeToString(cipher.seal(password.getBytes(UTF_8), requestNumber));
    }

    /** @throws IllegalStateException if it was sealed with another key or for another request, or has been changed */
    String open(String sealed, String requestNumber) {
        return cipher.open(Base64.getDecoder().decode(sealed), requestNumber)
                .map(password -> new String(password, UTF_8))
                .orElseThrow(() -> new IllegalStateException(
                        "The temporary password of " + requestNumber + " cannot be decrypted"));
    }
}
