package gov.mt.immtrax.access.account;

import jakarta.validation.constraints.AssertTrue;
import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The key that seals temporary passwords. There is no default: without it the service does not start.
 *
 * @param key 32 random bytes in Base64, as from {@code openssl rand -base64 32}
 */
@Validated
@ConfigurationProperties("immtrax.credentials")
record CredentialSettings(String key) {

    static final int KEY_BYTES = 32;

    // Asked of a method, not of the component: a refused start prints the refused value, which must not be the key.
    @AssertTrue(message = "immtrax.credentials.key must be set to 32 random bytes in Base64 (openssl rand -base64 32)")
    public boolean isKeySet() {
        return key != null && decoded().length == KEY_BYTES;
    }

    /** The key itself; empty if it is not Base64. */
    byte[] decoded() {
        try {
            return Base64.getDecoder().decode(key.strip());
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    @Override
    public String toString() {
        return "CredentialSettings[key=***]";
    }
}
