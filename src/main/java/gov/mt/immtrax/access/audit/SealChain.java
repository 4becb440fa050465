package gov.mt.immtrax.access.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes each seal from the previous one. Part of the stand-alone verifier, so it uses only the JDK. */
final class SealChain {

    /** The value before the first seal. */
    static final String BEGINNING = "0".repeat(64);

    private static final HexFormat HEX = HexFormat.of();

    private SealChain() {}

    /** SHA-256 of the previous seal and the canonical row, in hexadecimal. */
    static String next(String previous, AuditEvent event) {
        MessageDigest digest = sha256();
        // not decoded: a seal that was written by hand need not be hexadecimal
        digest.update(previous.getBytes(UTF_8));
        digest.update((byte) '\n');
        return HEX.formatHex(digest.digest(event.canonical()));
    }

    static String fingerprint(byte[] bytes) {
        return HEX.formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
