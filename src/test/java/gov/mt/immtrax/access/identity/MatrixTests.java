package gov.mt.immtrax.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.agreement.SampleRequest;
import gov.mt.immtrax.access.deletion.SampleDeletion;
import gov.mt.immtrax.access.identity.Matrix.Answer;
import gov.mt.immtrax.access.identity.Matrix.Asker;
import gov.mt.immtrax.access.identity.Matrix.Row;
import gov.mt.immtrax.access.identity.Routes.Route;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks every route of the running service as every role and as nobody, and compares with the tables of
 * docs/security.md: a route that no line of them covers fails here, and so does a line that covers no route. Nothing is
 * changed by asking: what is sent to the engine is no JSON, which is refused behind the doors and before the engine.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // everybody logs in once
class MatrixTests extends RunningService {

    private static final String OTHERS = "REQ0900099";
    private static final String UNKNOWN = "REQ0999999";
    private static final String ACCOUNT_OF_OTHERS = "ACC0900099";
    private static final String UNKNOWN_ACCOUNT = "ACC0999999";
    private static final String DEPUTYSHIP_OF_OTHERS = "DPY0900099";
    private static final String UNKNOWN_DEPUTYSHIP = "DPY0999999";
    private static final String HANDOVER_OF_OTHERS = "HND0900099";
    private static final String UNKNOWN_HANDOVER = "HND0999999";
    private static final String ENGINE_REST = "/camunda/api/";
    private static final String TASKLIST = "/camunda/app/tasklist/" + ENGINE_NAME + "/";
    /** What a refusal may be, besides the login that a browser is led to. */
    private static final Set<Integer> REFUSALS = Set.of(302, 400, 401, 403, 404, 405);
    /**
     * Routes after which somebody is logged in no more, or as somebody else: what comes next has a session of its own.
     */
    private static final Pattern ENDS_THE_SESSION =
            Pattern.compile("/logout|/logout/.*|/login/.*|/oauth2/.*|.*/logout|/session/.*");

    private enum Told {
        LOGIN,
        REFUSED,
        REFUSED_BY_ENGINE,
        NOT_FOUND,
        OPEN
    }

    /** What was asked, and what came back. */
    private record Asked(String path, HttpResponse<String> response, Told told) {

        @Override
        public String toString() {
            return path + " said " + response.statusCode()
                    + response.headers()
                            .firstValue("Location")
                            .map(to -> " " + to)
                            .orElse("");
        }
    }

    @Autowired
    private ApplicationContext service;

    @Autowired
    private JdbcClient jdbc;

    private final Matrix matrix = Matrix.read();
    private final Map<Asker, Browser> browsers = new ConcurrentHashMap<>();
    private final Map<Asker, String> tokens = new ConcurrentHashMap<>();

    @BeforeEach
    void writeRequests() {
        SampleRequest.insert(jdbc, OTHERS, "AWAITING_PROVISIONING");
        insertAccount(ACCOUNT_OF_OTHERS, "somebody.else@matrix.example.org");
        insertDeputyship(DEPUTYSHIP_OF_OTHERS, "somebody.else@matrix.example.org");
        insertHandover(HANDOVER_OF_OTHERS, "somebody.else@matrix.example.org");
        for (Asker asker : Asker.values()) {
            SampleRequest.insert(jdbc, own(asker), "AWAITING_PROVISIONING");
            jdbc.sql("update access_request set email_address = :it, supervisor_address = :it where number = :number")
                    .param("it", address(asker))
                    .param("number", own(asker))
                    .update();
            SampleDeletion.insert(jdbc, ofDeletion(own(asker)), address(asker));
            insertAccount(ownAccount(asker), address(asker));
            insertDeputyship(ownDeputyship(asker), address(asker));
            insertHandover(ownHandover(asker), address(asker));
        }
        SampleDeletion.insert(jdbc, ofDeletion(OTHERS), "somebody@example.org");
    }

