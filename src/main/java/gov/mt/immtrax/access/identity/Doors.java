package gov.mt.immtrax.access.identity;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may open which page, in one place. What is not named here is closed to everybody.
 *
 * <p>Only matchers made by {@link #paths} are used: the shorter ways to write a path do not reach the servlets of the
 * engine's own applications.
 */
final class Doors {

    private static final String[] DESK = authorities(Role.HELP_DESK, Role.HELP_DESK_LEAD);
    /** Whoever works on requests; operations run the service and need not know whom it is about. */
    private static final String[] STAFF = authorities(Role.HELP_DESK, Role.HELP_DESK_LEAD, Role.REGISTRY_STAFF);
    /** Whoever answers an auditor and may take lists of people away. */
    private static final String[] ANSWERABLE = authorities(Role.HELP_DESK_LEAD, Role.REGISTRY_STAFF);
    private static final String[] REGISTRY_STAFF = authorities(Role.REGISTRY_STAFF);
    private static final String[] TASK_WORKERS = authorities(Role.HELP_DESK, Role.HELP_DESK_LEAD, Role.OPERATIONS);
    private static final String[] OPERATIONS = authorities(Role.OPERATIONS);

    /** The engine's REST, which the engine's applications protect by a token of their own. */
    static final RequestMatcher ENGINE_API = paths("/camunda/api/**");
    /** The engine's applications, which send headers of their own. */
    static final RequestMatcher ENGINE = paths("/camunda/**");
    /** Files that are the same for everybody and may be kept by browsers. */
    static final RequestMatcher FILES = paths("/theme.css", "/favicon.ico", "/favicon.svg", "/images/**", "/webjars/**",
            "/camunda/lib/**", "/camunda/assets/**", "/camunda/favicon.ico");
    /** Log out of our pages, and the sign-out button of Tasklist and Cockpit. */
    static final RequestMatcher LOGOUT = new OrRequestMatcher(
            path(POST, "/logout"), path(POST, "/camunda/api/admin/auth/user/{engine}/logout"));

    private Doors() {}

    static void open(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry door) {
        door.requestMatchers(paths("/", "/theme.css", "/favicon.ico", "/favicon.svg", "/images/**", "/webjars/**",
                        "/error", "/login/**")).permitAll()
                .requestMatchers(paths("/requests/**", "/agreements/**", "/people/**", "/deletions/**",
                        "/credentials/**")).authenticated()
                .requestMatchers(paths("/staff/requests.csv")).hasAnyAuthority(ANSWERABLE)
                .requestMatchers(paths("/staff/audit/**")).hasAnyAuthority(REGISTRY_STAFF)
                .requestMatchers(paths("/staff/requests/**")).hasAnyAuthority(DESK)
                .requestMatchers(paths("/staff/**")).hasAnyAuthority(STAFF);

        // An administrator could be made, or a password be guessed, at these two; see the published holes of 7.24.
        door.requestMatchers(paths("/camunda/api/admin/setup/**", "/camunda/api/admin/auth/user/*/login/**")).denyAll();

        // Requests start by their form; this door would start them anywhere in the model, and answers a bad form as an error.
        door.requestMatchers(paths("/camunda/api/engine/engine/{engine}/process-definition/{id}/start",
                "/camunda/api/engine/engine/{engine}/process-definition/key/{key}/start",
                "/camunda/api/engine/engine/{engine}/process-definition/key/{key}/tenant-id/{tenant}/start")).denyAll();

        door.requestMatchers(paths("/camunda/app/cockpit/**", "/camunda/api/cockpit/**")).hasAnyAuthority(OPERATIONS)
                .requestMatchers(paths("/camunda/app/tasklist/**", "/camunda/api/tasklist/**", "/camunda/api/engine/**",
                        "/camunda/lib/**", "/camunda/assets/**", "/camunda/favicon.ico")).hasAnyAuthority(TASK_WORKERS)
                .requestMatchers(path(GET, "/camunda/api/admin/auth/user/{engine}")).hasAnyAuthority(TASK_WORKERS)
                .anyRequest().denyAll();
    }

    static RequestMatcher paths(String... patterns) {
        List<RequestMatcher> matchers = Arrays.stream(patterns).map(pattern -> path(null, pattern)).toList();
        return new OrRequestMatcher(matchers);
    }

    private static RequestMatcher path(HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }

    private static String[] authorities(Role... roles) {
        return Arrays.stream(roles).map(Role::authority).toArray(String[]::new);
    }
}
