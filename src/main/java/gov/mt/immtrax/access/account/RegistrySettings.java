package gov.mt.immtrax.access.account;

import jakarta.validation.constraints.AssertTrue;
import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where imMTrax itself is. Users who get credentials, or are about to lose their access, need to know.
 *
 * @param loginUrl the page on which people log in to imMTrax; has no default
 */
@Validated
@ConfigurationProperties("immtrax.registry")
public record RegistrySettings(URI loginUrl) {

    @AssertTrue(
            message = "immtrax.registry.login-url must be the address of imMTrax, such as https://immtrax.example.gov")
    boolean isLoginUrlAPage() {
        return loginUrl != null
                && loginUrl.getHost() != null
                && List.of("https", "http").contains(loginUrl.getScheme());
    }
}
