package gov.mt.immtrax.access.identity;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every route that a running service answers at, found by asking whatever answers: nobody has to remember to list one.
 */
public final class Routes {

    /** How a route of the management port begins, here and in docs/security.md. */
    static final String MANAGEMENT = "8081:";

    /** Where the engine's applications keep their REST, as init parameter of their servlets. */
    private static final String APPLICATION = "jakarta.ws.rs.Application";

    /** Filters of Spring Security that answer by themselves, and where. */
    private static final Map<String, List<Route>> ANSWERING_FILTERS = Map.of(
            "LogoutFilter",
                    List.of(
                            new Route("POST", "/logout"),
                            new Route("POST", "/camunda/api/admin/auth/user/{engineName}/logout")),
            "OAuth2AuthorizationRequestRedirectFilter", List.of(new Route("GET", "/oauth2/authorization/okta")),
            "OAuth2LoginAuthenticationFilter", List.of(new Route("GET", "/login/oauth2/code/okta")),
            "OidcBackChannelLogoutFilter", List.of(new Route("POST", "/logout/connect/back-channel/okta")));

    /** Filters of Spring Security that let a call pass or refuse it, and have no address of their own. */
    private static final Set<String> PASSING_FILTERS = Set.of(
            "AnonymousAuthenticationFilter",
            "AuthorizationFilter",
            "CsrfFilter",
            "DefaultResourcesFilter",
            "DisableEncodeUrlFilter",
            "ExceptionTranslationFilter",
            "HeaderWriterFilter",
            "LoginRefusals",
            "LoginSecurity",
            "RequestCacheAwareFilter",
            "LoginRefreshFilter",
            "SecurityContextHolderAwareRequestFilter",
            "SecurityContextHolderFilter",
            "SessionManagementFilter",
            "WebAsyncManagerIntegrationFilter",
            "OAuth2AuthorizationCodeGrantFilter",
            "ConcurrentSessionFilter",
            "CorsFilter");

    /**
     * One way in.
     *
     * @param method of HTTP
     * @param path with variables in braces; of the management port, with {@link #MANAGEMENT} before it
     */
    public record Route(String method, String path) implements Comparable<Route> {

        boolean isOfManagement() {
            return path.startsWith(MANAGEMENT);
        }

