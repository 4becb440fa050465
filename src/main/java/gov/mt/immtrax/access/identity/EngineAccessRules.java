package gov.mt.immtrax.access.identity;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.OPTIONS;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Defines who may open which page and REST path of Camunda's web applications. Only the REST calls that these
 * applications make are open, to the people who work with them; the engine's own permissions apply on top.
 */
final class EngineAccessRules {

    private static final String[] TASK_WORKERS =
            AccessRules.authorities(Set.of(Role.HELP_DESK, Role.HELP_DESK_LEAD, Role.REGISTRY_STAFF, Role.OPERATIONS));

    private static final String[] OPERATIONS = AccessRules.authorities(Set.of(Role.OPERATIONS));

    /** REST paths that Tasklist and Cockpit read. */
    private static final String[] ENGINE_READ = {
        "/user",
        "/user/{id}/profile",
        "/filter",
        "/filter/count",
        "/filter/{id}",
        "/filter/{id}/count",
        "/task/{id}",
        "/task/{id}/form",
        "/task/{id}/form-variables",
        "/task/{id}/deployed-form",
        "/process-definition",
        "/process-definition/count",
        "/process-definition/{id}",
        "/process-definition/{id}/xml",
        "/process-definition/{id}/startForm",
        "/process-definition/{id}/deployed-start-form",
        "/process-definition/key/{key}/xml",
        "/process-definition/key/{key}/startForm",
        "/process-definition/key/{key}/deployed-start-form",
        "/process-instance/{id}"
    };

    /** Queries, which may be sent with GET or POST. */
    private static final String[] ENGINE_ASKED = {
        "/task", "/task/count", "/filter/{id}/list", "/process-instance", "/process-instance/count"
    };

    private static final String[] ENGINE_POSTED = {
        "/task/{id}/claim",
        "/task/{id}/unclaim",
        "/task/{id}/complete",
        "/task/{id}/submit-form",
        "/process-definition/{id}/submit-form",
        "/process-definition/key/{key}/submit-form"
    };

    /** REST paths that only Cockpit reads: stack traces of failed jobs are for operations. */
    private static final String[] COCKPIT_READ = {
        "/process-definition/statistics",
        "/process-definition/{id}/statistics",
        "/process-definition/{id}/static-called-process-definitions",
        "/process-instance/{id}/activity-instances",
        "/decision-definition",
        "/decision-definition/count",
        "/decision-definition/{id}",
        "/decision-definition/{id}/xml",
        "/decision-requirements-definition",
        "/decision-requirements-definition/count",
        "/decision-requirements-definition/{id}",
        "/decision-requirements-definition/{id}/xml",
        "/deployment",
        "/deployment/count",
        "/deployment/{id}",
        "/deployment/{id}/resources",
        "/deployment/{id}/resources/{resourceId}",
        "/deployment/{id}/resources/{resourceId}/data",
        "/incident",
        "/incident/count",
        "/job/{id}",
        "/job/{id}/stacktrace",
        "/job-definition/{id}",
        "/batch",
        "/batch/count",
        "/batch/statistics",
        "/batch/statistics/count",
        "/batch/{id}",
        "/history/batch",
        "/history/batch/count",
        "/history/decision-instance",
        "/history/decision-instance/count"
    };

    private static final String[] COCKPIT_ASKED = {
        "/job",
        "/job/count",
        "/job-definition",
        "/job-definition/count",
        "/external-task",
        "/external-task/count",
        "/history/task",
        "/history/task/count"
    };

    private static final String[] COCKPIT_PUT = {
        "/job/{id}/retries",
        "/job/{id}/suspended",
        "/job-definition/{id}/retries",
        "/job-definition/{id}/suspended",
        "/process-instance/{id}/suspended",
        "/process-definition/{id}/suspended"
    };

    /** Queries for variables of an instance. They find nothing, because operations have no permission for variables. */
    private static final String[] COCKPIT_POSTED = {"/variable-instance", "/variable-instance/count"};

    private EngineAccessRules() {}

    static void open(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry door) {
        // These two could be used to create an administrator or to guess a password; see the published vulnerabilities
        // of 7.24.
        door.requestMatchers(
                        AccessRules.paths("/camunda/api/admin/setup/**", "/camunda/api/admin/auth/user/*/login/**"))
                .denyAll();

        openRest(door);

        door.requestMatchers(AccessRules.paths("/camunda/app/cockpit/**", "/camunda/api/cockpit/**"))
                .hasAnyAuthority(OPERATIONS)
                .requestMatchers(AccessRules.paths(
                        "/camunda/app/tasklist/**",
                        "/camunda/api/tasklist/**",
                        "/camunda/lib/**",
                        "/camunda/assets/**",
                        "/camunda/favicon.ico"))
                .hasAnyAuthority(TASK_WORKERS)
                .requestMatchers(AccessRules.path(GET, "/camunda/api/admin/auth/user/{engine}"))
                .hasAnyAuthority(TASK_WORKERS);
    }

    /**
     * Opens the REST paths that Tasklist and Cockpit use, to the people who work with them, within the engine's own
     * permissions. Every other path is closed, however it is spelled. Not open: bulk queries for variables, comments
     * and files, starts without a form, messages, jobs, models and authorizations.
     */
    private static void openRest(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry door) {
        // Cockpit's paths first: an {id} of the others would match "statistics"
        door.requestMatchers(
                        engine(GET, COCKPIT_READ),
                        engine(GET, COCKPIT_ASKED),
                        engine(POST, COCKPIT_ASKED),
                        engine(POST, COCKPIT_POSTED),
                        engine(PUT, COCKPIT_PUT))
                .hasAnyAuthority(OPERATIONS)
                .requestMatchers(
                        AccessRules.path(GET, "/camunda/api/engine/engine"),
                        engine(GET, ENGINE_READ),
                        engine(GET, ENGINE_ASKED),
                        engine(POST, ENGINE_ASKED),
                        engine(POST, ENGINE_POSTED),
                        engine(OPTIONS, "/filter"))
                .hasAnyAuthority(TASK_WORKERS)
                .requestMatchers(AccessRules.paths("/camunda/api/engine/**"))
                .denyAll();
    }

    private static RequestMatcher engine(HttpMethod method, String... below) {
        List<RequestMatcher> matchers = Arrays.stream(below)
                .map(pattern -> AccessRules.path(method, "/camunda/api/engine/engine/{engine}" + pattern))
                .toList();
        return new OrRequestMatcher(matchers);
    }
}
