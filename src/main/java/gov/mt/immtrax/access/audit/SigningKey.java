package gov.mt.immtrax.access.audit;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.time.Instant;
import java.util.Base64;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The key that signs checkpoints, and its public key, which auditors need and which is not secret. */
@Component
class SigningKey {

    private static final Logger log = LoggerFactory.getLogger(SigningKey.class);

    private final PrivateKey privateKey;
    private final byte[] seed;
    private final PublicKey publicKey;

    SigningKey(AuditSettings settings) {
        this.privateKey = settings.privateKey().orElseThrow();
        this.seed = ((EdECPrivateKey) privateKey).getBytes().orElseThrow();
        this.publicKey = publicHalf(seed);
        // fails at the start, and not at the first checkpoint, if a later Java derives key pairs differently
        sign(new Checkpoint(1, 1, SealChain.BEGINNING, Instant.EPOCH, id(), ""));
        log.info(
                "Audit checkpoints are signed with the key {}, public key {}",
                id(),
                Base64.getEncoder().encodeToString(publicKey.getEncoded()));
    }

    String id() {
        return Checkpoint.keyId(publicKey);
    }

    PublicKey publicKey() {
        return publicKey;
    }

    /** The checkpoint with its signature. */
    Checkpoint sign(Checkpoint unsigned) {
        try {
            Signature signature = Signature.getInstance(Checkpoint.ALGORITHM);
            signature.initSign(privateKey);
            signature.update(unsigned.signedText());
            var signed = new Checkpoint(
                    unsigned.number(),
                    unsigned.position(),
                    unsigned.hash(),
                    unsigned.signedAt(),
                    unsigned.keyId(),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign()));
            if (!signed.isSignedBy(publicKey)) {
                throw new IllegalStateException("The public key does not match immtrax.audit.signing-key");
            }
            return signed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A keyed fingerprint that shows whether two secrets are equal but not what they are. Without the key, no one can
     * test guesses.
     */
    String fingerprint(String secret) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, seed).hmacHex("immtrax setting\n" + secret);
    }

    /**
     * Derives the public key. Java reads a private key without it, but generates both from 32 random bytes, so this
     * passes the bytes of the private key as random bytes.
     */
    private static PublicKey publicHalf(byte[] seed) {
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance(Checkpoint.ALGORITHM);
            pairs.initialize(255, new SecureRandom() {
                private static final long serialVersionUID = 1L;

                @Override
                public void nextBytes(byte[] bytes) {
                    System.arraycopy(seed, 0, bytes, 0, bytes.length);
                }
            });
            return pairs.generateKeyPair().getPublic();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
