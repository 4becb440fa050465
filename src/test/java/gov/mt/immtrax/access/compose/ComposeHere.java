package gov.mt.immtrax.access.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * The compose file as far as it runs without containers: the same variables, secrets, files and commands, with nothing
 * changed but the places that differ here, which are addresses and folders.
 */
public final class ComposeHere {

    private static final Path FOLDER = Path.of("target", "compose").toAbsolutePath();

    private final ComposeFile file = ComposeFile.read();
    private final Map<String, String> places = new LinkedHashMap<>();

    /** With new secrets, made by the script that operators run. */
    ComposeHere() {
        try {
            FileSystemUtils.deleteRecursively(FOLDER);
            Files.createDirectories(FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Commands.require(
                Path.of("").toAbsolutePath(),
                "bin/make-secrets",
                FOLDER.resolve("all").toString());
    }

    /**
     * Tells where something is that the compose file speaks of: an address as in {@code postgres:5432}, or a folder.
     */
    public void place(String inCompose, String here) {
        places.put(inCompose, here);
    }

    /** A text of the compose file with the places put in. */
    String here(String text) {
        for (var place : places.entrySet()) {
            text = text.replace(place.getKey(), place.getValue());
        }
        return text;
    }

    /** All variables of a service, with the places put in. */
    public Map<String, String> environment(String service) {
        place("/run/secrets", secrets(service).toString());
        var environment = file.environment(service);
        environment.replaceAll((name, value) -> here(value));
        return environment;
    }

    List<String> command(String service) {
        place("/run/secrets", secrets(service).toString());
        return file.command(service).stream().map(this::here).toList();
    }

    /** Whether a service is healthy, found out by the command that its container would run. */
    public boolean isHealthy(List<String> healthCheck) {
        return Commands.run(FOLDER, healthCheck.stream().map(this::here).toList())
                .succeeded();
    }

    ComposeFile file() {
        return file;
    }

    /** The value of a secret. */
    public String secret(String name) {
        try {
            return Files.readString(FOLDER.resolve("all").resolve(name + ".txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The memory that a service's container has, as in {@code 1g}. */
    public String memory(String service) {
        return ComposeFile.plain(file.service(service).get("mem_limit"));
    }

    /** Copies what a service mounts from this repository to where it looks for it. */
    void mount(String service) {
        file.mounts(service).forEach((from, to) -> {
            try {
                FileSystemUtils.copyRecursively(Path.of(from), Path.of(here(to)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** A folder with the secrets of a service, named as in its container. */
    Path secrets(String service) {
        var folder = FOLDER.resolve(service);
        try {
            Files.createDirectories(folder);
            for (var secret : file.secrets(service).entrySet()) {
                Files.writeString(folder.resolve(secret.getKey()), secret(secret.getValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }
}
