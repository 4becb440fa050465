package gov.mt.immtrax.access.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The signed state of the trail up to one position, which an auditor keeps outside of this service. Part of the
 * stand-alone verifier, so it uses only the JDK.
 *
 * @param number counted from 1 without gaps, so that a missing one is noticed
 * @param position of the last seal that it covers, which is also the number of events that it covers
 * @param hash hash of that seal
 * @param signedAt UTC, in whole microseconds
 * @param keyId of the public key
 * @param signature Ed25519, in URL-safe Base64 without padding, which no email encoding changes
 */
public record Checkpoint(long number, long position, String hash, Instant signedAt, String keyId, String signature) {

    static final String ALGORITHM = "Ed25519";

    private static final int KEY_ID_LENGTH = 16;
    private static final Pattern IN_A_MAIL = Pattern.compile("checkpoint:\\s+AUD(\\d+)\\s+position:\\s+(\\d+)\\s+"
            + "hash:\\s+([0-9a-f]{64})\\s+"
            + "signed-at:\\s+(\\S+)\\s+key:\\s+([0-9a-f]{16})\\s+signature:\\s+([A-Za-z0-9_-]{86})");

    /** For example {@code AUD0000001}; also the case number of its email. */
    public String name() {
        return "AUD%07d".formatted(number);
    }

    /** The whole checkpoint, line by line, as {@link #inMails} reads it. */
    public List<String> lines() {
        return List.of(
                "checkpoint: " + name(),
                "position: " + position,
                "hash: " + hash,
                "signed-at: " + AuditEvent.moment(signedAt),
                "key: " + keyId,
                "signature: " + signature);
    }

    /** What the signature covers: every line except its own. */
    byte[] signedText() {
        List<String> lines = lines();
        return String.join("\n", lines.subList(0, lines.size() - 1)).getBytes(UTF_8);
    }

    boolean isSignedBy(PublicKey key) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(signedText());
            return check.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
            return false;
        }
    }

    /** Finds the checkpoints in one or more emails that an auditor saved, as plain text, HTML or raw message. */
    static List<Checkpoint> inMails(String saved) {
        String text = saved.replaceAll("=\r?\n", "").replaceAll("<[^>]*>", " ");
        List<Checkpoint> found = new ArrayList<>();
        IN_A_MAIL
                .matcher(text)
                .results()
                .map(Checkpoint::of)
                .filter(it -> !found.contains(it))
                .forEach(found::add);
        return found;
    }

    private static Checkpoint of(MatchResult lines) {
        try {
            return new Checkpoint(
                    Long.parseLong(lines.group(1)),
                    Long.parseLong(lines.group(2)),
                    lines.group(3),
                    Instant.parse(lines.group(4)),
                    lines.group(5),
                    lines.group(6));
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException("Not a checkpoint of this service: AUD" + lines.group(1), e);
        }
    }

    static String keyId(PublicKey key) {
        return SealChain.fingerprint(key.getEncoded()).substring(0, KEY_ID_LENGTH);
    }

    @Override
    public String toString() {
        return "Checkpoint[" + name() + ", " + position + "]";
    }
}
