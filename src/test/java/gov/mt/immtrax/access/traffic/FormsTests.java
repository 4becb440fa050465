package gov.mt.immtrax.access.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.identity.RunningService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Nothing is submitted without the token of the page, and no page of ours holds a script or a style. */
class FormsTests extends RunningService {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    /** Asks to send a refused form again, with the token that came with it and no other. */
    private static final String SENDS_AGAIN = "error/429.html";
    /**
     * Expressions that take what is typed for a template or markup; the forms' own renderer escapes, and fixed words
     * are ours.
     */
    private static final Set<String> MARKUP = Set.of("${form}", "${answers}", "#{agreement.form.star}");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping pages;

    static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void refusesEveryChangeWithoutTheToken() {
        Browser person = loggedIn("help.desk.lead@mt.gov", "help-desk", "help-desk-lead", "registry-staff");
        List<String> changes = pages.getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getMethodsCondition().getMethods().stream()
                        .anyMatch(method -> !Set.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS)
                                .contains(method)))
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .map(path -> path.replaceAll("\\{[^}]+}", "REQ0100387"))
                .distinct()
                .toList();
        assertThat(changes).contains("/requests/new", "/agreements/REQ0100387", "/agreements/REQ0100387/review");

        for (String path : Stream.concat(changes.stream(), Stream.of("/logout")).toList()) {
            for (String body : List.of("", "_csrf=", "_csrf=guessed", "action=save&_csrf=AAAA")) {
                HttpResponse<String> answer = person.postForm(path, body);
                assertThat(answer.statusCode()).as(path).isEqualTo(302);
                assertThat(answer.headers().firstValue("Location").orElse(""))
                        .as(path)
                        .endsWith("/login/expired");
            }
        }
        assertThat(person.get("/requests").uri().getPath())
                .as("still logged in")
                .isEqualTo("/requests");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void carryTheToken(Path template) throws IOException {
        Document page = read(template);
        assertThat(page.select("form[method=post], form[th:method=post]").stream()
                        .filter(form -> !form.hasAttr("th:action"))
                        .toList())
                .hasSize(template.endsWith(SENDS_AGAIN) ? 1 : 0);
        assertThat(page.select("form:not([method])"))
                .as("a form says how it is sent")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void holdNoScriptAndNoStyle(Path template) throws IOException {
        Document page = read(template);
        assertThat(page.select("script, style")).isEmpty();
        assertThat(page.getAllElements().stream()
                        .flatMap(e -> e.attributes().asList().stream())
                        .map(Attribute::getKey))
                .noneMatch(name ->
                        name.matches("(?:th:)?(?:on[a-z]+|style|styleappend|inline)") && !name.equals("th:one"));
        assertThat(Files.readString(template))
                .doesNotContain("javascript:", "th:onclick", "__${", "[(", "th:text=\"${{");
        var unescaped = Pattern.compile("th:utext=\"([^\"]*)\"").matcher(Files.readString(template));
        assertThat(unescaped.results().map(found -> found.group(1))).isSubsetOf(MARKUP);
    }

    /** Redirects lead to paths that the service makes itself; no parameter is ever a target. */
    @Test
    void leadNowhereThatAParameterSays() {
        Browser person = loggedIn("registry.staff@mt.gov", "registry-staff");
        for (String path : List.of(
                "/requests",
                "/requests/new",
                "/staff/mails",
                "/login/expired",
                "/login/failed",
                "/",
                "/requests/REQ0000000",
                "/agreements/REQ0000000/record",
                "/oauth2/authorization/okta")) {
            for (String name : List.of(
                    "continue",
                    "next",
                    "url",
                    "redirect",
                    "redirect_uri",
                    "return",
                    "target",
                    "find",
                    "type",
                    "post_logout_redirect_uri")) {
                for (String evil : List.of(
                        "https://evil.example.org/",
                        "//evil.example.org/",
                        "/%5Cevil.example.org/",
                        "redirect:https://evil.example.org")) {
                    HttpResponse<String> answer = person.step(path + "?" + name + "=" + evil);
                    assertThat(answer.headers().firstValue("Location").orElse(""))
                            .as(path + " " + name)
                            .doesNotContain("evil.example.org");
                }
            }
        }
    }

    private static Document read(Path template) throws IOException {
        return Jsoup.parse(Files.readString(template));
    }
}
