package gov.mt.immtrax.access.compose;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** The image of the service as its {@code Dockerfile} describes it, and its files as it would hold them. */
public final class Dockerfile {

    private static final String LAYERS = "/build/layers/";

    /** A line, as in {@code EXPOSE 8080}. */
    record Instruction(String name, String arguments) {}

    private final List<Instruction> instructions = new ArrayList<>();

    private Dockerfile() {}

    public static Dockerfile read() {
        var file = new Dockerfile();
        try {
            Files.readString(Path.of("Dockerfile"))
                    .replaceAll("\\\\\n\\s*", "")
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s+", 2))
                    .forEach(line -> file.instructions.add(new Instruction(line[0], line[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** What the instructions of a name say, in their order. */
    List<String> all(String name) {
        return instructions.stream()
                .filter(line -> line.name().equals(name))
                .map(Instruction::arguments)
                .toList();
    }

    private String only(String name) {
        var found = all(name);
        if (found.size() != 1) {
            throw new IllegalStateException("Dockerfile: " + name + " " + found);
        }
        return found.get(0);
    }

    /**
     * Takes the jar apart and puts the layers into one folder, as the image does.
     *
     * @return the folder that the service runs in
     */
    public Path build(Path jar, Path folder) {
        try {
            var build = Files.createDirectories(folder.resolve("build"));
            Files.copy(jar, build.resolve(jar.getFileName()));
            Commands.require(build, "/bin/bash", "-c", only("RUN").replaceFirst("^java ", java() + " "));
            var home = Files.createDirectories(folder.resolve("home"));
            for (var copy : all("COPY")) {
                if (copy.startsWith("--from=layers " + LAYERS) && copy.endsWith(" ./")) {
                    FileSystemUtils.copyRecursively(
                            build.resolve("layers").resolve(copy.split(" ")[1].substring(LAYERS.length())), home);
                }
            }
            FileSystemUtils.deleteRecursively(build);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Arguments of {@code java} in the container. */
    public List<String> arguments() {
        var command = words(only("ENTRYPOINT"));
        return command.subList(1, command.size());
    }

    public Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        for (var variable : all("ENV")) {
            var parts = variable.split("=", 2);
            environment.put(parts[0], parts[1].replaceAll("^\"|\"$", ""));
        }
        return environment;
    }

    public List<String> healthCheck() {
        return words(only("HEALTHCHECK").replaceFirst("^.*?CMD ", ""));
    }

    private static List<String> words(String json) {
        try {
            return Stream.of(new ObjectMapper().readValue(json, String[].class)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