    /** Inactivated: nothing happens to it by being asked for. */
    private void insertAccount(String number, String supervisor) {
        jdbc.sql("""
                        insert into account (number, username, username_key, first_name, last_name, last_name_key, employer,
                            employer_key, location_name, access_level, supervisor_name, supervisor_address, status,
                            inactivation_reason, inactivated_at)
                        values (:number, :number, :number, 'Nancy', 'Nurse', 'nurse', 'St. Peters Health', 'st. peters health',
                            'SPH Broadway', 'RECORD_MAINTENANCE', 'Some Supervisor', :supervisor, 'INACTIVATED', 'END_DATE',
                            timestamp with time zone '2022-11-07 17:00:00+00:00')""").param("number", number).param("supervisor", supervisor).update();
    }

    private void insertDeputyship(String number, String deputy) {
        jdbc.sql("""
                        insert into deputyship (number, official_address, official_name, deputy_address, deputy_name,
                            named_at, confirmed_by, lapses_at, accepted_at)
                        values (:number, 'official@matrix.example.org', 'Some Official', :deputy, 'Some Deputy',
                            current_timestamp, 'REGISTER', current_timestamp, current_timestamp)""").param("number", number).param("deputy", deputy).update();
    }

    private void insertHandover(String number, String asked) {
        jdbc.sql("""
                        insert into supervisor_handover (number, account, old_name, old_address, new_name, new_address,
                            reason, asked_at, asked_by, lapses_at)
                        values (:number, 'ACC0900099', 'Some Official', 'official@matrix.example.org', 'Other Official',
                            :asked, 'Vacation', current_timestamp, 'official@matrix.example.org', current_timestamp)""").param("number", number).param("asked", asked).update();
    }

    private static String ownHandover(Asker asker) {
        return "HND090000" + asker.ordinal();
    }

    private static String ownDeputyship(Asker asker) {
        return "DPY090000" + asker.ordinal();
    }

    @AfterEach
    void clear() {
        jdbc.sql("delete from supervisor_handover where number like 'HND09000%'")
                .update();
        jdbc.sql("delete from deputyship where number like 'DPY09000%'").update();
        jdbc.sql("delete from access_deletion where number like 'REQ09001%'").update();
        for (String table :
                List.of("form_draft where request_", "request_event where request_", "access_request where ")) {
            jdbc.sql("delete from " + table + "number like 'REQ09000%'").update();
        }
        jdbc.sql("delete from account where number like 'ACC09000%'").update();
    }

    @Test
    void everyRouteHasALine() {
        List<String> lines = new ArrayList<>();
        for (Route route : Routes.of(service)) {
            if (matrix.of(route, sample(route)).isEmpty()) {
                lines.add("| " + route.method() + " | `" + route.path() + "` | "
                        + Stream.of(Asker.values())
                                .map(asker -> word(ask(asker, route, sample(route))))
                                .collect(Collectors.joining(" | "))
                        + " |");
            }
        }
        assertThat(lines)
                .as("routes without a line: decide who may, and add to a table of " + Matrix.PAGE
                        + " (the answers are those of now)")
                .isEmpty();
    }

    @Test
    void everyLineHasARoute() {
        Set<Row> lines = new LinkedHashSet<>(matrix.rows());
        Routes.of(service).forEach(route -> matrix.of(route, sample(route)).ifPresent(lines::remove));
        assertThat(lines)
                .as("lines that decide about no route: take them out of " + Matrix.PAGE)
                .isEmpty();
    }

    @Test
    void everyRouteAnswersAsTheTableSays() throws Exception {
        SortedSet<Route> routes = Routes.of(service);
        assertThat(routes).as("routes that were found").hasSizeGreaterThan(500);
        ExecutorService askers = Executors.newFixedThreadPool(Asker.values().length);
        List<String> wrong = new ArrayList<>();
        try {
            for (Future<List<String>> answers : askers.invokeAll(Stream.of(Asker.values())
                    .<Callable<List<String>>>map(asker -> () -> walk(asker, routes))
                    .toList())) {
                wrong.addAll(answers.get());
            }
        } finally {
            askers.shutdownNow();
        }
        assertThat(wrong).isEmpty();
    }

