package gov.mt.immtrax.access.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever builds a release again gets the same bytes, and so knows that its jars are made of this source and of nothing
 * else.
 */
class ReproducibleBuildIT {

    /** What the jars are made of. */
    private static final List<String> INGREDIENTS = List.of("pom.xml", ".mvn", "src/main", "processes", "forms");

    private static final List<String> JARS = List.of("immtrax-access.jar", "immtrax-access-audit-verifier.jar");

    @TempDir
    private Path elsewhere;

    @Test
    void makesTheSameJarsInAnotherFolder() throws Exception {
        for (String ingredient : INGREDIENTS) {
            copy(House.ROOT.resolve(ingredient), elsewhere.resolve(ingredient));
        }

        build(elsewhere);

        for (String name : JARS) {
            Path here = House.ROOT.resolve("target").resolve(name);
            Path there = elsewhere.resolve("target").resolve(name);
            assertThat(entries(there)).as(name).containsExactlyInAnyOrderElementsOf(entries(here));
            assertThat(Files.mismatch(here, there))
                    .as("first byte of %s that differs", name)
                    .isEqualTo(-1);
        }
    }

    /**
     * With the Maven, the JDK and the downloads of the build that this test is a part of; offline the list of parts is
     * not made.
     */
    private static void build(Path folder) throws IOException, InterruptedException {
        File output = folder.resolve("output.txt").toFile();
        var maven = new ProcessBuilder(
                        Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                        "--batch-mode",
                        "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
                        "-Dmaven.test.skip=true",
                        "-Derrorprone.options=-XepDisableAllChecks", // they make no bytes, and have seen this source
                        "package")
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(output);
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process build = maven.start();
        try {
            assertThat(build.waitFor(5, TimeUnit.MINUTES)).as("ended").isTrue();
            assertThat(build.exitValue()).as(() -> House.text(output.toPath())).isZero();
        } finally {
            build.destroy();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.write(copy, Files.readAllBytes(file));
            }
        }
    }

    /** Names of the files in a jar, with the checksum and the time of each: what differs is named. */
    private static List<String> entries(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            return zip.stream()
                    .map(entry -> entry.getName() + " " + Long.toHexString(entry.getCrc()) + " " + entry.getTimeLocal())
                    .toList();
        }
    }
}
