package gov.mt.immtrax.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.client.ResourceAccessException;

/** Where the provider's addresses come from; its name always comes from the settings. */
@ExtendWith(OutputCaptureExtension.class)
class DiscoveryTests {

    private final FakeIdentityProvider provider = new FakeIdentityProvider();
    private final OAuth2ClientProperties.Provider given = new OAuth2ClientProperties.Provider();

    @Test
    void asksBelowTheIssuer() {
        given.setIssuerUri(provider.issuer());

        assertThat(registration(null).getProviderDetails().getTokenUri()).isEqualTo(provider.issuer() + "/token");
    }

    @Test
    void asksAtAPlaceOfItsOwnAndKeepsTheClient() {
        given.setIssuerUri(provider.issuer());

        ClientRegistration found =
                registration(provider.issuer().replace("localhost", "127.0.0.1") + "/.well-known/openid-configuration");

        assertThat(found.getProviderDetails().getIssuerUri()).isEqualTo(provider.issuer());
        assertThat(found.getProviderDetails().getJwkSetUri()).isEqualTo(provider.issuer() + "/keys");
        assertThat(found.getProviderDetails().getUserInfoEndpoint().getUri())
                .isEqualTo(provider.issuer() + "/userinfo");
        assertThat(found.getProviderDetails().getConfigurationMetadata()).containsKey("end_session_endpoint");
        assertThat(found.getRegistrationId()).isEqualTo("okta");
        assertThat(found.getClientId()).isEqualTo("immtrax-access");
        assertThat(found.getScopes()).containsExactlyInAnyOrder("openid", "groups");
        assertThat(found.getRedirectUri()).isEqualTo("{baseUrl}/{action}/oauth2/code/{registrationId}");
    }

    @Test
    void refusesTheConfigurationOfAnotherProviderAndSaysSo(CapturedOutput output) {
        given.setIssuerUri("https://login.example.org");

        assertThatThrownBy(() -> registration(provider.issuer() + "/.well-known/openid-configuration"))
                .isInstanceOf(IllegalStateException.class);
        assertThat(output).contains("no one can log in", "https://login.example.org", provider.issuer());
    }

    @Test
    void checksTheIssuerEvenIfAllAddressesAreGiven() {
        given.setIssuerUri("https://login.example.org");
        given.setAuthorizationUri("https://login.example.org/authorize");
        given.setTokenUri("https://inside.example.org/token");
        given.setJwkSetUri("https://inside.example.org/keys");

        assertThat(registration(null).getProviderDetails().getIssuerUri()).isEqualTo("https://login.example.org");
    }

    @Test
    @Timeout(240) // else it would wait for ever
    void givesUpOnAProviderThatNeverAnswers() {
        given.setIssuerUri(provider.issuer());
        ClientRegistration client = registration(null);
        provider.isSilentAt("/keys");
        String token = provider.logoutToken("nancy.nurse@sphealth.org", "immtrax-access", claims -> {});

        assertThatThrownBy(() -> new IdTokens().createDecoder(client).decode(token))
                .isInstanceOf(JwtException.class);

        provider.isSilentAt("/.well-known/openid-configuration");
        assertThatThrownBy(() -> registration(null)).isInstanceOf(ResourceAccessException.class);
    }

    private ClientRegistration registration(String discovery) {
        OAuth2ClientProperties settings = new OAuth2ClientProperties();
        OAuth2ClientProperties.Registration client = new OAuth2ClientProperties.Registration();
        client.setClientId("immtrax-access");
        client.setClientSecret("secret");
        client.setScope(Set.of("openid", "groups"));
        settings.getRegistration().put("okta", client);
        settings.getProvider().put("okta", given);
        return new IdentityProvider()
                .clientRegistrations(
                        settings,
                        new IdentitySettings(Optional.ofNullable(discovery).map(URI::create)))
                .findByRegistrationId("okta");
    }
}
