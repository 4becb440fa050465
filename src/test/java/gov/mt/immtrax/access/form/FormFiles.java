package gov.mt.immtrax.access.form;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;

/** The form files of this build, for tests that need no engine; the service itself reads those that were deployed. */
public class FormFiles {

    private final Map<String, FormFile> current = new ConcurrentHashMap<>();

    /**
     * The current version of a form.
     *
     * @param name file name without folder and ending, as in {@code access-request}
     * @throws IllegalArgumentException if there is no such file, or it breaks the rules of {@code forms/README.md}
     */
    public FormFile current(String name) {
        return current.computeIfAbsent(name, FormFiles::load);
    }

    private static FormFile load(String name) {
        ClassPathResource file = new ClassPathResource("forms/" + name + ".html");
        if (!name.matches("[a-z]+(-[a-z]+)*") || !file.exists()) {
            throw new IllegalArgumentException("There is no form named '" + name + "'");
        }
        try {
            return FormFile.parse(name, file.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
