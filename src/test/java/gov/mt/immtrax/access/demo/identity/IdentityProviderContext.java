package gov.mt.immtrax.access.demo.identity;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * What the provider is made of: named parts only, so that nothing the service uses (database, engine, mail) starts here
 * too.
 */
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class
})
class IdentityProviderContext {

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http) throws Exception {
        var server = OAuth2AuthorizationServerConfigurer.authorizationServer();
        return http.securityMatcher(server.getEndpointsMatcher())
                .with(
                        server,
                        provider -> provider.oidc(oidc -> oidc.userInfoEndpoint(userInfo -> userInfo.userInfoMapper(
                                context -> userInfo(context.getAuthorization().getPrincipalName())))))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(resources -> resources.jwt(withDefaults()))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain login(HttpSecurity http, @Value("${demo.application-url}") String applicationUrl)
            throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/", "/login", "/error")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .formLogin(form -> form.loginPage("/login").defaultSuccessUrl(applicationUrl + "/"))
                // Everybody knows the password: there is no session here worth forging
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    RouterFunction<ServerResponse> pages(@Value("${demo.application-url}") String applicationUrl) {
        return RouterFunctions.route()
                .GET(
                        "/login",
                        request -> ServerResponse.ok()
                                .contentType(MediaType.TEXT_HTML)
                                .body(LoginPage.html(
                                        applicationUrl, request.param("error").isPresent())))
                .GET(
                        "/",
                        request -> ServerResponse.seeOther(URI.create(applicationUrl + "/"))
                                .build())
                .build();
    }

    @Bean
    UserDetailsService people() {
        return address -> DemoPerson.ofAddress(address)
                .map(person -> User.withUsername(person.subject())
                        .password(DemoPerson.PASSWORD)
                        .build())
                .orElseThrow(() -> new UsernameNotFoundException("Not one of the demo's people"));
    }

    /** Everybody knows these passwords, and the client's is new each time: a slow hash protects nothing. */
    @Bean
    PasswordEncoder plain() {
        return new PasswordEncoder() {
            @Override
            public String encode(CharSequence password) {
                return password.toString();
            }

            @Override
            public boolean matches(CharSequence password, String kept) {
                return kept.contentEquals(password);
            }
        };
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> idToken() {
        return context -> {
            if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
                var person = DemoPerson.ofSubject(context.getPrincipal().getName());
                context.getClaims().claims(claims -> claims.putAll(person.claims()));
            }
        };
    }

    private static OidcUserInfo userInfo(String subject) {
        return OidcUserInfo.builder()
                .subject(subject)
                .claims(claims -> claims.putAll(DemoPerson.ofSubject(subject).claims()))
                .build();
    }

    @Bean
    RegisteredClientRepository clients(
            @Value("${demo.application-url}") String applicationUrl,
            @Value("${demo.client-secret}") String clientSecret) {
        return new InMemoryRegisteredClientRepository(RegisteredClient.withId(IdentityProvider.CLIENT_ID)
                .clientId(IdentityProvider.CLIENT_ID)
                .clientSecret(clientSecret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUri(applicationUrl + "/login/oauth2/code/okta")
                .postLogoutRedirectUri(applicationUrl + "/")
                .scope("openid")
                .scope("profile")
                .scope("email")
                .scope("groups")
                .clientSettings(ClientSettings.builder()
                        .requireAuthorizationConsent(false)
                        .requireProofKey(false)
                        .build())
                // a refresh token works once, as at the providers that are recommended: a second use ends the session
                .tokenSettings(TokenSettings.builder().reuseRefreshTokens(false).build())
                .build());
    }

    @Bean
    AuthorizationServerSettings settings(@Value("${demo.issuer}") String issuer) {
        return AuthorizationServerSettings.builder().issuer(issuer).build();
    }

    @Bean
    JWKSource<SecurityContext> signingKey() {
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.KEY));
    }

    /** One for all providers of this JVM: making it takes seconds. */
    private static final class SigningKey {

        static final RSAKey KEY = newKey();

        private static RSAKey newKey() {
            try {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                var pair = generator.generateKeyPair();
                return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                        .privateKey(pair.getPrivate())
                        .keyID(UUID.randomUUID().toString())
                        .build();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Bean
    JwtDecoder tokenReader(JWKSource<SecurityContext> signingKey) {
        return OAuth2AuthorizationServerConfiguration.jwtDecoder(signingKey);
    }
}
