package gov.mt.immtrax.access.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import gov.mt.immtrax.access.cipher.AesGcm;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.springframework.stereotype.Component;

/**
 * Seals what a session holds (AES-256-GCM, bound to its place) and signs the cookie that leads to it (HMAC-SHA-256), so
 * that reading the database reveals nothing and impersonates no one, and writing to it cannot forge a session.
 */
@Component
class SessionEncryption {

    private final AesGcm content;
    private final byte[] cookies;

    SessionEncryption(SessionSettings settings) {
        byte[] key = settings.decoded();
        this.content = new AesGcm(mac(key, "content of sessions"));
        this.cookies = mac(key, "cookies of sessions");
    }

    /** @param place what the bytes are bound to; they cannot be opened for another place */
    byte[] seal(byte[] bytes, String place) {
        return content.seal(bytes, place);
    }

    /** Empty if the bytes were sealed with another key or for another place, or have been changed. */
    Optional<byte[]> open(byte[] sealed, String place) {
        return content.open(sealed, place);
    }

    /** The id with its signature, for the cookie. */
    String sign(String sessionId) {
        return sessionId + "." + signature(sessionId);
    }

    /** The id in a cookie; empty if we did not write it. */
    Optional<String> verified(String cookie) {
        int dot = cookie.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String sessionId = cookie.substring(0, dot);
        boolean ours = MessageDigest.isEqual(
                signature(sessionId).getBytes(UTF_8), cookie.substring(dot + 1).getBytes(UTF_8));
        return ours ? Optional.of(sessionId) : Optional.empty();
    }

    private String signature(String sessionId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(cookies, sessionId));
    }

    private static byte[] mac(byte[] key, String text) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmac(text);
    }
}