    /** What one asker is told otherwise than the table says. */
    private List<String> walk(Asker asker, SortedSet<Route> routes) {
        List<String> wrong = new ArrayList<>();
        for (Route route : routes) {
            matrix.of(route, sample(route)).ifPresent(row -> {
                Answer answer = row.answers().get(asker);
                String problem = check(asker, route, answer);
                if (problem != null) {
                    wrong.add(route + " for " + asker + " should be \""
                            + answer.name().toLowerCase(Locale.ROOT) + "\" by " + row + " but " + problem);
                }
            });
        }
        return wrong;
    }

    /** What no door names is not there: nothing is open because somebody forgot to close it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/no-such-page",
                "/requests.csv",
                "/requestsx",
                "/staffx",
                "/admin",
                "/.git/config",
                "/.env",
                "/application.yml",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/h2-console",
                "/h2-console/",
                "/swagger-ui.html",
                "/v3/api-docs",
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/health",
                "/error/x",
                "/engine-rest",
                "/engine-rest/engine",
                "/rest/engine",
                "/api/engine",
                "/camunda",
                "/camunda/",
                "/camunda/app",
                "/camunda/app/",
                "/camunda/api/",
                "/camunda/api",
                "/camunda/app/admin/doors/",
                "/camunda/app/admin/doors/setup/",
                "/camunda/app/welcome/doors/",
                "/camunda/api/welcome/plugin/x/doors/y",
                "/camunda/api/no-such-application/x",
                "/camunda-welcome/index.html",
                "/webjars/camunda/app/tasklist/index.html",
                "/webjars/camunda/securityFilterRules.json",
                "/plugin/tasklist/app/plugin.js"
            })
    void everythingElseIsClosed(String path) {
        for (Asker asker : Asker.values()) {
            for (String method : List.of("GET", "POST")) {
                Asked asked = ask(asker, new Route(method, path), path);
                assertThat(asked.told())
                        .as("%s for %s: %s", method, asker, asked)
                        .isIn(asker == Asker.NOBODY ? Told.LOGIN : Told.NOT_FOUND, Told.NOT_FOUND);
            }
        }
    }

    /**
     * The doors and the servlets behind them read paths differently: whatever one path might be read as by one of them
     * and not by the other is refused, to somebody with every role and to nobody. By a slash at its end, and in capital
     * letters, a route answers as it is written here, or refuses too.
     */
    @Test
    void noOtherSpellingOfARouteAnswersMore() throws Exception {
        Browser everyRole = loggedIn(
                "every.role@matrix.example.org",
                Stream.of(Asker.values())
                        .flatMap(asker -> Stream.of(groups(asker)))
                        .toArray(String[]::new));
        everyRole.get(TASKLIST);
        Browser nobody = browser();
        List<Route> routes = Routes.of(service).stream()
                .filter(route -> !route.isOfManagement() && !route.path().equals("/"))
                .toList();
        ExecutorService askers = Executors.newFixedThreadPool(2);
        List<String> wrong = new ArrayList<>();
        try {
            for (Future<List<String>> answers : askers.invokeAll(Stream.of(everyRole, nobody)
                    .<Callable<List<String>>>map(browser -> () -> {
                        Set<String> paths = new HashSet<>();
                        return routes.stream()
                                .flatMap(route -> otherSpellingsOf(route, !paths.add(route.path()), browser))
                                .toList();
                    })
                    .toList())) {
                wrong.addAll(answers.get());
            }
        } finally {
            askers.shutdownNow();
        }
        assertThat(everyRole.get(TASKLIST).body()).as("the session lives").contains("Camunda Tasklist");
        assertThat(wrong).isEmpty();
    }

