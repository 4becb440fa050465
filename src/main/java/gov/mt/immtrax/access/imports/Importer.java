package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.inactivation.lifecycle.LifecycleStarter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does the work of an import in chunks of several thousand lines. Each chunk is a separate transaction that locks the
 * import and records the progress. The work can therefore be killed at any point and repeated on any node: completed
 * chunks are skipped, and two nodes that work at the same time take turns.
 */
@Component
public class Importer {

    static final int LINES_AT_ONCE = 5_000;

    private final RegistryImportRepository imports;
    private final ImportContentRepository contents;
    private final StagingRepository staging;
    private final ImportComparison comparison;
    private final RegisterWriter writer;
    private final DifferenceRepository differences;
    private final DifferenceService differenceDesk;
    private final LifecycleStarter lifecycles;
    private final BusinessCalendar calendar;
    private final Clock clock;
    private final TransactionTemplate piece;

    Importer(
            RegistryImportRepository imports,
            ImportContentRepository contents,
            StagingRepository staging,
            ImportComparison comparison,
            RegisterWriter writer,
            DifferenceRepository differences,
            DifferenceService differenceDesk,
            LifecycleStarter lifecycles,
            BusinessCalendar calendar,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.imports = imports;
        this.contents = contents;
        this.staging = staging;
        this.comparison = comparison;
        this.writer = writer;
        this.differences = differences;
        this.differenceDesk = differenceDesk;
        this.lifecycles = lifecycles;
        this.calendar = calendar;
        this.clock = clock;
        this.piece = new TransactionTemplate(transactions);
        // separate from the surrounding transaction of the engine's job, which must not hold locks
        this.piece.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Reads the file of an import to its end and compares it with the register. Does nothing if that is already done.
     */
    public void read(String number) {
        staging.readyToWait();
        RegistryImport it = imports.get(number);
        if (it.state() != ImportState.UPLOADED && it.state() != ImportState.READING) {
            return;
        }
        try (ImportFile file = new ImportFile(contents.open(number), it.kind(), calendar.zone(), clock.instant())) {
            file.skipTo(it.linesRead());
            ImportFile.Piece lines = file.next(LINES_AT_ONCE);
            for (int done = Math.max(1, it.linesRead()); lines.last() > done; lines = file.next(LINES_AT_ONCE)) {
                keep(number, done, lines);
                done = lines.last();
            }
            if (file.hasNothing()) {
                throw new FileRejectedException(FileProblem.NO_LINES, null);
            }
            inPiece(number, ImportState.READING, this::finishReading);
        } catch (FileRejectedException refused) {
            inPiece(number, it.state(), held -> refuse(held, refused));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(String number, int before, ImportFile.Piece lines) {
        piece.executeWithoutResult(transaction -> {
            RegistryImport held = imports.lock(number);
            boolean first = held.state() == ImportState.UPLOADED;
            if (!first && held.state() != ImportState.READING || held.linesRead() >= lines.last()) {
                return; // another node was faster
            }
            if (Math.max(1, held.linesRead()) != before) {
                throw new IllegalStateException(number + " was read by another node in different chunks");
            }
            if (first) {
                imports.state(number, ImportState.READING);
            }
            staging.write(number, lines);
            imports.read(number, lines.last(), lines.bytes());
        });
    }

    private void finishReading(RegistryImport held) {
        staging.readyForSets();
        comparison.compare(held);
        contents.delete(held.number());
        if (comparison.foundNothing(held.number())) {
            // the report shows the reason for each line; an export without a usable line would miss every account
            imports.failed(held.number(), new FileRejectedException(FileProblem.NO_LINES, null));
        } else {
            imports.state(held.number(), ImportState.PREVIEWED);
        }
    }

    private void refuse(RegistryImport held, FileRejectedException refused) {
        imports.failed(held.number(), refused);
        contents.delete(held.number());
        staging.deleteAll(held.number());
    }

    /** Writes an import into the register. Does nothing if that is already done. */
    public void apply(String number) {
        staging.readyToWait();
        inPiece(number, ImportState.APPLYING, this::compareAgain);
        RegistryImport it = imports.get(number);
        while (it.state() == ImportState.APPLYING && it.linesApplied() < it.linesRead()) {
            inPiece(number, ImportState.APPLYING, this::applyNext);
            it = imports.get(number);
        }
        inPiece(number, ImportState.APPLYING, this::finishApplying);
    }

    /** The register may have changed since the preview. */
    private void compareAgain(RegistryImport held) {
        if (held.appliedTo() == null) {
            staging.readyForSets();
            comparison.compare(held);
            imports.appliedTo(held.number(), 0);
        }
    }

    private void applyNext(RegistryImport held) {
        int from = held.linesApplied() + 1;
        int to = Math.min(held.linesRead(), held.linesApplied() + LINES_AT_ONCE);
        if (from > to) {
            return;
        }
        staging.readyForSets();
        if (held.kind() == ImportKind.REGISTRY_EXPORT) {
            writer.moveLastAccess(held.number(), from, to);
        } else {
            writer.enter(held, from, to);
        }
        imports.appliedTo(held.number(), to);
    }

    private void finishApplying(RegistryImport held) {
        if (held.linesApplied() < held.linesRead()) {
            throw new IllegalStateException(held.number() + " has not been applied completely");
        }
        if (held.kind() == ImportKind.REGISTRY_EXPORT) {
            staging.readyForSets();
            differences.reconcile(held.number());
            differenceDesk.withdrawClosed(held.number());
        } else {
            lifecycles.begin();
        }
        imports.state(held.number(), ImportState.APPLIED);
        staging.deleteLines(held.number());
    }

    /** Runs work while the import is locked, if it is still in this state. */
    private void inPiece(String number, ImportState state, Consumer<RegistryImport> work) {
        piece.executeWithoutResult(transaction -> {
            RegistryImport held = imports.lock(number);
            if (held.state() == state) {
                work.accept(held);
            }
        });
    }
}
