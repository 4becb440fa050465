package gov.mt.immtrax.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CheckpointTests {

    private final KeyPair pair = TrailParts.newPair();
    private final SigningKey key = new SigningKey(
            new AuditSettings(TrailParts.encoded(pair), "auditor@mt.gov", Duration.ofSeconds(5), Duration.ofDays(1)));
    private final Checkpoint checkpoint = key.sign(
            new Checkpoint(3, 1234, "0a".repeat(32), Instant.parse("2026-11-23T17:00:00.000001Z"), key.id(), ""));

    @Test
    void isSignedWithTheKeyOfTheSettingAndCheckedWithItsPublicHalf() {
        assertThat(key.publicKey()).isEqualTo(pair.getPublic());
        assertThat(checkpoint.keyId()).isEqualTo(Checkpoint.keyId(pair.getPublic()));
        assertThat(checkpoint.isSignedBy(pair.getPublic())).isTrue();
        assertThat(checkpoint.isSignedBy(TrailParts.newPair().getPublic())).isFalse();
    }

    @Test
    void isSignedWhole() {
        var c = checkpoint;
        assertThat(new Checkpoint(4, c.position(), c.hash(), c.signedAt(), c.keyId(), c.signature())
                        .isSignedBy(pair.getPublic()))
                .isFalse();
        assertThat(new Checkpoint(3, 1235, c.hash(), c.signedAt(), c.keyId(), c.signature())
                        .isSignedBy(pair.getPublic()))
                .isFalse();
        assertThat(new Checkpoint(3, c.position(), "0b".repeat(32), c.signedAt(), c.keyId(), c.signature())
                        .isSignedBy(pair.getPublic()))
                .isFalse();
        assertThat(new Checkpoint(3, c.position(), c.hash(), c.signedAt().plusNanos(1000), c.keyId(), c.signature())
                        .isSignedBy(pair.getPublic()))
                .isFalse();
        assertThat(new Checkpoint(3, c.position(), c.hash(), c.signedAt(), "0".repeat(16), c.signature())
                        .isSignedBy(pair.getPublic()))
                .isFalse();
        assertThat(new Checkpoint(3, c.position(), c.hash(), c.signedAt(), c.keyId(), "none")
                        .isSignedBy(pair.getPublic()))
                .isFalse();
    }

    @Test
    void isReadFromAMailHoweverItWasSaved() {
        String lines = String.join("\r\n", checkpoint.lines());
        String wrapped = lines.replace("signature: ", "signature:\r\n  ");
        String quoted = lines.substring(0, lines.length() - 9) + "=\r\n" + lines.substring(lines.length() - 9);
        String html = "<p><span>" + String.join("</span><br><span>", checkpoint.lines()) + "</span></p>";

        assertThat(new String[] {lines, wrapped, quoted, html, "From: x\r\n\r\n" + lines + "\r\n" + html})
                .allSatisfy(saved -> assertThat(Checkpoint.inMails(saved)).containsExactly(checkpoint));
        assertThat(Checkpoint.inMails("checkpoint: none")).isEmpty();
        assertThatThrownBy(() -> Checkpoint.inMails(lines.replace("2026-11", "2026-13")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsSecretsApartWithoutTellingThem() {
        var other = new SigningKey(
                new AuditSettings(TrailParts.newKey(), "a@mt.gov", Duration.ofSeconds(5), Duration.ofDays(1)));
        assertThat(key.fingerprint("secret"))
                .isEqualTo(key.fingerprint("secret"))
                .doesNotContain("secret")
                .isNotEqualTo(key.fingerprint("Secret"))
                .isNotEqualTo(other.fingerprint("secret"));
    }
}
