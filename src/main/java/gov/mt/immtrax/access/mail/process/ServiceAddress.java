package gov.mt.immtrax.access.mail.process;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where people reach this service, for the links in mails, which no browser is there to complete.
 *
 * @param publicUrl setting {@code immtrax.public-url}, as in {@code https://access.example.gov}; has no default
 */
@Validated
@ConfigurationProperties("immtrax")
record ServiceAddress(@NotNull URI publicUrl) {

    /** Without a slash at the end. */
    String base() {
        return publicUrl.toString().replaceAll("/+$", "");
    }
}
