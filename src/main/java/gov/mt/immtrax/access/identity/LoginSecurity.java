package gov.mt.immtrax.access.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.DelegatingAuthenticationEntryPoint;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Login and log out at the identity provider, for our pages and the engine's applications alike. */
@Configuration(proxyBeanMethods = false)
class LoginSecurity {

    private static final String LOGIN = OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI
            + "/" + IdentityProvider.OKTA;

    /** The management port: probes and metrics have no login, everything else there is closed. */
    @Bean
    @Order(1)
    SecurityFilterChain managementDoors(HttpSecurity http) throws Exception {
        return http
                .securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(door -> door
                        .requestMatchers(EndpointRequest.to("health", "prometheus")).permitAll()
                        .anyRequest().denyAll())
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /** Everything else: one chain for all, because a chain of the engine's own would miss its servlets. */
    @Bean
    @Order(100)
    SecurityFilterChain doors(
            HttpSecurity http,
            LoginByVerifiedAddress people,
            ClientRegistrationRepository registrations,
            OAuth2ClientProperties provider) throws Exception {
        return http
                .authorizeHttpRequests(Doors::open)
                .oauth2Login(login -> login
                        .loginPage(LOGIN)
                        .authorizationEndpoint(to -> to.authorizationRequestResolver(withProofKey(registrations)))
                        .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
                        .userInfoEndpoint(info -> info.oidcUserService(people))
                        .failureHandler(loginFailure()))
                .logout(logout -> logout
                        .logoutRequestMatcher(Doors.LOGOUT)
                        .logoutSuccessHandler(logoutAtProvider(registrations)))
                .exceptionHandling(refusal -> refusal
                        .authenticationEntryPoint(entry())
                        .accessDeniedHandler(accessDenied()))
                .requestCache(cache -> cache.requestCache(pageAskedFor()))
                .csrf(csrf -> csrf.ignoringRequestMatchers(Doors.ENGINE_API))
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.newSession()))
                .headers(headers -> headers
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .httpStrictTransportSecurity(hsts -> hsts.includeSubDomains(false))
                        .cacheControl(cache -> cache.disable())
                        .addHeaderWriter(except(Doors.FILES, new CacheControlHeadersWriter()))
                        .addHeaderWriter(except(Doors.ENGINE, new ContentSecurityPolicyHeaderWriter(ContentPolicy.of(provider)))))
                .build();
    }

    /** The session's cookie travels over TLS only, wherever the public address says that there is TLS. */
    @Bean
    ServletContextInitializer secureSessionCookie(Environment settings) {
        boolean tls = settings.getProperty("immtrax.public-url", "").startsWith("https:");
        return context -> {
            if (tls) {
                context.getSessionCookieConfig().setSecure(true);
            }
        };
    }

    private static OAuth2AuthorizationRequestResolver withProofKey(ClientRegistrationRepository registrations) {
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(
                registrations, OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return resolver;
    }

    private static AuthenticationFailureHandler loginFailure() {
        RedirectStrategy redirect = new DefaultRedirectStrategy();
        return (request, response, failure) -> redirect.sendRedirect(request, response,
                failure instanceof OAuth2AuthenticationException refusal
                        && LoginByVerifiedAddress.ADDRESS_NOT_VERIFIED.equals(refusal.getError().getErrorCode())
                        ? LoginPages.REFUSED
                        : LoginPages.FAILED);
    }

    private static LogoutSuccessHandler logoutAtProvider(ClientRegistrationRepository registrations) {
        var handler = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        handler.setPostLogoutRedirectUri("{baseUrl}/");
        RedirectStrategy redirect = new DefaultRedirectStrategy();
        handler.setRedirectStrategy((request, response, url) -> {
            if (Doors.ENGINE_API.matches(request)) {
                tellNext(response, url);
            } else {
                redirect.sendRedirect(request, response, url);
            }
        });
        return handler;
    }

    /** Tasklist and Cockpit sign out by script, which cannot follow to another host: the page goes there itself. */
    private static void tellNext(HttpServletResponse response, String url) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter().write("{\"next\":\"" + url.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
    }

    private static AuthenticationEntryPoint entry() {
        var points = new LinkedHashMap<RequestMatcher, AuthenticationEntryPoint>();
        points.put(Doors.ENGINE_API, new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED));
        var entry = new DelegatingAuthenticationEntryPoint(points);
        entry.setDefaultEntryPoint(new LoginUrlAuthenticationEntryPoint(LOGIN));
        return entry;
    }

    private static AccessDeniedHandler accessDenied() {
        RedirectStrategy redirect = new DefaultRedirectStrategy();
        AccessDeniedHandler forbidden = new AccessDeniedHandlerImpl();
        return (request, response, refusal) -> {
            if (refusal instanceof CsrfException) {
                redirect.sendRedirect(request, response, LoginPages.EXPIRED);
            } else {
                forbidden.handle(request, response, refusal);
            }
        };
    }

    private static RequestCache pageAskedFor() {
        var cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        cache.setRequestMatcher(new AndRequestMatcher(
                LoginSecurity::isPageView,
                new NegatedRequestMatcher(Doors.ENGINE_API),
                new NegatedRequestMatcher(Doors.FILES)));
        return cache;
    }

    private static boolean isPageView(HttpServletRequest request) {
        return "GET".equals(request.getMethod()) && !"XMLHttpRequest".equals(request.getHeader("X-Requested-With"));
    }

    private static HeaderWriter except(RequestMatcher paths, HeaderWriter writer) {
        return new DelegatingRequestMatcherHeaderWriter(new NegatedRequestMatcher(paths), writer);
    }
}
