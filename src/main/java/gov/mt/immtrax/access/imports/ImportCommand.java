package gov.mt.immtrax.access.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;

/**
 * The command {@code import registry-export FILE [--apply]} for schedulers. It does the same as the pages, within its
 * own process. The engine's jobs of the same import find nothing left to do; if the command is killed, they continue.
 * Its output contains numbers, but no content of the file.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ImportCommand implements ApplicationRunner, ExitCodeGenerator {

    /** The first argument. */
    static final String WORD = "import";

    /** Everything succeeded. */
    static final int FINE = 0;
    /** The file or the command was refused. Nothing was changed. */
    static final int REFUSED = 1;
    /** Succeeded, but people should check something: skipped lines or differences. */
    static final int TO_LOOK_AT = 2;
    /** Another import is in progress. Try again later. */
    static final int BUSY = 3;

    private static final Logger log = LoggerFactory.getLogger(ImportCommand.class);
    private static final int ATTEMPTS = 5;

    private final ImportService service;
    private final Importer importer;
    private final RegistryImportRepository imports;
    private final ImportCountRepository counts;
    private final MessageSource messages;
    private final AtomicInteger exitCode = new AtomicInteger(FINE);

    ImportCommand(
            ImportService service,
            Importer importer,
            RegistryImportRepository imports,
            ImportCountRepository counts,
            MessageSource messages) {
        this.service = service;
        this.importer = importer;
        this.imports = imports;
        this.counts = counts;
        this.messages = messages;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        List<String> words = arguments.getNonOptionArgs();
        boolean asked = !words.isEmpty() && words.get(0).equals(WORD);
        exitCode.set(asked ? run(words, arguments) : FINE);
    }

    @Override
    public int getExitCode() {
        return exitCode.get();
    }

    private int run(List<String> words, ApplicationArguments arguments) throws IOException {
        Optional<ImportKind> kind = Arrays.stream(ImportKind.values())
                .filter(it -> words.size() == 3 && it.word().equals(words.get(1)))
                .findFirst();
        if (kind.isEmpty()) {
            return refused("imports.command.usage");
        }
        Path file = Path.of(words.get(2));
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            return refused("imports.command.noFile");
        }
        try (InputStream content = Files.newInputStream(file)) {
            ImportService.Taken taken = service.take(
                    kind.get(), takenOn(arguments), file.getFileName().toString(), content);
            if (taken.repeated()) {
                log.info("{}", say("imports.command.again", taken.number()));
            }
            return work(taken.number(), arguments.containsOption("apply"), arguments.containsOption("complete"));
        } catch (DateTimeParseException noDate) {
            return refused("imports.refused.date");
        } catch (ImportRejectedException refused) {
            boolean isShort = refused.messageKey().equals(ImportService.SHORT);
            refused(isShort ? "imports.command.short" : refused.messageKey(), refused.arguments());
            return refused.messageKey().equals("imports.refused.busy") ? BUSY : REFUSED;
        }
    }

    private static @Nullable LocalDate takenOn(ApplicationArguments arguments) {
        List<String> days = arguments.getOptionValues("taken-on");
        return days == null || days.isEmpty() ? null : LocalDate.parse(days.get(0));
    }

    private int work(String number, boolean apply, boolean complete) {
        untilDone(() -> importer.read(number));
        if (apply && imports.get(number).state() == ImportState.PREVIEWED) {
            service.apply(number, complete);
        }
        untilDone(() -> importer.apply(number));
        RegistryImport it = imports.get(number);
        Map<String, Long> counted = counts.of(number);
        log.info("{} {}: {} {}", number, it.kind().word(), it.state(), counted);
        if (it.state() == ImportState.FAILED) {
            return refused("imports.problem." + it.problem(), it.problemDetail());
        }
        boolean differences = Arrays.stream(DifferenceKind.values()).anyMatch(kind -> has(counted, kind.name()));
        return differences || has(counted, ImportCount.BAD.name()) ? TO_LOOK_AT : FINE;
    }

    private static boolean has(Map<String, Long> counted, String name) {
        return counted.getOrDefault(name, 0L) > 0;
    }

    /** A running service may work on the same import or set up an account at the same moment. */
    private static void untilDone(Runnable work) {
        for (int attempt = 1; ; attempt++) {
            try {
                work.run();
                return;
            } catch (DataAccessException failure) {
                boolean busy =
                        failure instanceof TransientDataAccessException || failure instanceof DuplicateKeyException;
                if (!busy || attempt == ATTEMPTS) {
                    // without the cause, because database messages contain the lines that were refused
                    throw new IllegalStateException("The database refused the import: "
                            + failure.getClass().getSimpleName());
                }
                log.info("The database is busy; attempt {} of {}", attempt + 1, ATTEMPTS);
            }
        }
    }

    private int refused(String messageKey, @Nullable Object... arguments) {
        log.error("{}", say(messageKey, arguments));
        return REFUSED;
    }

    private String say(String messageKey, @Nullable Object... arguments) {
        return messages.getMessage(messageKey, arguments, Locale.ENGLISH);
    }
}
