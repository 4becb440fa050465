package gov.mt.immtrax.access.credential;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How temporary passwords are stored and delivered. The key that seals them has no default: without it the service does
 * not start.
 *
 * @param key 32 random bytes in Base64, as from {@code openssl rand -base64 32}
 * @param delivery by email, as in request-steps.txt, or by a link that shows the password once
 * @param validBusinessDays such a link is valid until close of business of this business day after the mail server
 *     accepted the email with the link; at least the second, so that a weekend or a day off does not use it up
 */
@Validated
@ConfigurationProperties("immtrax.credentials")
record CredentialSettings(
        String key,
        @NotNull @DefaultValue("EMAIL") CredentialDelivery delivery,
        @Min(2) @DefaultValue("2") int validBusinessDays) {

    static final int KEY_BYTES = 32;

    // Validated in a method and not on the component: a failed start prints the invalid value, which must not be the
    // key.
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
        return "CredentialSettings[key=***, delivery=" + delivery + ", validBusinessDays=" + validBusinessDays + "]";
    }
}
