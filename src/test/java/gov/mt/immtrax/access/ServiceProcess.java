package gov.mt.immtrax.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The packaged service as a process of its own, in an environment of its own; closing asks it to stop and waits. It
 * runs for too short a time to be worth the second compiler.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START = Patience.LONG;

    private final Process process;
    private final Path log;

    /**
     * @param home folder that it runs in
     * @param log file that gets what it prints
     * @param command arguments of {@code java}
     * @param environment all of its variables but the encoding
     */
    public ServiceProcess(Path home, Path log, List<String> command, Map<String, String> environment)
            throws IOException {
        this.log = log;
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                        Stream.concat(Stream.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), command.stream())
                                .toList())
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment().putAll(environment);
        process = builder.start();
    }

    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return its exit code, once it has ended by itself */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("Still running:\n" + output());
        }
        return process.exitValue();
    }

    /** @return what the readiness probe says */
    public String awaitReadiness(int managementPort) throws IOException, InterruptedException {
        var client = HttpClient.newHttpClient();
        var question = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + managementPort + "/actuator/health/readiness"))
                .build();
        long giveUp = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < giveUp && process.isAlive()) {
            try {
                var answer = client.send(question, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return answer.body();
                }
            } catch (ConnectException notYet) {
                // it is starting
            }
            process.waitFor(200, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("Not ready:\n" + output());
    }

    /** Ends it as a power cut does: nothing is finished and nobody is told. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("Did not stop:\n" + output());
        }
    }
}
