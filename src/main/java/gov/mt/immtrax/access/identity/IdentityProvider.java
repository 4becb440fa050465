package gov.mt.immtrax.access.identity;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.ClientHttpRequestFactorySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestClient;

/**
 * Configures the identity provider. Its endpoints are looked up at the first login and not at the start, so that the
 * service starts and shows its forms page while the provider is down. The issuer always comes from the settings,
 * wherever the endpoints come from, so that every token is checked against it.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class IdentityProvider {

    /** Id of the only client registration (contract: "client registration id"). */
    static final String OKTA = "okta";

    private static final Logger LOG = LoggerFactory.getLogger(IdentityProvider.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration READ = Duration.ofSeconds(5);

    static {
        // the library fetches the keys for back-channel logout over connections that cannot be configured otherwise
        System.setProperty("sun.net.client.defaultConnectTimeout", String.valueOf(CONNECT.toMillis()));
        System.setProperty("sun.net.client.defaultReadTimeout", String.valueOf(READ.toMillis()));
    }

    @Bean
    ClientRegistrationRepository clientRegistrations(OAuth2ClientProperties settings, IdentitySettings identity) {
        AtomicReference<ClientRegistration> found = new AtomicReference<>();
        return id -> {
            if (!OKTA.equals(id)) {
                return null;
            }
            // no lock: a thread must not wait for the lookup of another one, which may take long
            if (found.get() == null) {
                found.set(registration(
                        Objects.requireNonNull(settings.getRegistration().get(OKTA)),
                        Objects.requireNonNull(settings.getProvider().get(OKTA)),
                        identity.discoveryUri()));
            }
            return found.get();
        };
    }

    private static ClientRegistration registration(
            OAuth2ClientProperties.Registration client,
            OAuth2ClientProperties.Provider given,
            Optional<URI> discovery) {
        ClientRegistration.Builder builder = provider(given, discovery)
                .registrationId(OKTA)
                .userNameAttributeName(IdTokenClaimNames.SUB)
                .clientId(client.getClientId())
                .clientSecret(client.getClientSecret())
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .scope(client.getScope())
                .clientName(OKTA);
        with(given.getAuthorizationUri(), builder::authorizationUri);
        with(given.getTokenUri(), builder::tokenUri);
        with(given.getJwkSetUri(), builder::jwkSetUri);
        with(given.getUserInfoUri(), builder::userInfoUri);
        with(client.getRedirectUri(), builder::redirectUri);
        with(
                client.getClientAuthenticationMethod(),
                method -> builder.clientAuthenticationMethod(new ClientAuthenticationMethod(method)));
        return builder.build();
    }

    /** Takes the provider's endpoints from a separate discovery document, the settings, or the issuer. */
    private static ClientRegistration.Builder provider(OAuth2ClientProperties.Provider given, Optional<URI> discovery) {
        String issuer = given.getIssuerUri();
        boolean complete = discovery.isEmpty()
                && Stream.of(given.getAuthorizationUri(), given.getTokenUri(), given.getJwkSetUri())
                        .allMatch(StringUtils::hasText);
        return complete
                ? ClientRegistration.withRegistrationId(OKTA)
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .redirectUri("{baseUrl}/{action}/oauth2/code/{registrationId}")
                        .issuerUri(issuer)
                : ClientRegistrations.fromOidcConfiguration(read(discovery.orElseGet(() -> below(issuer)), issuer));
    }

    private static URI below(String issuer) {
        return URI.create(issuer.replaceAll("/$", "") + "/.well-known/openid-configuration");
    }

    /** @throws IllegalStateException if the document names another issuer than the settings */
    private static Map<String, Object> read(URI place, String issuer) {
        Map<String, Object> document = RestClient.builder()
                .requestFactory(connections())
                .build()
                .get()
                .uri(place)
                .retrieve()
                .body(new ParameterizedTypeReference<>() {});
        Object found = document == null ? null : document.get("issuer");
        if (document == null || !issuer.equals(found)) {
            LOG.error(
                    "The OpenID configuration at {} names the issuer {},"
                            + " but the settings name {}: no one can log in",
                    place,
                    found,
                    issuer);
            throw new IllegalStateException(
                    "The OpenID configuration at " + place + " belongs to a different identity provider");
        }
        return document;
    }

    /** Connections to the provider with short timeouts, because a login also holds one of few threads. */
    static ClientHttpRequestFactory connections() {
        return ClientHttpRequestFactoryBuilder.detect()
                .build(ClientHttpRequestFactorySettings.defaults()
                        .withConnectTimeout(CONNECT)
                        .withReadTimeout(READ));
    }

    /** A client for token requests, over such connections. */
    static RestClient tokens() {
        return RestClient.builder()
                .requestFactory(connections())
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
    }

    private static void with(@Nullable String value, Consumer<String> setter) {
        if (StringUtils.hasText(value)) {
            setter.accept(value);
        }
    }

    /** Scheme, host and port of the provider, to which a logout redirects. */
    static String origin(OAuth2ClientProperties settings) {
        OAuth2ClientProperties.Provider provider =
                Objects.requireNonNull(settings.getProvider().get(OKTA));
        URI address = URI.create(
                StringUtils.hasText(provider.getAuthorizationUri())
                        ? provider.getAuthorizationUri()
                        : provider.getIssuerUri());
        return address.getScheme() + "://" + address.getAuthority();
    }
}
