package gov.mt.immtrax.access.cipher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class AesGcmTests {

    /**
     * "Tulip-Harbor-7" for REQ0100387 under the key 0, 1, 2 .. 31 with the nonce 0, 1 .. 11, sealed by another library.
     */
    private static final byte[] SEALED =
            Base64.getDecoder().decode("AAECAwQFBgcICQoLE3e6crXIinr/I/j5nN43VbW7SUNK5kmn7osjsYTX");

    private final AesGcm cipher = new AesGcm(key(0));

    @Test
    void opensWhatIsInDatabasesAlready() {
        assertThat(cipher.open(SEALED, "REQ0100387")).contains("Tulip-Harbor-7".getBytes(UTF_8));
    }

    @Test
    void opensWhatItSealed() {
        byte[] sealed = cipher.seal("Tulip".getBytes(UTF_8), "here");

        assertThat(cipher.open(sealed, "here")).contains("Tulip".getBytes(UTF_8));
        assertThat(sealed)
                .as("a nonce of its own each time")
                .isNotEqualTo(cipher.seal("Tulip".getBytes(UTF_8), "here"));
    }

    @Test
    void opensNothingElsewhereOrByAnotherKey() {
        assertThat(cipher.open(SEALED, "REQ0100388")).isEmpty();
        assertThat(new AesGcm(key(1)).open(SEALED, "REQ0100387")).isEmpty();
    }

    @Test
    void opensNothingThatWasChanged() {
        for (int i = 0; i < SEALED.length; i++) {
            byte[] changed = SEALED.clone();
            changed[i] ^= 1;
            assertThat(cipher.open(changed, "REQ0100387")).as("byte " + i).isEmpty();
        }
        for (int length = 0; length < SEALED.length; length++) {
            assertThat(cipher.open(Arrays.copyOf(SEALED, length), "REQ0100387"))
                    .as("cut at " + length)
                    .isEmpty();
        }
    }

    private static byte[] key(int first) {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (first + i);
        }
        return key;
    }
}
