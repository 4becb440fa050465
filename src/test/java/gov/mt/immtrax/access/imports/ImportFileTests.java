package gov.mt.immtrax.access.imports;

import static gov.mt.immtrax.access.imports.SampleExport.GO_LIVE_HEADER;
import static gov.mt.immtrax.access.imports.SampleExport.HEADER;
import static gov.mt.immtrax.access.imports.SampleExport.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.AccountStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file may look like, and what of it is left out for which reason. */
class ImportFileTests {

    private static final ZoneId MONTANA = ZoneId.of("America/Denver");
    private static final Instant NOW = Instant.parse("2026-11-23T19:00:00Z");

    @Test
    void readsALine() throws Exception {
        var piece = read(
                ImportKind.GO_LIVE,
                GO_LIVE_HEADER + "\n"
                        + "NNurse,Nancy.Nurse@SPHealth.org,\"Nurse, Nancy\",St. Peters Health,SPH Broadway,Read Only with Consent,active,"
                        + "2026-11-01,Stacy.Supervisor@sphealth.org,Stacy Supervisor");

        assertThat(piece.bad()).isEmpty();
        assertThat(piece.good())
                .containsExactly(new ParsedLine(
                        2,
                        "NNurse",
                        "Nancy",
                        "Nurse",
                        "nancy.nurse@sphealth.org",
                        "St. Peters Health",
                        "SPH Broadway",
                        AccessLevel.READ_ONLY_WITH_CONSENT,
                        AccountStatus.ACTIVE,
                        Instant.parse("2026-11-01T06:00:00Z"),
                        "Stacy Supervisor",
                        "stacy.supervisor@sphealth.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ufeffuser name,mail,name,employer,location,level,status,last access\nnnurse,a@b.org,Nancy Nurse,E,L,RECORD_MAINTENANCE,ACTIVE,",
                "User_Name;E-Mail;Full name;Employer;Facility;Access level;Status;Last login\nnnurse;a@b.org;Nancy Nurse;E;L;RECORD_MAINTENANCE;ACTIVE;",
                "status,Last-Access,LEVEL,Location,Employer,Name,MAIL,USERNAME\r\nActive,,record maintenance,L,E,\"Nurse, Nancy\",a@b.org,nnurse\r\n",
                "\"User name\", \"Mail\",\"Name\",Employer,Location,Level,Status,Last access,Colour\r nnurse , \"a@b.org\" ,Nancy Nurse,\"E\",L,RECORD_MAINTENANCE,ENABLED,,\"bl\"\"ue\"\r\r",
            })
    void takesAnyOrderAnyCaseAndBothSeparators(String text) throws Exception {
        var piece = read(ImportKind.REGISTRY_EXPORT, text);

        assertThat(piece.bad()).isEmpty();
        assertThat(piece.good())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .returns("nnurse", ParsedLine::username)
                        .returns("Nancy", ParsedLine::firstName)
                        .returns("Nurse", ParsedLine::lastName)
                        .returns("a@b.org", ParsedLine::emailAddress)
                        .returns(AccessLevel.RECORD_MAINTENANCE, ParsedLine::accessLevel)
                        .returns(null, ParsedLine::lastAccessAt));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23, 2026-11-23T07:00:00Z",
        "2026-07-01, 2026-07-01T06:00:00Z",
        "2026-11-01T08:15:30, 2026-11-01T15:15:30Z",
        "2026-11-01 08:15, 2026-11-01T15:15:00Z",
        "2026-11-01T08:15:30Z, 2026-11-01T08:15:30Z",
        "2026-11-01T08:15:30-05:00, 2026-11-01T13:15:30Z",
        "2026-11-01T08:15:30.123456+01:00, 2026-11-01T07:15:30.123456Z"
    })
    void readsDatesAndMomentsInMontana(String text, Instant at) throws Exception {
        assertThat(read(
                                ImportKind.REGISTRY_EXPORT,
                                HEADER + "\n" + line("nnurse", "RECORD_MAINTENANCE", "ACTIVE", text))
                        .good())
                .singleElement()
                .returns(at, ParsedLine::lastAccessAt);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'nnurse,a@b.org,N N,E,L,SUPERUSER,ACTIVE,' | NO_LEVEL | LEVEL | SUPERUSER",
                "'nnurse,a@b.org,N N,E,L,,ACTIVE,' | MISSING | LEVEL |",
                "',a@b.org,N N,E,L,RECORD_MAINTENANCE,ACTIVE,' | MISSING | USERNAME |",
                "'nnurse,a@b.org,N N,E,L,RECORD_MAINTENANCE,GONE,' | NO_STATUS | STATUS | GONE",
                "'nnurse,a@b.org,N N,E,L,RECORD_MAINTENANCE,ACTIVE,11/20/2026' | NO_DATE | LAST_ACCESS | 11/20/2026",
                "'nnurse,a@b.org,N N,E,L,RECORD_MAINTENANCE,ACTIVE,2026-02-30' | NO_DATE | LAST_ACCESS | 2026-02-30",
                "'nnurse,a@b.org,N N,E,L,RECORD_MAINTENANCE,ACTIVE,0001-01-01' | NO_DATE | LAST_ACCESS | 0001-01-01",
                "'nnurse,a@b.org,N N,E,L,RECORD_MAINTENANCE,ACTIVE,2026-11-24' | FUTURE | LAST_ACCESS | 2026-11-24",
                "'nnurse,a@b.org,N N,E,L,RECORD_MAINTENANCE,ACTIVE,2026-11-23T19:00:01Z' | FUTURE | LAST_ACCESS | 2026-11-23T19:00:01Z",
                "'nnurse,a@b.org,N N,E,L,RECORD_MAINTENANCE,ACTIVE' | COLUMNS | | 7",
                "'nnurse,a@b.org,N N,E,L,RECORD_MAINTENANCE,ACTIVE,,x' | COLUMNS | | 9",
                "'nnurse,\"a@b.org,N N,E,L,RECORD_MAINTENANCE,ACTIVE,' | BROKEN_QUOTES | |",
                "'nnurse,\"a\"b,N N,E,L,RECORD_MAINTENANCE,ACTIVE,' | BROKEN_QUOTES | |",
                "'nnurse,a\"b,N N,E,L,RECORD_MAINTENANCE,ACTIVE,' | BROKEN_QUOTES | |"
            })
    void leavesOutALineAndSaysWhy(String text, LineProblem problem, ImportColumn column, String given)
            throws Exception {
        var piece = read(
                ImportKind.REGISTRY_EXPORT,
                HEADER + "\n" + text + "\n" + line("good", "RECORD_MAINTENANCE", "ACTIVE", ""));

        assertThat(piece.bad())
                .extracting(LineFinding::line, LineFinding::problem, LineFinding::column, LineFinding::given)
                .containsExactly(tuple(2, problem, column, given));
        assertThat(piece.good()).extracting(ParsedLine::username).containsExactly("good");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'n,a@b.org,\"Nurse,\",E,L,RECORD_MAINTENANCE,ACTIVE,,s@b.org,' | NO_NAME",
                "'n,nobody,N N,E,L,RECORD_MAINTENANCE,ACTIVE,,s@b.org,' | NO_MAIL",
                "'n,a@b.org,N N,E,L,RECORD_MAINTENANCE,ACTIVE,,Stacy,' | NO_MAIL",
                "'n,a@b.org,N N,,L,RECORD_MAINTENANCE,ACTIVE,,s@b.org,' | MISSING",
                "'n,a@b.org,,E,L,RECORD_MAINTENANCE,ACTIVE,,s@b.org,' | MISSING"
            })
    void needsMoreToMakeAnAccountThanToCompareOne(String text, LineProblem problem) throws Exception {
        assertThat(read(ImportKind.GO_LIVE, GO_LIVE_HEADER + "\n" + text).bad())
                .extracting(LineFinding::problem)
                .containsExactly(problem);
        assertThat(read(ImportKind.REGISTRY_EXPORT, GO_LIVE_HEADER + "\n" + text)
                        .good())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'html<b>,a@b.org,N N,E,L,RECORD_MAINTENANCE,ACTIVE,,s@b.org,' | ODD_USERNAME | NO_USERNAME | html<b>",
                "'n nurse,a@b.org,N N,E,L,RECORD_MAINTENANCE,ACTIVE,,s@b.org,' | ODD_USERNAME | NO_USERNAME | n nurse",
                "'nnurse,nope,N N,E,L,RECORD_MAINTENANCE,ACTIVE,,s@b.org,' | ODD_MAIL | NO_MAIL | nope",
                "'nnurse,a@b,N N,E,L,RECORD_MAINTENANCE,ACTIVE,,s@b.org,' | ODD_MAIL | NO_MAIL | a@b",
                "'nnurse,a@b.org.,N N,E,L,RECORD_MAINTENANCE,ACTIVE,,s@b.org,' | ODD_MAIL | NO_MAIL | a@b.org."
            })
    void tellsWhatOurFormsWouldRefuse(String text, LineProblem ofAnExport, LineProblem ofAGoLive, String given)
            throws Exception {
        var export = read(ImportKind.REGISTRY_EXPORT, GO_LIVE_HEADER + "\n" + text);
        assertThat(export.good())
                .as("it says that somebody has accessed imMTrax")
                .hasSize(1);
        assertThat(export.bad())
                .extracting(LineFinding::problem, LineFinding::given)
                .containsExactly(tuple(ofAnExport, given));

        var goLive = read(ImportKind.GO_LIVE, GO_LIVE_HEADER + "\n" + text);
        assertThat(goLive.good()).as("it would make an account").isEmpty();
        assertThat(goLive.bad())
                .extracting(LineFinding::problem, LineFinding::given)
                .containsExactly(tuple(ofAGoLive, given));
    }

    @Test
    void takesTheNamesOfColumnsThatOperationsShows() throws Exception {
        List<String> rows = Files.readAllLines(Path.of("docs/operations.md"));
        for (ImportColumn column : ImportColumn.values()) {
            assertThat(rows)
                    .anyMatch(row -> row.startsWith(
                            "| %s | %s | ".formatted(column.heading(), String.join(", ", column.names()))));
            assertThat(column.names())
                    .allMatch(name -> ImportColumn.named(name.toUpperCase()).orElseThrow() == column);
        }
    }

    @Nested
    class OfHostileFiles {

        @Test
        void keepsFormulasAsText() throws Exception {
            assertThat(read(
                                    ImportKind.REGISTRY_EXPORT,
                                    HEADER + "\n" + "=cmd|' /C calc'!A0,a@b.org,N N,+1,@sum,RECORD_MAINTENANCE,ACTIVE,")
                            .good())
                    .singleElement()
                    .returns("=cmd|' /C calc'!A0", ParsedLine::username)
                    .returns("+1", ParsedLine::employer);
        }

        @ParameterizedTest
        @ValueSource(strings = {"nn\0urse", "nn\u001burse", "nn\u202eurse", "nn\turse", "nn\u2028urse"})
        void leavesOutWhatNobodySees(String username) throws Exception {
            assertThat(read(
                                    ImportKind.REGISTRY_EXPORT,
                                    HEADER + "\n" + line(username, "RECORD_MAINTENANCE", "ACTIVE", ""))
                            .bad())
                    .singleElement()
                    .satisfies(bad -> assertThat(bad)
                            .returns(LineProblem.NOT_TEXT, LineFinding::problem)
                            .returns("nn?urse", LineFinding::given)
                            .returns(null, LineFinding::usernameKey));
        }

        @Test
        void losesOneLineToAQuoteThatIsNeverClosed() throws Exception {
            var piece = read(
                    ImportKind.REGISTRY_EXPORT,
                    HEADER + "\n" + "nnurse,\"a@b.org,N N\r\n" + line("good", "RECORD_MAINTENANCE", "ACTIVE", ""));

            assertThat(piece.bad()).extracting(LineFinding::line).containsExactly(2);
            assertThat(piece.good()).extracting(ParsedLine::line).containsExactly(3);
        }

        @Test
        void skipsAFieldOfAMegabyteAndALineOfAHundred() throws Exception {
            // of a hundred megabytes, with a heap of less in mind: the line is made as it is read
            InputStream endless = new InputStream() {
                private long left = 100_000_000;

                @Override
                public int read() {
                    return left-- > 0 ? 'x' : left == -1 ? '\n' : -1;
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    int count = 0;
                    for (int c = read(); c >= 0; c = read()) {
                        into[offset + count++] = (byte) c;
                        if (count == length) {
                            break;
                        }
                    }
                    return count == 0 ? -1 : count;
                }
            };
            var content = new java.io.SequenceInputStream(java.util.Collections.enumeration(List.of(
                    SampleExport.file(
                            HEADER,
                            line("nnurse", "RECORD_MAINTENANCE", "ACTIVE", "")
                                    .replace("SPH Broadway", SampleExport.repeated("y", 1_000_000))),
                    endless,
                    SampleExport.file(line("good", "RECORD_MAINTENANCE", "ACTIVE", "")))));

            var piece = read(ImportKind.REGISTRY_EXPORT, content);

            assertThat(piece.bad())
                    .extracting(LineFinding::line, LineFinding::problem)
                    .containsExactly(tuple(2, LineProblem.LINE_TOO_LONG), tuple(3, LineProblem.LINE_TOO_LONG));
            assertThat(piece.good()).extracting(ParsedLine::line).containsExactly(4);
        }

        /** A capital I with a dot is two characters in lower case, and the register looks for people in lower case. */
        @Test
        void leavesOutWhatIsTooLongInLowerCase() throws Exception {
            String name = "\u0130" + SampleExport.repeated("n", 59);
            assertThat(read(ImportKind.REGISTRY_EXPORT, HEADER + "\n" + line(name, "RECORD_MAINTENANCE", "ACTIVE", ""))
                            .bad())
                    .singleElement()
                    .satisfies(bad -> assertThat(bad)
                            .returns(LineProblem.TOO_LONG, LineFinding::problem)
                            .returns(null, LineFinding::usernameKey));
        }

        @Test
        void takesTheSpacesOfSpreadsheetsForSpaces() throws Exception {
            assertThat(read(
                                    ImportKind.REGISTRY_EXPORT,
                                    HEADER + "\n" + line("nnurse\u00a0", "RECORD_MAINTENANCE", "ACTIVE", ""))
                            .good())
                    .singleElement()
                    .returns("nnurse", ParsedLine::username);
        }

        @Test
        void leavesOutWhatIsTooLongForItsColumn() throws Exception {
            assertThat(read(
                                    ImportKind.REGISTRY_EXPORT,
                                    HEADER + "\n"
                                            + line(SampleExport.repeated("n", 61), "RECORD_MAINTENANCE", "ACTIVE", ""))
                            .bad())
                    .singleElement()
                    .satisfies(bad -> assertThat(bad)
                            .returns(LineProblem.TOO_LONG, LineFinding::problem)
                            .returns(ImportColumn.USERNAME, LineFinding::column)
                            .returns(null, LineFinding::usernameKey));
        }

        @Test
        void leavesOutLinesOfAnotherEncoding() throws Exception {
            String text = HEADER + "\n"
                    + line("nnurse", "RECORD_MAINTENANCE", "ACTIVE", "").replace("Nurse", "Nürse") + "\n"
                    + line("good", "RECORD_MAINTENANCE", "ACTIVE", "");

            var piece = read(
                    ImportKind.REGISTRY_EXPORT, new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));

            assertThat(piece.bad())
                    .extracting(LineFinding::line, LineFinding::problem)
                    .containsExactly(tuple(2, LineProblem.NOT_UTF8));
            assertThat(piece.good()).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32"})
        void refusesAFileOfAnotherEncoding(String encoding) {
            assertRefused(
                    new ByteArrayInputStream((HEADER + "\nx").getBytes(Charset.forName(encoding))),
                    FileProblem.NOT_UTF8,
                    null);
        }

        @Test
        void refusesBinaryFiles() {
            assertRefused(
                    new ByteArrayInputStream(new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0}), FileProblem.NOT_UTF8, null);
        }

        @Test
        void refusesTenThousandColumns() {
            assertRefused(stream(SampleExport.repeated("a,", 10_000)), FileProblem.TOO_MANY_COLUMNS, null);
            assertRefused(stream(SampleExport.repeated("a,", 300)), FileProblem.TOO_MANY_COLUMNS, null);
        }

        @Test
        void refusesAnEmptyFileAndAWrongHeader() {
            assertRefused(stream(""), FileProblem.EMPTY, null);
            assertRefused(stream("\n\n"), FileProblem.EMPTY, null);
            assertRefused(
                    stream("nnurse,a@b.org,Nancy Nurse"),
                    FileProblem.COLUMNS_MISSING,
                    "user name, email, name, employer, location, level, status, last access");
            assertRefused(stream(HEADER.replace("Level", "Colour")), FileProblem.COLUMNS_MISSING, "level");
            assertRefused(stream(HEADER + ",Login"), FileProblem.COLUMN_TWICE, "user name");
            assertThatThrownBy(() -> read(ImportKind.GO_LIVE, HEADER + "\n"))
                    .hasMessage("COLUMNS_MISSING: supervisor email");
        }

        private void assertRefused(InputStream content, FileProblem problem, String detail) {
            assertThatThrownBy(() -> read(ImportKind.REGISTRY_EXPORT, content))
                    .isInstanceOfSatisfying(FileRejectedException.class, refused -> {
                        assertThat(refused.problem()).isEqualTo(problem);
                        assertThat(refused.detail()).isEqualTo(detail);
                    });
        }
    }

    @Test
    void goesOnWhereAnotherRunStopped() throws Exception {
        try (var file = new ImportFile(SampleExport.nurses(1, 10, ""), ImportKind.REGISTRY_EXPORT, MONTANA, NOW)) {
            file.skipTo(6);
            assertThat(file.next(2).good()).extracting(ParsedLine::username).containsExactly("nurse6", "nurse7");
            assertThat(file.next(100).last()).isEqualTo(11);
            assertThat(file.next(100).last()).as("the end").isEqualTo(11);
        }
    }

    private static ImportFile.Piece read(ImportKind kind, String text) throws IOException, FileRejectedException {
        return read(kind, stream(text));
    }

    private static ImportFile.Piece read(ImportKind kind, InputStream content)
            throws IOException, FileRejectedException {
        try (var file = new ImportFile(content, kind, MONTANA, NOW)) {
            return file.next(1000);
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
