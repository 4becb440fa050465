package gov.mt.immtrax.access.identity;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

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
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may open which page, in one place; docs/security.md says the same as a table, from which a test asks every door.
 * What is not named here is closed to everybody, and for whoever is logged in it is not there.
 *
 * <p>Only matchers made by {@link #paths} are used: the shorter ways to write a path do not reach the servlets of the
 * engine's own applications.
 */
final class Doors {

    // the same as Person's answers, so that no page shows a link to a closed door
    private static final String[] DESK = authorities(Role.DESK);
    private static final String[] STAFF = authorities(Role.WORKS_ON_REQUESTS);
    private static final String[] ANSWERABLE = authorities(Role.ANSWERABLE);
    private static final String[] REGISTRY_STAFF = authorities(Set.of(Role.REGISTRY_STAFF));
    private static final String[] TASK_WORKERS = authorities(
            Set.of(Role.HELP_DESK, Role.HELP_DESK_LEAD, Role.REGISTRY_STAFF, Role.OPERATIONS));
    private static final String[] OPERATIONS = authorities(Set.of(Role.OPERATIONS));

    /** The engine's REST, which the engine's applications protect by a token of their own. */
    static final RequestMatcher ENGINE_API = paths("/camunda/api/**");
    /** The engine's applications, which send headers of their own. */
    static final RequestMatcher ENGINE = paths("/camunda/**");
    /** Of the libraries only those of our pages: the pages of the engine's applications lie beside them. */
    private static final String[] OPEN_FILES = {
        "/theme.css", "/favicon.ico", "/favicon.svg", "/images/**", "/webjars/bootstrap/**"};

    /** Files that are the same for everybody and may be kept by browsers. */
    static final RequestMatcher FILES = new OrRequestMatcher(
            paths(OPEN_FILES), paths("/camunda/lib/**", "/camunda/assets/**", "/camunda/favicon.ico"));
    /** The strip that says until when somebody stays logged in; it is shown inside our other pages. */
    static final RequestMatcher SESSION_STRIP = paths(SessionPages.STRIP);
    /** Where the identity provider says that somebody has logged out there. */
    static final RequestMatcher LOGOUT_BY_PROVIDER = path(POST, "/logout/connect/back-channel/" + IdentityProvider.OKTA);
    /** For these no session is read, begun or kept alive. */
    static final RequestMatcher WITHOUT_SESSION =
            new OrRequestMatcher(paths(OPEN_FILES), SESSION_STRIP, paths("/logout/connect/**"));
    /** Log out of our pages, and the sign-out button of Tasklist and Cockpit. */
    static final RequestMatcher LOGOUT = new OrRequestMatcher(
            path(POST, "/logout"), path(POST, "/camunda/api/admin/auth/user/{engine}/logout"));
    /** What is sent without a login and taken: the provider's call proves itself, and whoever leaves need not be known. */
    static final RequestMatcher TAKES_WHAT_STRANGERS_SEND = new OrRequestMatcher(
            LOGOUT_BY_PROVIDER, path(POST, "/camunda/api/admin/auth/user/{engine}/logout"));

    /** The one page that takes a file; the token of its form stands behind the file. */
    static final RequestMatcher UPLOAD = path(POST, "/staff/imports");

    /** The answer where there is no door: no role opens it, so nobody is told that it is theirs to miss. */
    private static final AuthorizationDecision NO_DOOR = new AuthorizationDecision(false);

    private Doors() {}

    /** Whether somebody may send a file to {@link #UPLOAD}. */
    static boolean maySendFiles(Authentication login) {
        return login != null && login.getAuthorities().stream()
                .anyMatch(right -> right.getAuthority().equals(Role.REGISTRY_STAFF.authority()));
    }

    /** Whether somebody was refused because there is no door, and not because they may not enter. */
    static boolean isMissing(AccessDeniedException refusal) {
        return refusal instanceof AuthorizationDeniedException denied && denied.getAuthorizationResult() == NO_DOOR;
    }

    static void open(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry door) {
        door.requestMatchers(paths(OPEN_FILES)).permitAll()
                .requestMatchers(paths("/", "/error", "/login/**", "/session/**")).permitAll()
                .requestMatchers(paths("/requests/**", "/agreements/**", "/people/**", "/deletions/**", "/reactivations/**",
                        "/credentials/**")).authenticated()
                .requestMatchers(paths("/staff/requests.csv", "/staff/accounts.csv")).hasAnyAuthority(ANSWERABLE)
                .requestMatchers(paths("/staff/audit/**", "/staff/accounts/*/dispute", "/staff/accounts/*/exemption/**",
                        "/staff/inactivations", "/staff/inactivations.csv", "/staff/inactivations/summary.json", "/staff/imports/**", "/staff/supervisors/**"))
                        .hasAnyAuthority(REGISTRY_STAFF)
                .requestMatchers(path(POST, "/staff/differences/**")).hasAnyAuthority(REGISTRY_STAFF)
                .requestMatchers(paths("/staff/requests/**")).hasAnyAuthority(DESK)
                .requestMatchers(paths("/staff/**")).hasAnyAuthority(STAFF);

        // An administrator could be made, or a password be guessed, at these two; see the published holes of 7.24.
        door.requestMatchers(paths("/camunda/api/admin/setup/**", "/camunda/api/admin/auth/user/*/login/**")).denyAll();

        closeInTheEngine(door);

        door.requestMatchers(paths("/camunda/app/cockpit/**", "/camunda/api/cockpit/**")).hasAnyAuthority(OPERATIONS)
                .requestMatchers(paths("/camunda/app/tasklist/**", "/camunda/api/tasklist/**", "/camunda/api/engine/**",
                        "/camunda/lib/**", "/camunda/assets/**", "/camunda/favicon.ico")).hasAnyAuthority(TASK_WORKERS)
                .requestMatchers(path(GET, "/camunda/api/admin/auth/user/{engine}")).hasAnyAuthority(TASK_WORKERS)
                .anyRequest().access((login, request) -> NO_DOOR);
    }

    /** What nobody may do through the engine's REST, whatever the engine's own rights say. */
    private static void closeInTheEngine(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry door) {
        // requests start by their form; these would start them anywhere in the model, and answer a bad form as an error
        door.requestMatchers(engine(null, "/process-definition/{id}/start", "/process-definition/key/{key}/start",
                "/process-definition/key/{key}/tenant-id/{tenant}/start")).denyAll();
        // models and forms come with a release, since an expression in a model runs as code; rights come with it too, people
        // and groups from the identity provider
        for (HttpMethod change : new HttpMethod[] {POST, PUT, DELETE}) {
            door.requestMatchers(engine(change, "/deployment/**", "/authorization/**", "/user/**", "/tenant/**",
                    "/identity/**", "/group/create", "/group/{id}/members/**")).denyAll();
        }
        door.requestMatchers(engine(PUT, "/group/{id}")).denyAll();
        door.requestMatchers(engine(DELETE, "/group/{id}")).denyAll();
        // whoever may not run a job still uses up one of its retries by trying; work is fetched by nobody from outside
        door.requestMatchers(engine(null, "/job/{id}/execute", "/external-task/fetchAndLock")).denyAll();
        // there are no cases here, and their queries fail for want of them; so does the list of all metrics
        door.requestMatchers(engine(null, "/case-definition/**", "/case-instance/**", "/case-execution/**",
                "/history/case-definition/**", "/history/case-instance/**", "/history/case-activity-instance/**",
                "/metrics")).denyAll();
        // files are not a part of any request, and what is written beside a task is its staff's: the engine shows it to all
        door.requestMatchers(engine(null, "/task/{id}/attachment/**")).denyAll();
        door.requestMatchers(engine(null, "/task/{id}/comment/**", "/process-instance/{id}/comment/**"))
                .hasAnyAuthority(STAFF);
    }

    private static RequestMatcher engine(HttpMethod method, String... below) {
        List<RequestMatcher> matchers = Arrays.stream(below)
                .map(pattern -> path(method, "/camunda/api/engine/engine/{engine}" + pattern)).toList();
        return new OrRequestMatcher(matchers);
    }

    static RequestMatcher paths(String... patterns) {
        List<RequestMatcher> matchers = Arrays.stream(patterns).map(pattern -> path(null, pattern)).toList();
        return new OrRequestMatcher(matchers);
    }

    private static RequestMatcher path(HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }

    private static String[] authorities(Set<Role> roles) {
        return roles.stream().map(Role::authority).toArray(String[]::new);
    }
}
