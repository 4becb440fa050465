package gov.mt.immtrax.access.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Seals a temporary password for its request with AES-256-GCM: a sealed text that was changed, or moved to another
 * request, does not open. By hand because Spring Security's encryptors do not bind a text to its row.
 */
@Component
class PasswordSeal {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    PasswordSeal(CredentialSettings settings) {
        this.key = new SecretKeySpec(settings.decoded(), "AES");
    }

    /** Nonce and sealed text, in Base64. */
    String seal(String password, String requestNumber) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, ByteBuffer.wrap(password.getBytes(UTF_8)), requestNumber);
        return Base64.getEncoder().encodeToString(
                ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
    }

    /** @throws IllegalStateException if it was sealed by another key, for another request, or changed since */
    String open(String sealed, String requestNumber) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
        byte[] nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        return new String(run(Cipher.DECRYPT_MODE, nonce, bytes, requestNumber), UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, ByteBuffer text, String requestNumber) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(requestNumber.getBytes(UTF_8));
            return cipher.doFinal(text.array(), text.position(), text.remaining());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The sealed password of " + requestNumber + " cannot be sealed or opened", e);
        }
    }
}
