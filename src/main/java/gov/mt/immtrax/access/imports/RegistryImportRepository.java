package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of imports. Code that changes an import locks its row first, so that no two nodes do the same work. */
@Repository
class RegistryImportRepository {

    private final JdbcClient jdbc;
    private final Clock clock;

    RegistryImportRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Takes the lock for starting work on imports, until the transaction ends. */
    void holdDesk() {
        jdbc.sql("select id from import_lock where id = 1 for update")
                .query(Integer.class)
                .single();
    }

    void insert(
            String number,
            ImportKind kind,
            LocalDate takenOn,
            @Nullable String fileName,
            ImportContentRepository.Kept file,
            @Nullable String by) {
        jdbc.sql("""
                        insert into registry_import (number, kind, state, taken_on, file_name, sha256, bytes,
                            bytes_read, lines_read, uploaded_at, uploaded_by)
                        values (:number, :kind, 'UPLOADED', :takenOn, :fileName, :sha256, :bytes, 0, 0, :now, :by)""")
                .param("number", number)
                .param("kind", kind.name())
                .param("takenOn", takenOn)
                .param("fileName", fileName)
                .param("sha256", file.sha256())
                .param("bytes", file.bytes())
                .param("now", now())
                .param("by", by)
                .update();
    }

    Optional<RegistryImport> find(String number) {
        return query("where number = :value", number).stream().findFirst();
    }

    RegistryImport get(String number) {
        return find(number).orElseThrow(() -> new IllegalStateException("No import " + number));
    }

    RegistryImport lock(String number) {
        return query("where number = :value for update", number).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No import " + number));
    }

    /** Newest first. */
    List<RegistryImport> newest(int most) {
        return jdbc.sql("select * from registry_import order by uploaded_at desc, number desc limit :most")
                .param("most", most)
                .query(RegistryImportRepository::map)
                .list();
    }

    /** The import that is in progress. */
    Optional<RegistryImport> busy() {
        return query("where state in ('UPLOADED', 'READING', 'APPLYING') and number <> :value order by number", "")
                .stream()
                .findFirst();
    }

    /**
     * A usable import with the same kind and content. For an export, the day must also be the same: the same file on
     * another day means that nothing has changed, which closes differences.
     */
    Optional<RegistryImport> ofContent(ImportKind kind, String sha256, LocalDate takenOn) {
        return query("where sha256 = :value and state not in ('FAILED', 'DISCARDED') order by number desc", sha256)
                .stream()
                .filter(it -> it.kind() == kind
                        && (kind == ImportKind.GO_LIVE || it.takenOn().equals(takenOn)))
                .findFirst();
    }

    /** The day of the newest export that was applied. */
    Optional<LocalDate> newestApplied(ImportKind kind) {
        return query("where kind = :value and state = 'APPLIED' order by taken_on desc", kind.name()).stream()
                .map(RegistryImport::takenOn)
                .findFirst();
    }

    List<RegistryImport> uploadedBefore(Instant moment) {
        return jdbc.sql("select * from registry_import where uploaded_at < :moment order by number")
                .param("moment", UtcColumn.of(moment))
                .query(RegistryImportRepository::map)
                .list();
    }

    void read(String number, int line, long bytes) {
        set(number, "lines_read = :a, bytes_read = :b", line, bytes);
    }

    void appliedTo(String number, int line) {
        jdbc.sql("update registry_import set applied_to = :line where number = :number")
                .param("line", line)
                .param("number", number)
                .update();
    }

    void state(String number, ImportState state) {
        jdbc.sql("update registry_import set state = :state where number = :number")
                .param("state", state.name())
                .param("number", number)
                .update();
    }

    void failed(String number, FileRejectedException refused) {
        set(
                number,
                "state = 'FAILED', problem = :a, problem_detail = :b",
                refused.problem().name(),
                refused.detail());
    }

    /** @param by email address; null for a command */
    void applying(String number, @Nullable String by) {
        set(number, "state = 'APPLYING', applied_to = null, applied_at = :a, applied_by = :b", now(), by);
    }

    private void set(String number, String assignments, Object a, @Nullable Object b) {
        jdbc.sql("update registry_import set " + assignments + " where number = :number")
                .param("a", a)
                .param("b", b)
                .param("number", number)
                .update();
    }

    OffsetDateTime now() {
        return UtcColumn.of(clock.instant());
    }

    private List<RegistryImport> query(String condition, String value) {
        return jdbc.sql("select * from registry_import " + condition)
                .param("value", value)
                .query(RegistryImportRepository::map)
                .list();
    }

    private static RegistryImport map(ResultSet row, int index) throws SQLException {
        String problem = row.getString("problem");
        return new RegistryImport(
                row.getString("number"),
                ImportKind.valueOf(row.getString("kind")),
                ImportState.valueOf(row.getString("state")),
                row.getObject("taken_on", LocalDate.class),
                row.getString("file_name"),
                row.getLong("bytes"),
                row.getLong("bytes_read"),
                row.getInt("lines_read"),
                row.getObject("applied_to", Integer.class),
                problem == null ? null : FileProblem.valueOf(problem),
                row.getString("problem_detail"),
                UtcColumn.read(row, "uploaded_at"),
                row.getString("uploaded_by"),
                UtcColumn.readNullable(row, "applied_at"),
                row.getString("applied_by"));
    }
}
