package gov.mt.immtrax.access.identity;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientPropertiesMapper;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;

/**
 * The identity provider that people log in at. It is asked for its addresses at the first login and not at the start, so
 * that the service starts, and shows its forms page, while the provider is out of order.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class IdentityProvider {

    /** The one client registration (contract: "client registration id"). */
    static final String OKTA = "okta";

    @Bean
    ClientRegistrationRepository clientRegistrations(OAuth2ClientProperties settings) {
        return new SupplierClientRegistrationRepository(() -> new InMemoryClientRegistrationRepository(
                Map.of(OKTA, new OAuth2ClientPropertiesMapper(settings).asClientRegistrations().get(OKTA))));
    }

    /** Scheme, host and port of the provider, where a log out leads to. */
    static String origin(OAuth2ClientProperties settings) {
        OAuth2ClientProperties.Provider provider = settings.getProvider().get(OKTA);
        URI address = URI.create(
                provider.getIssuerUri() != null ? provider.getIssuerUri() : provider.getAuthorizationUri());
        return address.getScheme() + "://" + address.getAuthority();
    }
}
