package gov.mt.immtrax.access.identity;

import static org.springframework.http.HttpMethod.POST;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
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
 * Who may open which page, in one place; docs/security.md says the same as a table, from which a test asks every door.
 * What is not named here is closed to everybody, and for whoever is logged in it is not there.
 *
 * <p>Only matchers made by {@link #paths} are used: the shorter ways to write a path do not reach the servlets of the
 * engine's own applications.
 */
final class AccessRules {

    // the same as Person's answers, so that no page shows a link to a closed door
    private static final String[] DESK = authorities(Role.DESK);
    private static final String[] STAFF = authorities(Role.WORKS_ON_REQUESTS);
    private static final String[] ANSWERABLE = authorities(Role.ANSWERABLE);
    private static final String[] REGISTRY_STAFF = authorities(Set.of(Role.REGISTRY_STAFF));

    /** The engine's REST, which the engine's applications protect by a token of their own. */
    static final RequestMatcher ENGINE_API = paths("/camunda/api/**");
    /** The engine's applications, which send headers of their own. */
    static final RequestMatcher ENGINE = paths("/camunda/**");
    /** Of the libraries only those of our pages: the pages of the engine's applications lie beside them. */
    private static final String[] OPEN_FILES = {
        "/theme.css", "/favicon.ico", "/favicon.svg", "/images/**", "/webjars/bootstrap/**"
    };

    /** Files that are the same for everybody and may be kept by browsers. */
    static final RequestMatcher FILES = new OrRequestMatcher(
            paths(OPEN_FILES), paths("/camunda/lib/**", "/camunda/assets/**", "/camunda/favicon.ico"));
    /** The notice that says until when somebody stays logged in; it is shown inside our other pages. */
    static final RequestMatcher SESSION_STRIP = paths(SessionTimeoutNotice.NOTICE);
    /** Where the identity provider says that somebody has logged out there. */
    static final String LOGOUT_BY_PROVIDER_PATH = "/logout/connect/back-channel/" + IdentityProvider.OKTA;

    static final RequestMatcher LOGOUT_BY_PROVIDER = path(POST, LOGOUT_BY_PROVIDER_PATH);
    /** For these no session is read, begun or kept alive. */
    static final RequestMatcher WITHOUT_SESSION =
            new OrRequestMatcher(paths(OPEN_FILES), SESSION_STRIP, paths("/logout/connect/**"));
    /** Log out of our pages, and the sign-out button of Tasklist and Cockpit. */
    static final RequestMatcher LOGOUT = new OrRequestMatcher(
            path(POST, "/logout"),
            new AndRequestMatcher(
                    path(POST, "/camunda/api/admin/auth/user/{engine}/logout"), AccessRules::hasTokenOfEngine));

    /** Where the engine's applications keep their token in a session, and how they send it. */
    private static final String ENGINE_TOKEN = "CAMUNDA_CSRF_TOKEN";

    private static final String ENGINE_TOKEN_HEADER = "X-XSRF-TOKEN";

    /** The one page that takes a file; the token of its form stands behind the file. */
    static final RequestMatcher UPLOAD = path(POST, "/staff/imports");

    /** The answer where there is no door: no role opens it, so nobody is told that it is theirs to miss. */
    private static final AuthorizationDecision NO_DOOR = new AuthorizationDecision(false);

    private AccessRules() {}

    /** Whether somebody may send a file to {@link #UPLOAD}. */
    static boolean maySendFiles(Authentication login) {
        return login != null
                && login.getAuthorities().stream()
                        .anyMatch(right -> right.getAuthority().equals(Role.REGISTRY_STAFF.authority()));
    }

    /** Whether somebody was refused because there is no door, and not because they may not enter. */
    static boolean isMissing(AccessDeniedException refusal) {
        return refusal instanceof AuthorizationDeniedException denied && denied.getAuthorizationResult() == NO_DOOR;
    }

    /** The engine's applications look for their token behind the doors; who signs out there is answered before. */
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
                        "/staff/supervisors/**"))
                .hasAnyAuthority(REGISTRY_STAFF)
                .requestMatchers(path(POST, "/staff/differences/**"))
                .hasAnyAuthority(REGISTRY_STAFF)
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

    static RequestMatcher path(HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }

    static String[] authorities(Set<Role> roles) {
        return roles.stream().map(Role::authority).toArray(String[]::new);
    }
}
