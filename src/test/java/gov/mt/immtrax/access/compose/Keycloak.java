package gov.mt.immtrax.access.compose;

import gov.mt.immtrax.access.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * The identity provider of {@code docker-compose.yml}, run as that file says. One serves all tests of a run, since it
 * takes long to start; the service that a test logs in to has to be at {@link #serviceUrl()}, because the provider
 * knows that one.
 */
public final class Keycloak {

    private static final String SERVICE = "identity";
    private static final Duration START = Duration.ofMinutes(4);

    private static Keycloak running;

    private final ComposeHere compose;
    private final int port;
    private final int servicePort;
    private final Process process;
    private final Path log;

    private Keycloak(ComposeHere compose, int port, int servicePort, Process process, Path log) {
        this.compose = compose;
        this.port = port;
        this.servicePort = servicePort;
        this.process = process;
        this.log = log;
    }

    /** The one of this run; stops when the tests end. */
    public static synchronized Keycloak running() {
        if (running == null) {
            running = start();
            Runtime.getRuntime().addShutdownHook(new Thread(running::stop));
            running.awaitHealth();
        }
        return running;
    }

    private static Keycloak start() {
        var home = Path.of(System.getProperty("keycloak.home")).toAbsolutePath();
        int port = FreePort.find();
        int managementPort = FreePort.find();
        int servicePort = FreePort.find();
        var compose = new ComposeHere();
        // one address for browsers and another one for the service, as it is among containers
        compose.place("localhost:8180", "localhost:" + port);
        compose.place("identity:8180", "127.0.0.1:" + port);
        compose.place("localhost:8080", "localhost:" + servicePort);
        compose.place("app:8080", "127.0.0.1:" + servicePort);
        compose.place("127.0.0.1/9000", "127.0.0.1/" + managementPort);
        compose.place("/opt/keycloak/", home + "/");
        try {
            FileSystemUtils.deleteRecursively(home.resolve("data"));
            compose.mount(SERVICE);
            var log = home.resolve("output.txt");
            var builder = new ProcessBuilder(compose.command(SERVICE))
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.matches("(KC|KEYCLOAK|JAVA|QUARKUS)_.*"));
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            // lives for minutes, on a machine that does other things meanwhile
            builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xmx512m");
            builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
            builder.environment().putAll(compose.environment(SERVICE));
            builder.environment().put("KC_HTTP_PORT", String.valueOf(port));
            builder.environment().put("KC_HTTP_MANAGEMENT_PORT", String.valueOf(managementPort));
            return new Keycloak(compose, port, servicePort, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitHealth() {
        long giveUp = System.nanoTime() + START.toNanos();
        while (!compose.isHealthy(compose.file().healthCheck(SERVICE))) {
            try {
                if (System.nanoTime() > giveUp || process.waitFor(500, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("Keycloak did not start:\n" + Files.readString(log));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private void stop() {
        try {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The rest of the compose file, at the same places. */
    public ComposeHere compose() {
        return compose;
    }

    /** Where browsers reach it, without a slash at the end. */
    public String url() {
        return "http://localhost:" + port;
    }

    public String issuer() {
        return compose.environment("app").get("SPRING_SECURITY_OAUTH2_CLIENT_PROVIDER_OKTA_ISSUER_URI");
    }

    /** Where the service reads what the provider says about itself. */
    public String discoveryUri() {
        return compose.environment("app").get("IMMTRAX_IDENTITY_DISCOVERY_URI");
    }

    public String clientSecret() {
        return compose.secret("client-secret");
    }

    public int servicePort() {
        return servicePort;
    }

    /** Where the service has to be, without a slash at the end. */
    public String serviceUrl() {
        return "http://localhost:" + servicePort;
    }

    public KeycloakAdmin admin() {
        return new KeycloakAdmin(url(), compose.secret("identity-admin-password"));
    }
}
