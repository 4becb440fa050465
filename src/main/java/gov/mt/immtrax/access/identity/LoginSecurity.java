package gov.mt.immtrax.access.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Configures login and logout at the identity provider, for our pages and for Camunda's web applications. */
@Configuration(proxyBeanMethods = false)
class LoginSecurity {

    private static final String LOGIN = OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI
            + "/" + IdentityProvider.OKTA;

    /** The management port: health probes, metrics and the SBOM need no login, everything else is closed. */
    @Bean
    @Order(1)
    SecurityFilterChain managementDoors(HttpSecurity http) throws Exception {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(door -> door.requestMatchers(EndpointRequest.to("health", "prometheus", "sbom"))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    FilterRegistrationBean<AnonymousRequestFilter> strangers() {
        FilterRegistrationBean<AnonymousRequestFilter> strangers =
                new FilterRegistrationBean<>(new AnonymousRequestFilter());
        strangers.setOrder(AnonymousRequestFilter.ORDER);
        return strangers;
    }

    /** All other paths: one filter chain, because a separate one for the engine would not match its servlets. */
    @Bean
    @Order(100)
    SecurityFilterChain doors(
            HttpSecurity http,
            VerifiedEmailUserService people,
            ProviderLoginRepository events,
            LoginRefresh loginRefresh,
            SessionSettings sessions,
            SavedRequestCookie savedRequestCookie,
            BackChannelLogout logoutByProvider,
            ClientRegistrationRepository registrations,
            OAuth2ClientProperties provider,
            Clock clock)
            throws Exception {
        return http.authorizeHttpRequests(AccessRules::open)
                .oauth2Login(login -> login.withObjectPostProcessor(new LoginStartErrors())
                        .loginPage(LOGIN)
                        .tokenEndpoint(token -> token.accessTokenResponseClient(tokens()))
                        .authorizedClientRepository(events)
                        .userInfoEndpoint(info -> info.oidcUserService(people))
                        .successHandler(loginSuccess(events, savedRequestCookie))
                        .failureHandler(loginFailure()))
                .logout(logout -> logout.logoutRequestMatcher(AccessRules.LOGOUT)
                        .addLogoutHandler(events)
                        .logoutSuccessHandler(logoutAtProvider(registrations)))
                .oidcLogout(logout -> logout.oidcSessionRegistry(new NoOidcSessionRegistry())
                        .backChannel(channel -> channel.logoutHandler(logoutByProvider)))
                .addFilterAfter(
                        new LoginRefreshFilter(loginRefresh, sessions, clock), SecurityContextHolderFilter.class)
                .addFilterAfter(LoginSecurity::answerBadLogoutTokens, HeaderWriterFilter.class)
                .addFilterBefore(LoginRefusals::refuseFilesOfOthers, CsrfFilter.class)
                .exceptionHandling(refusal -> refusal.authenticationEntryPoint(LoginRefusals.entry(LOGIN))
                        .accessDeniedHandler(LoginRefusals.accessDenied()))
                .requestCache(cache -> cache.requestCache(savedRequestCookie))
                .csrf(csrf -> csrf.ignoringRequestMatchers(AccessRules.ENGINE_API, AccessRules.LOGOUT_BY_PROVIDER))
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.newSession()))
                .headers(headers -> headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .httpStrictTransportSecurity(hsts -> hsts.includeSubDomains(false))
                        .cacheControl(cache -> cache.disable())
                        .addHeaderWriter(except(AccessRules.FILES, new CacheControlHeadersWriter()))
                        .frameOptions(frame -> frame.disable())
                        .addHeaderWriter(except(
                                AccessRules.SESSION_STRIP, new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY)))
                        .addHeaderWriter(only(
                                AccessRules.SESSION_STRIP, new XFrameOptionsHeaderWriter(XFrameOptionsMode.SAMEORIGIN)))
                        .addHeaderWriter(except(
                                new OrRequestMatcher(AccessRules.ENGINE, AccessRules.SESSION_STRIP),
                                new ContentSecurityPolicyHeaderWriter(ContentSecurityPolicy.of(provider))))
                        .addHeaderWriter(only(
                                AccessRules.SESSION_STRIP,
                                new ContentSecurityPolicyHeaderWriter(ContentSecurityPolicy.insideOurPages(provider)))))
                .build();
    }

    /**
     * The library throws an exception for a logout token that lacks a claim. Answers 400 Bad Request, as for other
     * invalid tokens.
     */
    private static void answerBadLogoutTokens(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!AccessRules.LOGOUT_BY_PROVIDER.matches((HttpServletRequest) request)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (AuthenticationServiceException unreadable) {
            ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    /**
     * Redirects to the page that was requested before the login. It is only a path, so it cannot lead to another host.
     */
    private static AuthenticationSuccessHandler loginSuccess(
            ProviderLoginRepository events, SavedRequestCookie savedRequestCookie) {
        RedirectStrategy redirect = new DefaultRedirectStrategy();
        return (request, response, login) -> {
            events.loggedIn(request, login);
            String asked = savedRequestCookie.path(request).orElse("/");
            savedRequestCookie.removeRequest(request, response);
            redirect.sendRedirect(request, response, asked);
        };
    }

    private static RestClientAuthorizationCodeTokenResponseClient tokens() {
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(IdentityProvider.tokens());
        return client;
    }

    private static AuthenticationFailureHandler loginFailure() {
        RedirectStrategy redirect = new DefaultRedirectStrategy();
        return (request, response, failure) -> redirect.sendRedirect(
                request,
                response,
                failure instanceof OAuth2AuthenticationException refusal
                                && VerifiedEmailUserService.ADDRESS_NOT_VERIFIED.equals(
                                        refusal.getError().getErrorCode())
                        ? LoginPages.REFUSED
                        : LoginPages.FAILED);
    }

    private static LogoutSuccessHandler logoutAtProvider(ClientRegistrationRepository registrations) {
        var handler = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        handler.setPostLogoutRedirectUri("{baseUrl}/");
        RedirectStrategy redirect = new DefaultRedirectStrategy();
        handler.setRedirectStrategy((request, response, url) -> {
            if (AccessRules.ENGINE_API.matches(request)) {
                tellNext(response, url);
            } else {
                redirect.sendRedirect(request, response, url);
            }
        });
        return handler;
    }

    /**
     * Tasklist and Cockpit log out with a script, which cannot follow a redirect to another host, so the page goes
     * there itself.
     */
    private static void tellNext(HttpServletResponse response, String url) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter().write("{\"next\":\"" + url.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
    }

    private static HeaderWriter except(RequestMatcher paths, HeaderWriter writer) {
        return new DelegatingRequestMatcherHeaderWriter(new NegatedRequestMatcher(paths), writer);
    }

    private static HeaderWriter only(RequestMatcher paths, HeaderWriter writer) {
        return new DelegatingRequestMatcherHeaderWriter(paths, writer);
    }
}
