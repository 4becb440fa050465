package gov.mt.immtrax.access.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker-compose.yml} as it is written; a doubled dollar sign is read as one, as Compose does. */
record ComposeFile(String text, Map<String, Object> content) {

    static final Path PATH = Path.of("docker-compose.yml");

    static ComposeFile read() {
        try {
            var text = Files.readString(PATH);
            return new ComposeFile(text, new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Object> services() {
        return map(content.get("services"));
    }

    Map<String, Object> service(String name) {
        return map(services().get(name));
    }

    Map<String, String> environment(String service) {
        var environment = new LinkedHashMap<String, String>();
        map(service(service).get("environment")).forEach((name, value) -> environment.put(name, plain(value)));
        return environment;
    }

    /** Names of the files below {@code /run/secrets}, each with the secret that it holds. */
    Map<String, String> secrets(String service) {
        var secrets = new LinkedHashMap<String, String>();
        for (var secret : list(service(service).get("secrets"))) {
            if (secret instanceof Map<?, ?> given) {
                secrets.put(plain(given.get("target")), plain(given.get("source")));
            } else {
                secrets.put(plain(secret), plain(secret));
            }
        }
        return secrets;
    }

    /** Folders of this repository that a service sees, each with the folder in the container. */
    Map<String, String> mounts(String service) {
        var mounts = new LinkedHashMap<String, String>();
        for (var volume : list(service(service).get("volumes"))) {
            var parts = plain(volume).split(":");
            if (parts[0].startsWith("./")) {
                mounts.put(parts[0], parts[1]);
            }
        }
        return mounts;
    }

    /** What runs in the container instead of what its image says. */
    List<String> command(String service) {
        var command = new ArrayList<String>();
        list(service(service).get("entrypoint")).forEach(part -> command.add(plain(part)));
        list(service(service).get("command")).forEach(part -> command.add(plain(part)));
        return command;
    }

    /** The command of a health check, without the word that says how it is run. */
    List<String> healthCheck(String service) {
        var test = list(map(service(service).get("healthcheck")).get("test"));
        return test.stream().skip(1).map(ComposeFile::plain).toList();
    }

    static String plain(Object value) {
        return String.valueOf(value).replace("$$", "$");
    }

    static List<?> list(Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
