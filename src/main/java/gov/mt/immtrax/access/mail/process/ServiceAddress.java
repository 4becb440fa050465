package gov.mt.immtrax.access.mail.process;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The public address of this service. Links in emails need it, because no HTTP request supplies the host name.
 *
 * @param publicUrl setting {@code immtrax.public-url}, for example {@code https://access.example.gov}; has no default
 */
@Validated
@ConfigurationProperties("immtrax")
record ServiceAddress(@NotNull URI publicUrl) {

    /** Without a trailing slash. */
    String base() {
        return publicUrl.toString().replaceAll("/+$", "");
    }
}
