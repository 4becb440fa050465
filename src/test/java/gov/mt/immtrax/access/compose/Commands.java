package gov.mt.immtrax.access.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs short commands to their end. */
final class Commands {

    /** What a command printed, and its exit code. */
    record Result(int code, String output) {

        boolean succeeded() {
            return code == 0;
        }
    }

    private Commands() {}

    static Result run(Path folder, List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalStateException with what it printed, if it fails */
    static void require(Path folder, String... command) {
        var result = run(folder, List.of(command));
        if (!result.succeeded()) {
            throw new IllegalStateException(String.join(" ", command) + " failed:\n" + result.output());
        }
    }
}