        @Override
        public int compareTo(Route other) {
            int byPath = path.compareTo(other.path);
            return byPath != 0 ? byPath : method.compareTo(other.method);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final ApplicationContext service;
    private final SortedSet<Route> found = new TreeSet<>();

    private Routes(ApplicationContext service) {
        this.service = service;
    }

    public static SortedSet<Route> of(ApplicationContext service) {
        Routes routes = new Routes(service);
        routes.addPages();
        routes.addFiles();
        routes.addServlets();
        routes.addFilters();
        routes.addManagement();
        return routes.found;
    }

    private void addPages() {
        for (RequestMappingHandlerMapping pages :
                service.getBeansOfType(RequestMappingHandlerMapping.class).values()) {
            for (RequestMappingInfo page : pages.getHandlerMethods().keySet()) {
                Set<RequestMethod> methods = page.getMethodsCondition().getMethods();
                for (String path : page.getPatternValues()) {
                    (methods.isEmpty() ? Set.of(RequestMethod.GET, RequestMethod.POST) : methods)
                            .forEach(method -> add(method.name(), path));
                }
            }
        }
    }

    /** Resource handlers, welcome pages, view controllers, and each file that the handler of everything would find. */
    private void addFiles() {
        for (AbstractUrlHandlerMapping files :
                service.getBeansOfType(AbstractUrlHandlerMapping.class).values()) {
            files.getHandlerMap().keySet().forEach(path -> add("GET", path));
            files.getPathPatternHandlerMap().keySet().forEach(pattern -> add("GET", pattern.getPatternString()));
            if (files.getRootHandler() != null) {
                add("GET", "/");
            }
        }
        for (Resource library : resources("classpath*:/META-INF/resources/webjars/*/")) {
            add("GET", library.toString().replaceAll(".*(/webjars/[^/]+)/.*", "$1/**"));
        }
        for (String folder : List.of("static", "public", "resources", "META-INF/resources")) {
            for (Resource file : resources("classpath*:/" + folder + "/*")) {
                if (file.isReadable()
                        && file.getFilename() != null
                        && !file.getFilename().isEmpty()) {
                    add("GET", "/" + file.getFilename());
                }
            }
        }
    }

    private void addServlets() {
        ServletContext server = ((WebApplicationContext) service).getServletContext();
        for (ServletRegistration servlet : server.getServletRegistrations().values()) {
            String application = servlet.getInitParameter(APPLICATION);
            for (String mapping : servlet.getMappings()) {
                if (application != null) {
                    addResources(application, mapping.replace("/*", ""));
                } else if (!servlet.getName().equals("dispatcherServlet")) { // Spring's, whose routes are those above
                    add("GET", mapping.replace("/*", "/**"));
                    add("POST", mapping.replace("/*", "/**"));
                }
            }
        }
    }

    private void addResources(String application, String prefix) {
        try {
            Application resources = (Application)
                    Class.forName(application).getDeclaredConstructor().newInstance();
            Stream.concat(
                            resources.getClasses().stream(),
                            resources.getSingletons().stream().map(Object::getClass))
                    .filter(type -> annotation(type, Path.class).isPresent())
                    .forEach(type -> addResource(
                            type,
                            prefix + slash(annotation(type, Path.class).get().value()),
                            new ArrayDeque<>()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot look into " + application, e);
        }
    }

    /** A method of a resource answers a call, or leads to a resource below it. */
    private void addResource(Class<?> type, String prefix, Deque<Class<?>> above) {
        if (above.contains(type)) {
            throw new IllegalStateException("A resource leads to itself: " + type);
        }
        above.push(type);
        for (Method method : type.getMethods()) {
            Optional<Path> path = annotation(method, Path.class);
            String address = prefix + path.map(Path::value).map(Routes::slash).orElse("");
            List<String> verbs = declarations(method)
                    .flatMap(declaration -> Arrays.stream(declaration.getAnnotations()))
                    .map(found -> found.annotationType().getAnnotation(HttpMethod.class))
                    .filter(java.util.Objects::nonNull)
                    .map(HttpMethod::value)
                    .distinct()
                    .toList();
            verbs.forEach(verb -> add(verb, address));
            if (verbs.isEmpty() && path.isPresent()) {
                addResource(method.getReturnType(), address, above);
            }
        }
        above.pop();
    }

    private void addFilters() {
        ServletContext server = ((WebApplicationContext) service).getServletContext();
        if (server.getFilterRegistration("Engines Filter") != null) { // which sends the engine's applications
            for (String application : List.of("tasklist", "cockpit", "admin", "welcome")) {
                add("GET", "/camunda/app/" + application + "/");
                add("GET", "/camunda/app/" + application + "/{engine}/");
            }
        }
        for (SecurityFilterChain chain : service.getBean(FilterChainProxy.class).getFilterChains()) {
            for (var filter : chain.getFilters()) {
                String name = filter.getClass().getSimpleName().replaceAll("\\$\\$Lambda.*", "");
                found.addAll(ANSWERING_FILTERS.getOrDefault(name, List.of()));
                if (!ANSWERING_FILTERS.containsKey(name) && !PASSING_FILTERS.contains(name)) {
                    throw new AssertionError("A filter that this test does not know: add " + name + " to Routes."
                            + "ANSWERING_FILTERS with its addresses, or to Routes.PASSING_FILTERS if it has none");
                }
            }
        }
    }

    private void addManagement() {
        add("GET", MANAGEMENT + "/actuator");
        service.getBean(WebEndpointsSupplier.class)
                .getEndpoints()
                .forEach(endpoint -> endpoint.getOperations().stream()
                        .map(operation -> operation.getRequestPredicate())
                        .forEach(asked ->
                                add(asked.getHttpMethod().name(), MANAGEMENT + "/actuator/" + asked.getPath())));
        add("GET", MANAGEMENT + "/actuator/health/liveness");
        add("GET", MANAGEMENT + "/actuator/health/readiness");
    }

    private void add(String method, String path) {
        String plain = path.replaceAll("\\{\\*\\w+}", "**")
                .replaceAll("\\{\\s*(\\w+)\\s*:\\s*\\.[*+]\\s*}", "**")
                .replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}");
        found.add(new Route(method, plain));
    }

    private static String slash(String path) {
        String start = path.startsWith("/") || path.isEmpty() ? path : "/" + path;
        return start.endsWith("/") ? start.substring(0, start.length() - 1) : start;
    }

    private static <A extends Annotation> Optional<A> annotation(Class<?> type, Class<A> wanted) {
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            if (current.isAnnotationPresent(wanted)) {
                return Optional.of(current.getAnnotation(wanted));
            }
            for (Class<?> contract : current.getInterfaces()) {
                Optional<A> there = annotation(contract, wanted);
                if (there.isPresent()) {
                    return there;
                }
            }
        }
        return Optional.empty();
    }

    private static <A extends Annotation> Optional<A> annotation(Method method, Class<A> wanted) {
        return declarations(method)
                .map(declaration -> declaration.getAnnotation(wanted))
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    /** The method and those that it overrides: annotations may stand on any of them. */
    private static Stream<Method> declarations(Method method) {
        return types(method.getDeclaringClass())
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(other -> other.getName().equals(method.getName())
                        && Arrays.equals(other.getParameterTypes(), method.getParameterTypes()));
    }

    private static Stream<Class<?>> types(Class<?> type) {
        return type == null
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(type),
                        Stream.concat(
                                types(type.getSuperclass()),
                                Arrays.stream(type.getInterfaces()).flatMap(Routes::types)));
    }

    private static Resource[] resources(String pattern) {
        try {
            return new PathMatchingResourcePatternResolver().getResources(pattern);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
