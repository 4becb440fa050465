package gov.mt.immtrax.access.cipher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts bytes with AES-GCM, bound to one place: bytes that were changed or moved to another place cannot be
 * decrypted. Own code, because Spring Security's encryptors do not bind data to a place.
 */
public final class AesGcm {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    /** @param key 32 bytes, for AES-256 */
    public AesGcm(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * Returns a nonce followed by the encrypted bytes and their tag.
     *
     * @param place what the bytes are bound to, for example the number of their row; they cannot be opened for another
     *     place
     */
    public byte[] seal(byte[] bytes, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, bytes, 0, place);
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Encryption failed", e);
        }
    }

    /** Empty if the bytes were sealed with another key or for another place, or have been changed. */
    public Optional<byte[]> open(byte[] sealed, String place) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        try {
            byte[] nonce =
                    ByteBuffer.allocate(NONCE_BYTES).put(sealed, 0, NONCE_BYTES).array();
            return Optional.of(run(Cipher.DECRYPT_MODE, nonce, sealed, NONCE_BYTES, place));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    private byte[] run(int mode, byte[] nonce, byte[] text, int offset, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(UTF_8));
        return cipher.doFinal(text, offset, text.length - offset);
    }
}
