package gov.mt.immtrax.access.imports;

import static gov.mt.immtrax.access.imports.SampleExport.GO_LIVE_HEADER;
import static gov.mt.immtrax.access.imports.SampleExport.HEADER;
import static gov.mt.immtrax.access.imports.SampleExport.line;
import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.identity.ActingPerson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The command: the same imports as by the pages, done at once, with numbers for people and a code for the scheduler.
 */
@ModelTest
@ExtendWith(OutputCaptureExtension.class)
class ImportCommandTests {

    private static final String SUPERVISOR = ",stacy.supervisor@sphealth.org,Stacy Supervisor";

    @TempDir
    Path folder;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    ImportCommand command;

    @Autowired
    ImportService service;

    @Autowired
    RegistryImportRepository imports;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        acting.isNobody();
    }

    @AfterEach
    void close() throws Exception {
        for (String table : List.of(
                "account_difference",
                "import_difference",
                "import_count",
                "import_problem",
                "import_line",
                "import_file",
                "registry_import",
                "account_change",
                "account",
                "audit_unsealed",
                "audit_event")) {
            jdbc.sql("delete from " + table).update();
        }
        office.close();
    }

    @Test
    void appliesAndLeavesNothingToTheJobs(CapturedOutput output) throws Exception {
        Path accounts =
                file(GO_LIVE_HEADER, line("zwentibold", "RECORD_MAINTENANCE", "ACTIVE", "2026-11-01") + SUPERVISOR);

        assertThat(run("import", "go-live", accounts.toString())).isEqualTo(ImportCommand.FINE);
        assertThat(only().state()).as("without --apply").isEqualTo(ImportState.PREVIEWED);
        assertThat(run("import", "go-live", accounts.toString(), "--apply")).isEqualTo(ImportCommand.FINE);
        assertThat(only())
                .returns(ImportState.APPLIED, RegistryImport::state)
                .returns(null, RegistryImport::uploadedBy);
        assertThat(run("import", "go-live", accounts.toString(), "--apply"))
                .as("twice")
                .isEqualTo(ImportCommand.FINE);
        office.runJobs();

        assertThat(only().state()).isEqualTo(ImportState.APPLIED);
        assertThat(jdbc.sql("select count(*) from account").query(Long.class).single())
                .isEqualTo(1);
        assertThat(jdbc.sql(
                                "select case_number || ' ' || detail from audit_event where action = 'IMPORT_APPLIED' and address is null")
                        .query(String.class)
                        .single())
                .isEqualTo(only().number() + " go-live, by command");
        assertThat(output.getAll())
                .contains("NEW=1", "This file was already imported as IMP")
                .doesNotContain("zwentibold", "Nurse,");
    }

    @Test
    void saysThatPeopleHaveSomethingToLookAt(CapturedOutput output) throws Exception {
        Path different = file(HEADER, line("zwentibold", "RECORD_MAINTENANCE", "ACTIVE", "2026-11-01"));
        Path bad = file(
                HEADER,
                line("zwentibold", "SUPERUSER", "ACTIVE", ""),
                line("gone", "RECORD_MAINTENANCE", "INACTIVE", ""));

        assertThat(run("import", "registry-export", different.toString(), "--apply"))
                .isEqualTo(ImportCommand.TO_LOOK_AT);
        assertThat(run("import", "registry-export", bad.toString())).isEqualTo(ImportCommand.TO_LOOK_AT);
        assertThat(output.getAll()).contains("UNKNOWN_TO_US=1", "BAD=1").doesNotContain("zwentibold", "SUPERUSER");
    }

    @Test
    void appliesAShortExportOnlyWhenToldThatItIsComplete(CapturedOutput output) throws Exception {
        String[] nurses = new String[40];
        Arrays.setAll(nurses, i -> line("zwenti" + i, "RECORD_MAINTENANCE", "ACTIVE", "") + SUPERVISOR);
        run("import", "go-live", file(GO_LIVE_HEADER, nurses).toString(), "--apply");
        String part = file(HEADER, line("zwenti1", "RECORD_MAINTENANCE", "ACTIVE", "2026-11-01"))
                .toString();

        assertThat(run("import", "registry-export", part, "--apply")).isEqualTo(ImportCommand.REFUSED);
        assertThat(output.getAll()).contains("39 of 40 active accounts are not in this file", "add --complete");
        assertThat(jdbc.sql("select count(*) from account where last_access_at is not null")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(imports.newest(1).get(0).state())
                .as("the page can still apply it")
                .isEqualTo(ImportState.PREVIEWED);

        assertThat(run("import", "registry-export", part, "--apply", "--complete"))
                .isEqualTo(ImportCommand.TO_LOOK_AT);
        assertThat(imports.newest(1).get(0).state()).isEqualTo(ImportState.APPLIED);
        assertThat(jdbc.sql(
                                "select detail from audit_event where action = 'IMPORT_APPLIED' and detail like '%complete%'")
                        .query(String.class)
                        .single())
                .endsWith("confirmed as complete: 39 of 40 active accounts missing");
    }

    @Test
    void refusesInWords(CapturedOutput output) throws Exception {
        Path wrong = file("zwentibold,b", "c,d");

        assertThat(run("import")).isEqualTo(ImportCommand.REFUSED);
        assertThat(run("import", "something", wrong.toString())).isEqualTo(ImportCommand.REFUSED);
        assertThat(run("import", "go-live", folder.resolve("nowhere.csv").toString()))
                .isEqualTo(ImportCommand.REFUSED);
        assertThat(run("import", "go-live", wrong.toString(), "--taken-on=soon"))
                .isEqualTo(ImportCommand.REFUSED);
        assertThat(run("import", "go-live", wrong.toString(), "--taken-on=2999-01-01"))
                .isEqualTo(ImportCommand.REFUSED);
        assertThat(run("import", "go-live", wrong.toString())).isEqualTo(ImportCommand.REFUSED);
        assertThat(output.getAll())
                .contains(
                        "Usage: import registry-export",
                        "The file does not exist",
                        "Please enter a date",
                        "cannot be in the future",
                        "does not have these columns: user name")
                .doesNotContain("zwentibold");
    }

    @Test
    void waitsForAnotherImport() throws Exception {
        service.take(ImportKind.GO_LIVE, null, null, SampleExport.newNurses(1, 3, ""));

        assertThat(run("import", "registry-export", file(HEADER, "").toString()))
                .isEqualTo(ImportCommand.BUSY);
    }

    @Test
    void doesNothingWhenTheServiceStarts() throws Exception {
        assertThat(run("--recalculate-nothing")).isZero();
        assertThat(jdbc.sql("select count(*) from registry_import")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private int run(String... arguments) throws Exception {
        command.run(new DefaultApplicationArguments(arguments));
        return command.getExitCode();
    }

    private RegistryImport only() {
        List<RegistryImport> all = imports.newest(10);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private Path file(String header, String[] lines) throws Exception {
        return file(Stream.concat(Stream.of(header), Arrays.stream(lines)).toArray(String[]::new));
    }

    private Path file(String... lines) throws Exception {
        return Files.write(Files.createTempFile(folder, "accounts", ".csv"), List.of(lines));
    }
}
