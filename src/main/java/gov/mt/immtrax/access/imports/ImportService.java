package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.imports.process.RegistryImportProcess;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumberGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Starts, applies and discards imports, for the pages and the command. Starting work requires a common lock, so that
 * only one import is in progress at a time. The work itself is a job of {@code registry-import.bpmn} on any node.
 */
@Service
class ImportService {

    /** Message key for an export that seems to be incomplete. */
    static final String SHORT = "imports.refused.short";

    private static final int LONGEST_FILE_NAME = 120;

    private final CaseNumberGenerator numbers;
    private final RegistryImportRepository imports;
    private final ImportContentRepository contents;
    private final StagingRepository staging;
    private final DifferenceFinder differences;
    private final ImportSettings settings;
    private final RuntimeService engine;
    private final CurrentPerson currentPerson;
    private final AuditTrail audit;
    private final BusinessCalendar calendar;
    private final Clock clock;

    ImportService(
            CaseNumberGenerator numbers,
            RegistryImportRepository imports,
            ImportContentRepository contents,
            StagingRepository staging,
            DifferenceFinder differences,
            ImportSettings settings,
            RuntimeService engine,
            CurrentPerson currentPerson,
            AuditTrail audit,
            BusinessCalendar calendar,
            Clock clock) {
        this.numbers = numbers;
        this.imports = imports;
        this.contents = contents;
        this.staging = staging;
        this.differences = differences;
        this.settings = settings;
        this.engine = engine;
        this.currentPerson = currentPerson;
        this.audit = audit;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * The import of a file.
     *
     * @param repeated whether the same file was already imported, so that no new import was started
     */
    record Taken(String number, boolean repeated) {}

    /**
     * Stores a file and starts to read it.
     *
     * @param takenOn the day in Montana on which the registry wrote it; null for today
     * @param fileName the sender's name for it; null if there is none
     * @throws ImportRejectedException if another import is in progress or a newer export has been applied
     */
    @Transactional(rollbackFor = Exception.class)
    public Taken take(ImportKind kind, @Nullable LocalDate takenOn, @Nullable String fileName, InputStream content)
            throws IOException {
        imports.holdDesk();
        LocalDate today = calendar.dateOf(clock.instant());
        LocalDate day = takenOn == null ? today : takenOn;
        if (day.isAfter(today)) {
            throw new ImportRejectedException("imports.refused.future");
        }
        String number = numbers.next(CaseKind.IMPORT);
        ImportContentRepository.Kept file = contents.keep(number, content);
        Optional<RegistryImport> before = imports.ofContent(kind, file.sha256(), day);
        if (before.isPresent()) {
            contents.delete(number);
            return new Taken(before.get().number(), true);
        }
        refuseWhileBusy();
        refuseOlder(kind, day);
        imports.insert(number, kind, day, clean(fileName), file, by());
        begin(number, ImportStage.READ);
        record(AuditAction.IMPORT_UPLOADED, number, kind);
        return new Taken(number, false);
    }

    /**
     * Starts to write a previewed import into the register.
     *
     * @param complete whether it was confirmed that the file is complete even if many accounts are missing
     * @throws ImportRejectedException if it is not previewed (any longer), another import is in progress, a newer one
     *     was applied, or too many accounts are missing
     */
    @Transactional
    public void apply(String number, boolean complete) {
        imports.holdDesk();
        RegistryImport held = imports.lock(number);
        if (held.state() != ImportState.PREVIEWED) {
            throw new ImportRejectedException("imports.refused.notPreviewed");
        }
        refuseWhileBusy();
        refuseOlder(held.kind(), held.takenOn());
        Optional<Shortfall> shortfall = shortfall(held);
        if (!complete && shortfall.isPresent()) {
            throw new ImportRejectedException(
                    SHORT, shortfall.get().missing(), shortfall.get().active());
        }
        imports.applying(number, by());
        begin(number, ImportStage.APPLY);
        record(
                AuditAction.IMPORT_APPLIED,
                number,
                held.kind(),
                shortfall
                        .map(it -> ", confirmed as complete: " + it.missing() + " of " + it.active()
                                + " active accounts missing")
                        .orElse(""));
    }

    /** The accounts that an export lacks, according to the current register; empty if the number is not unusual. */
    private Optional<Shortfall> shortfall(RegistryImport held) {
        if (held.kind() != ImportKind.REGISTRY_EXPORT) {
            return Optional.empty();
        }
        staging.readyForSets();
        return Optional.of(differences.shortfall(held)).filter(it -> it.isUnusual(settings));
    }

    /**
     * Discards an import, even one that is still being read: the reader then stops.
     *
     * @throws ImportRejectedException if it is being applied or has ended
     */
    @Transactional
    public void discard(String number) {
        RegistryImport held = imports.lock(number);
        if (!held.state().canBeDiscarded()) {
            throw new ImportRejectedException("imports.refused.notPreviewed");
        }
        imports.state(number, ImportState.DISCARDED);
        staging.deleteLines(number);
        contents.delete(number);
        record(AuditAction.IMPORT_DISCARDED, number, held.kind());
    }

    private void refuseWhileBusy() {
        imports.busy().ifPresent(other -> {
            throw new ImportRejectedException("imports.refused.busy", other.number());
        });
    }

    /** An export that is older than an applied one would reopen differences that were resolved since. */
    private void refuseOlder(ImportKind kind, LocalDate day) {
        if (kind == ImportKind.REGISTRY_EXPORT) {
            imports.newestApplied(kind).filter(day::isBefore).ifPresent(newest -> {
                throw new ImportRejectedException("imports.refused.older", newest);
            });
        }
    }

    private void begin(String number, ImportStage stage) {
        engine.startProcessInstanceByKey(
                RegistryImportProcess.KEY, number, Map.of("importNumber", number, "importStage", stage.name()));
    }

    private @Nullable String by() {
        return currentPerson.find().map(Person::address).orElse(null);
    }

    private void record(AuditAction action, String number, ImportKind kind) {
        record(action, number, kind, "");
    }

    private void record(AuditAction action, String number, ImportKind kind, String more) {
        audit.record(
                action,
                number,
                AuditResult.DONE,
                kind.word() + (currentPerson.find().isEmpty() ? ", by command" : "") + more);
    }

    /** The last part of a path, with invisible characters replaced. */
    private static @Nullable String clean(@Nullable String fileName) {
        if (fileName == null || fileName.isBlank()) {
            return null;
        }
        String last = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        StringBuilder clean = new StringBuilder();
        last.codePoints()
                .limit(LONGEST_FILE_NAME / 2)
                .map(c -> TypedText.isVisible(c) ? c : '?')
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
