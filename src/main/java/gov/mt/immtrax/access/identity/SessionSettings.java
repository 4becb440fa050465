package gov.mt.immtrax.access.identity;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long someone stays logged in, and the key that seals sessions. The key has no default: without it the service
 * does not start.
 *
 * @param key 32 random bytes in Base64, as from {@code openssl rand -base64 32}; the same on every node
 * @param idle time without a request after which a session ends
 * @param warning how long before that end pages show a warning
 * @param longest longest time since the login, even with requests
 * @param recheckAfter after which time the provider is asked again about someone's address and groups
 */
@Validated
@ConfigurationProperties("immtrax.session")
record SessionSettings(
        String key,
        @DefaultValue("30m") Duration idle,
        @DefaultValue("5m") Duration warning,
        @DefaultValue("12h") Duration longest,
        @DefaultValue("15m") Duration recheckAfter) {

    static final int KEY_BYTES = 32;

    // Validated in a method and not on the component: a failed start prints the invalid value, which must not be the
    // key.
    @AssertTrue(message = "immtrax.session.key must be set to 32 random bytes in Base64 (openssl rand -base64 32)")
    public boolean isKeySet() {
        return key != null && decoded().length == KEY_BYTES;
    }

    @AssertTrue(
            message = "immtrax.session: warning must be shorter than idle,"
                    + " idle must not be longer than longest, and none may be zero")
    public boolean isInOrder() {
        return Stream.of(idle, warning, longest, recheckAfter)
                        .allMatch(time -> time.compareTo(Duration.ofSeconds(1)) >= 0)
                && warning.compareTo(idle) < 0
                && idle.compareTo(longest) <= 0;
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
        return "SessionSettings[key=***, idle=%s, warning=%s, longest=%s, recheckAfter=%s]"
                .formatted(idle, warning, longest, recheckAfter);
    }
}
