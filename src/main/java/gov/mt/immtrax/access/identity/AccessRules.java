package gov.mt.immtrax.access.identity;

import static org.springframework.http.HttpMethod.POST;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Defines in one place who may open which page. docs/security.md has the same rules as a table, and a test checks every
 * path of it. The first match decides. A path that no line covers is closed to everyone; people who are logged in get
 * 404 Not Found.
 *
 * <p>Only matchers made by {@link #paths} are used: Spring Security's shorter string patterns do not match the servlets
 * of Camunda's web applications.
 */
final class AccessRules {

    // the same sets of roles as in Person, so that no page links to a page that its reader may not open
    private static final String[] DESK = authorities(Role.DESK);
    private static final String[] STAFF = authorities(Role.WORKS_ON_REQUESTS);
    private static final String[] ANSWERABLE = authorities(Role.ANSWERABLE);
    private static final String[] REGISTRY_STAFF = authorities(Set.of(Role.REGISTRY_STAFF));

    /** The engine's REST API, which Camunda's web applications protect by their own CSRF token. */
    static final RequestMatcher ENGINE_API = paths("/camunda/api/**");
    /** Camunda's web applications, which send their own security headers. */
    static final RequestMatcher ENGINE = paths("/camunda/**");
    /**
     * Only the libraries of our own pages: the pages of Camunda's web applications are next to them under
     * {@code /webjars}.
     */
    private static final String[] OPEN_FILES = {
        "/theme.css", "/favicon.ico", "/favicon.svg", "/images/**", "/webjars/bootstrap/**"
    };

    /** Files that are the same for everyone and that browsers may cache. */
    static final RequestMatcher FILES = new OrRequestMatcher(
            paths(OPEN_FILES), paths("/camunda/lib/**", "/camunda/assets/**", "/camunda/favicon.ico"));
    /** The notice that says until when someone stays logged in; our other pages show it in a frame. */
    static final RequestMatcher SESSION_STRIP = paths(SessionTimeoutNotice.NOTICE);
    /** The identity provider reports here that someone has logged out there. */
    static final String LOGOUT_BY_PROVIDER_PATH = "/logout/connect/back-channel/" + IdentityProvider.OKTA;

    static final RequestMatcher LOGOUT_BY_PROVIDER = path(POST, LOGOUT_BY_PROVIDER_PATH);
    /** For these paths no session is read, created or extended. */
    static final RequestMatcher WITHOUT_SESSION =
            new OrRequestMatcher(paths(OPEN_FILES), SESSION_STRIP, paths("/logout/connect/**"));
    /** Logout of our own pages, and the logout button of Tasklist and Cockpit. */
    static final RequestMatcher LOGOUT = new OrRequestMatcher(
            path(POST, "/logout"),
            new AndRequestMatcher(
                    path(POST, "/camunda/api/admin/auth/user/{engine}/logout"), AccessRules::hasTokenOfEngine));

    /** Session attribute in which Camunda's web applications keep their CSRF token. */
    private static final String ENGINE_TOKEN = "CAMUNDA_CSRF_TOKEN";

    private static final String ENGINE_TOKEN_HEADER = "X-XSRF-TOKEN";

    /** The only page that accepts a file; in its form, the CSRF token comes after the file. */
    static final RequestMatcher UPLOAD = path(POST, "/staff/imports");

    /** The decision for unknown paths. No role may open them, so the answer is 404 and not 403. */
    private static final AuthorizationDecision NO_DOOR = new AuthorizationDecision(false);

    private AccessRules() {}

    /** Whether someone may send a file to {@link #UPLOAD}. */
    static boolean maySendFiles(@Nullable Authentication login) {
        return login != null
                && login.getAuthorities().stream()
                        .anyMatch(right -> right.getAuthority().equals(Role.REGISTRY_STAFF.authority()));
    }

    /** Whether a request was refused because its path is unknown, and not because of missing permissions. */
    static boolean isMissing(AccessDeniedException refusal) {
        return refusal instanceof AuthorizationDeniedException denied && denied.getAuthorizationResult() == NO_DOOR;
    }

    /**
     * Checks the token of Camunda's web applications. They check it after Spring Security, which answers a logout
     * before that.
     */
    private static boolean hasTokenOfEngine(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null
                && session.getAttribute(ENGINE_TOKEN) instanceof String token
                && token.equals(request.getHeader(ENGINE_TOKEN_HEADER));
    }

    static void open(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry door) {
        door.requestMatchers(paths(OPEN_FILES))
                .permitAll()
                .requestMatchers(paths("/", "/error", "/login/**", "/session/**"))
                .permitAll()
                .requestMatchers(paths(
                        "/requests/**",
                        "/clinics",
                        "/agreements/**",
                        "/people/**",
                        "/deletions/**",
                        "/reactivations/**",
                        "/credentials/**"))
                .authenticated()
                .requestMatchers(paths("/staff/requests.csv", "/staff/accounts.csv"))
                .hasAnyAuthority(ANSWERABLE)
                .requestMatchers(paths(
                        "/staff/audit/**",
                        "/staff/accounts/*/dispute",
                        "/staff/accounts/*/exemption/**",
                        "/staff/inactivations",
                        "/staff/inactivations.csv",
                        "/staff/inactivations/summary.json",
                        "/staff/imports/**",
                        "/staff/supervisors/**",
                        "/staff/deputies/**",
                        "/staff/facilities/new",
                        "/staff/facilities/import",
                        "/staff/facilities/unlisted",
                        "/staff/facilities/*/correct",
                        "/staff/facilities/*/merge",
                        "/staff/facilities/*/undo-merge"))
                .hasAnyAuthority(REGISTRY_STAFF)
                .requestMatchers(path(POST, "/staff/facilities/**"))
                .hasAnyAuthority(REGISTRY_STAFF)
                .requestMatchers(path(POST, "/staff/differences/**"))
                .hasAnyAuthority(REGISTRY_STAFF)
                .requestMatchers(paths("/staff/requests/*/summary.json", "/staff/requests/*/facility"))
                .hasAnyAuthority(STAFF)
                .requestMatchers(paths("/staff/requests/**"))
                .hasAnyAuthority(DESK)
                .requestMatchers(paths("/staff/**"))
                .hasAnyAuthority(STAFF);

        EngineAccessRules.open(door);

        door.anyRequest().access((login, request) -> NO_DOOR);
    }

    static RequestMatcher paths(String... patterns) {
        List<RequestMatcher> matchers =
                Arrays.stream(patterns).map(pattern -> path(null, pattern)).toList();
        return new OrRequestMatcher(matchers);
    }

    static RequestMatcher path(@Nullable HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }

    static String[] authorities(Set<Role> roles) {
        return roles.stream().map(Role::authority).toArray(String[]::new);
    }
}