    /** What was answered that should have been refused. */
    private Stream<String> otherSpellingsOf(Route route, boolean ofAnEarlierPath, Browser browser) {
        String path = sample(route).replaceAll("/$", "");
        boolean ofEngine = path.startsWith("/camunda/");
        // the engine's are refused for their path before anybody looks at the method: one method each shows it
        Stream<String> spellings = ofEngine && ofAnEarlierPath ? Stream.empty() : Spellings.of(path);
        Stream<String> refused = spellings.filter(spelling -> {
            int status = send(browser, "", route, spelling).statusCode();
            return ofEngine
                    ? status != 400
                    : !REFUSALS.contains(status)
                            && status != send(browser, "", route, path).statusCode();
        });
        Stream<String> same = ENDS_THE_SESSION.matcher(path).matches()
                ? Stream.empty()
                : Stream.of(
                                path + "/",
                                route.path().matches(".*\\}/?") ? path : Spellings.inCapitals(path),
                                path.toUpperCase(Locale.ROOT))
                        .filter(spelling -> {
                            int status = send(browser, "", route, spelling).statusCode();
                            return !REFUSALS.contains(status)
                                    && status != send(browser, "", route, path).statusCode();
                        });
        return Stream.concat(refused, same).map(spelling -> route.method() + " " + spelling);
    }

    private String check(Asker asker, Route route, Answer answer) {
        if (isAboutOne(route) && (answer == Answer.OWN || answer == Answer.YES)) {
            return checkWithNumbers(asker, route, answer);
        }
        Asked asked = ask(asker, route, sample(route));
        boolean mayBeMissing = route.path().contains("{") || route.path().contains("**");
        boolean right = switch (answer) {
            case YES -> asked.told() == Told.OPEN || mayBeMissing && asked.told() == Told.NOT_FOUND;
            case ENGINE ->
                Set.of(Told.OPEN, Told.NOT_FOUND, Told.REFUSED_BY_ENGINE).contains(asked.told());
            case LOGIN -> asked.told() == Told.LOGIN;
            case NO -> asked.told() == Told.REFUSED;
            case CLOSED -> asked.told() == Told.REFUSED || asked.told() == Told.NOT_FOUND;
            case OWN ->
                throw new AssertionError(
                        "own is for routes with {number}, {account}, {deputyship} or {handover}: " + route);
        };
        return right ? null : asked.toString();
    }

    private static boolean isAboutOne(Route route) {
        return Stream.of("{number}", "{account}", "{deputyship}", "{handover}").anyMatch(route.path()::contains);
    }

    /**
     * Own requests and accounts open for those they name; others are told the same about a request of others and about
     * none.
     */
    private String checkWithNumbers(Asker asker, Route route, Answer answer) {
        String others = ofNoun(route, OTHERS);
        Asked own = ask(
                asker,
                route,
                sample(route)
                        .replace(others, ofNoun(route, own(asker)))
                        .replace(ACCOUNT_OF_OTHERS, ownAccount(asker))
                        .replace(DEPUTYSHIP_OF_OTHERS, ownDeputyship(asker))
                        .replace(HANDOVER_OF_OTHERS, ownHandover(asker)));
        Asked foreign = ask(asker, route, sample(route));
        Asked none = ask(
                asker,
                route,
                sample(route)
                        .replace(others, UNKNOWN)
                        .replace(ACCOUNT_OF_OTHERS, UNKNOWN_ACCOUNT)
                        .replace(DEPUTYSHIP_OF_OTHERS, UNKNOWN_DEPUTYSHIP)
                        .replace(HANDOVER_OF_OTHERS, UNKNOWN_HANDOVER));
        if (own.told() != Told.OPEN) {
            return own.toString();
        }
        if (answer == Answer.YES) {
            return foreign.told() == Told.OPEN ? null : foreign.toString();
        }
        boolean refused = foreign.told() == Told.REFUSED || foreign.told() == Told.NOT_FOUND;
        return refused && foreign.response().statusCode() == none.response().statusCode()
                ? null
                : foreign + ", " + none;
    }

    private Asked ask(Asker asker, Route route, String path) {
        Browser browser = browsers.computeIfAbsent(asker, this::open);
        HttpResponse<String> response = send(browser, tokens.get(asker), route, path);
        if (ENDS_THE_SESSION.matcher(path).matches()) {
            browsers.remove(asker);
        }
        return new Asked(path, response, told(response));
    }

    private HttpResponse<String> send(Browser browser, String token, Route route, String path) {
        boolean reads = Set.of("GET", "HEAD", "OPTIONS").contains(route.method());
        boolean rest = path.startsWith(ENGINE_REST);
        String address = route.isOfManagement() ? management(Matrix.plain(path)).toString() : path;
        return browser.ask(
                route.method(),
                address,
                reads ? null : rest ? "application/json" : "application/x-www-form-urlencoded",
                reads ? null : rest ? "{" : "action=save&reviewed=x&_csrf=" + token);
    }

    /** One after the other: the provider knows one next visitor. */
    private synchronized Browser open(Asker asker) {
        Browser browser = asker == Asker.NOBODY ? browser() : loggedIn(address(asker), groups(asker));
        var field = Jsoup.parse(browser.get("/").body()).selectFirst("input[name=_csrf]");
        tokens.put(asker, field == null ? "" : field.val());
        if (groups(asker).length > 0) {
            browser.get(TASKLIST); // for the token of the engine's applications
        }
        return browser;
    }

    private static Told told(HttpResponse<String> response) {
        String location = response.headers().firstValue("Location").orElse("");
        boolean ofTheEngine =
                response.body().contains("\"type\":") && !response.body().contains("\"timestamp\":");
        return switch (response.statusCode()) {
            case 401 -> Told.LOGIN;
            case 302, 303 ->
                location.endsWith("/oauth2/authorization/okta") || location.endsWith(LoginPages.EXPIRED)
                        ? Told.LOGIN
                        : Told.OPEN;
            case 403 -> ofTheEngine ? Told.REFUSED_BY_ENGINE : Told.REFUSED;
            case 404 -> Told.NOT_FOUND;
            default -> Told.OPEN;
        };
    }

    private static String word(Asked asked) {
        return switch (asked.told()) {
            case LOGIN -> "login";
            case REFUSED, NOT_FOUND -> "no";
            case REFUSED_BY_ENGINE -> "engine";
            case OPEN -> "yes";
        };
    }

    /** A route with something in place of its variables. */
    private static String sample(Route route) {
        return route.path()
                .replace("{number}", ofNoun(route, OTHERS))
                .replace("{account}", ACCOUNT_OF_OTHERS)
                .replace("{deputyship}", DEPUTYSHIP_OF_OTHERS)
                .replace("{handover}", HANDOVER_OF_OTHERS)
                .replaceAll("/\\{(name|engine|engineName|processEngineName)}", "/" + ENGINE_NAME)
                .replace("/{key}", "/access-request")
                .replaceAll("\\{\\w*[iI]d}", "00000000-0000-0000-0000-000000000000")
                .replaceAll("\\{[^}]+}", "no-such-thing")
                .replace("/**", "/no-such-page");
    }

    /** Deletions have numbers of the same sequence, and none is a request's too. */
    private static String ofNoun(Route route, String number) {
        return route.path().contains("/deletions/") ? ofDeletion(number) : number;
    }

    private static String ofDeletion(String number) {
        return number.replace("REQ09000", "REQ09001");
    }

    private static String own(Asker asker) {
        return "REQ09000" + (10 + asker.ordinal());
    }

    private static String ownAccount(Asker asker) {
        return "ACC09000" + (10 + asker.ordinal());
    }

    private static String address(Asker asker) {
        return asker.name().toLowerCase(Locale.ROOT).replace('_', '.') + "@matrix.example.org";
    }

    private static String[] groups(Asker asker) {
        return asker == Asker.NOBODY
                ? new String[0]
                : Role.valueOf(asker.name()).group().stream().toArray(String[]::new);
    }
}
