package gov.mt.immtrax.access.feed;

import static gov.mt.immtrax.access.feed.SampleFeed.GO_LIVE_HEADER;
import static gov.mt.immtrax.access.feed.SampleFeed.HEADER;
import static gov.mt.immtrax.access.feed.SampleFeed.file;
import static gov.mt.immtrax.access.feed.SampleFeed.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountChange;
import gov.mt.immtrax.access.account.AccountChangeType;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountHistory;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.AccountStatus;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.LifecycleStarts;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import java.io.InputStream;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What imports do to the register, to the differences and to themselves; the engine's jobs run when the test says so.
 */
@ModelTest
class ImporterTests {

    private static final String STAFF = "registry.staff@mt.gov";
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    ImportDesk desk;

    @Autowired
    Importer importer;

    @Autowired
    FeedImports imports;

    @Autowired
    ImportReport report;

    @Autowired
    Differences differences;

    @Autowired
    DifferenceDesk differenceDesk;

    @Autowired
    FeedPurge purge;

    @Autowired
    AccountRegister register;

    @Autowired
    AccountHistory history;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    LifecycleStarts starts;

    @Autowired
    Staging staging;

    @Autowired
    RegisterFeeding feeding;

    final AtomicInteger begun = new AtomicInteger();

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        acting.is(STAFF, Role.REGISTRY_STAFF);
        // lifecycles are another room's; here it is counted how often they were begun
        doAnswer(call -> begun.incrementAndGet()).when(starts).begin();
        doReturn(0L).when(starts).waiting();
    }

    @AfterEach
    void close() throws Exception {
        for (String table : List.of(
                "account_difference",
                "feed_difference",
                "feed_count",
                "feed_problem",
                "feed_line",
                "feed_file",
                "feed_import",
                "account_change",
                "account")) {
            jdbc.sql("delete from " + table).update();
        }
        office.close();
    }

    @Nested
    class OfTheGoLive {

        @Test
        void makesTheRegisterAndTouchesNothingThatIsThere() throws Exception {
            Account known = open("KNOWN", AccessLevel.READ_ONLY_WITH_CONSENT);

            String number = take(
                    FeedKind.GO_LIVE,
                    MONDAY,
                    file(
                            GO_LIVE_HEADER,
                            line("NNurse", "VACCINE_MANAGEMENT", "ACTIVE", "2026-11-01")
                                    + ",Stacy.Supervisor@sphealth.org,",
                            line("gone", "RECORD_MAINTENANCE", "INACTIVE", "") + ",,Otto Other",
                            line("known", "RECORD_MAINTENANCE", "ACTIVE", "2026-11-02") + ",other@example.org,",
                            line("nnurse", "RECORD_MAINTENANCE", "ACTIVE", "") + ",,"));
            assertThat(register.findByUsername("nnurse")).as("only previewed").isEmpty();
            assertThat(imports.counts(number))
                    .containsAllEntriesOf(Map.of("LINES", 2L, "NEW", 2L, "BAD", 1L, "WITHOUT_SUPERVISOR", 1L));

            desk.apply(number, false);
            office.runJobs();

            assertThat(imports.get(number).state()).isEqualTo(FeedState.APPLIED);
            Account nancy = register.findByUsername("nnurse").orElseThrow();
            assertThat(nancy.number()).matches("ACC\\d{7}");
            assertThat(nancy.isActive()).isTrue();
            assertThat(nancy.provisionedAt()).isNull();
            assertThat(nancy.lastAccessAt()).isEqualTo(Instant.parse("2026-11-01T06:00:00Z"));
            assertThat(nancy.facts())
                    .isEqualTo(new AccountFacts(
                            "NNurse",
                            "NNurse",
                            "Nurse",
                            "nnurse@sphealth.org",
                            "St. Peters Health",
                            "SPH Broadway",
                            AccessLevel.VACCINE_MANAGEMENT,
                            null,
                            "stacy.supervisor@sphealth.org",
                            "stacy.supervisor@sphealth.org",
                            null,
                            null));
            assertThat(history.of(nancy.number()))
                    .containsExactly(new AccountChange(
                            office.now(), AccountChangeType.IMPORTED, null, null, null, null, STAFF, number));
            assertThat(register.findByUsername("gone").orElseThrow())
                    .returns(AccountStatus.INACTIVATED, Account::status)
                    .returns(InactivationReason.REGISTRY, Account::inactivationReason)
                    .returns(office.now(), Account::inactivatedAt)
                    .satisfies(gone -> assertThat(gone.facts().supervisorName()).isNull());
            assertThat(register.get(known.number())).isEqualTo(known);
            assertThat(begun).hasValue(1);
            assertThat(count("mail_ledger")).isZero();
            assertThat(report(number))
                    .contains(
                            "\"4\",\"The register has this account; it stays as it is\",\"known\"",
                            "\"5\",\"A line above has the same user name; that one counts\",\"nnurse\"");
            assertThat(count("feed_line") + count("feed_file"))
                    .as("what was needed to get there")
                    .isZero();
        }

        @Test
        void leavesAnAccountAloneThatWasSetUpSinceThePreview() throws Exception {
            String number = take(FeedKind.GO_LIVE, MONDAY, SampleFeed.newNurses(1, 3, ""));
            Account known = open("Nurse2", AccessLevel.READ_ONLY_WITH_CONSENT);

            desk.apply(number, false);
            office.runJobs();

            assertThat(register.get(known.number())).isEqualTo(known);
            assertThat(count("account")).isEqualTo(3);
            assertThat(report(number)).contains("\"The register has this account; it stays as it is\",\"nurse2\"");
        }
    }

    @Nested
    class OfAnExport {

        @Test
        void movesTheLastAccessForwardAndNeverBack() throws Exception {
            open("nurse1", AccessLevel.RECORD_MAINTENANCE);
            open("nurse2", AccessLevel.RECORD_MAINTENANCE);
            open("nurse3", AccessLevel.RECORD_MAINTENANCE);
            apply(
                    MONDAY,
                    file(
                            HEADER,
                            line("NURSE1", "RECORD_MAINTENANCE", "ACTIVE", "2026-11-10"),
                            line("nurse2", "RECORD_MAINTENANCE", "ACTIVE", "2026-11-10"),
                            line("nurse3", "RECORD_MAINTENANCE", "ACTIVE", "")));
            String second = apply(
                    MONDAY,
                    file(
                            HEADER,
                            line("nurse1", "RECORD_MAINTENANCE", "ACTIVE", "2026-11-12T08:00"),
                            line("nurse2", "RECORD_MAINTENANCE", "ACTIVE", "2026-11-09"),
                            line("nurse3", "RECORD_MAINTENANCE", "ACTIVE", "")));

            assertThat(lastAccess("nurse1")).isEqualTo(Instant.parse("2026-11-12T15:00:00Z"));
            assertThat(lastAccess("nurse2")).isEqualTo(Instant.parse("2026-11-10T07:00:00Z"));
            assertThat(lastAccess("nurse3")).isNull();
            assertThat(imports.counts(second))
                    .containsAllEntriesOf(Map.of("LINES", 3L, "KNOWN", 3L, "LAST_ACCESS", 1L, "BAD", 0L));
            assertThat(count("account_change"))
                    .as("an access is no change of an account")
                    .isEqualTo(3);
        }

        @Test
        void findsEachKindOfDifferenceAndClosesWhatAgrees() throws Exception {
            office.itIs("2026-11-18T10:00");
            open("level", AccessLevel.READ_ONLY_WITH_CONSENT);
            open("status", AccessLevel.RECORD_MAINTENANCE);
            open("nowhere", AccessLevel.RECORD_MAINTENANCE);
            open("lost", AccessLevel.RECORD_MAINTENANCE);
            jdbc.sql("update account set provisioned_at = null where username = 'lost'")
                    .update();
            Account ended = open("ended", AccessLevel.RECORD_MAINTENANCE);
            register.inactivate(ended.number(), InactivationReason.END_DATE, Cause.note("over"));
            office.itIs("2026-11-20T10:00");
            open("justnow", AccessLevel.RECORD_MAINTENANCE);
            office.itIs("2026-11-23T10:00");
            acting.is(STAFF, Role.REGISTRY_STAFF);

            String first = apply(
                    MONDAY,
                    file(
                            HEADER,
                            line("level", "VACCINE_MANAGEMENT", "ACTIVE", ""),
                            line("status", "RECORD_MAINTENANCE", "INACTIVE", ""),
                            line("ended", "RECORD_MAINTENANCE", "ACTIVE", ""),
                            line("stranger", "RECORD_MAINTENANCE", "ACTIVE", ""),
                            line("gonestranger", "RECORD_MAINTENANCE", "INACTIVE", "")));

            assertThat(openDifferences())
                    .containsExactlyInAnyOrder(
                            "LEVEL_DIFFERS level READ_ONLY_WITH_CONSENT VACCINE_MANAGEMENT",
                            "STATUS_DIFFERS status ACTIVE INACTIVATED",
                            "INACTIVATED_STILL_ACTIVE ended INACTIVATED ACTIVE",
                            "UNKNOWN_TO_US stranger null RECORD_MAINTENANCE",
                            "PROVISIONED_NOT_THERE nowhere RECORD_MAINTENANCE null",
                            "UNKNOWN_TO_REGISTRY lost RECORD_MAINTENANCE null");
            assertThat(imports.counts(first))
                    .containsAllEntriesOf(Map.of("OPENED", 6L, "CLOSED", 0L, "LEVEL_DIFFERS", 1L));
            Difference level = the("level");
            assertThat(level.number()).matches("DIF\\d{7}");

            office.itIs("2026-11-24T10:00");
            acting.is(STAFF, Role.REGISTRY_STAFF);
            String second = apply(
                    MONDAY.plusDays(1),
                    file(
                            HEADER,
                            line("level", "RECORD_MAINTENANCE", "ACTIVE", ""),
                            line("status", "RECORD_MAINTENANCE", "ACTIVE", ""),
                            line("ended", "RECORD_MAINTENANCE", "INACTIVE", ""),
                            line("nowhere", "RECORD_MAINTENANCE", "ACTIVE", ""),
                            line("justnow", "RECORD_MAINTENANCE", "ACTIVE", ""),
                            line("lost", "NO SUCH LEVEL", "ACTIVE", "")));

            assertThat(openDifferences())
                    .containsExactlyInAnyOrder(
                            "LEVEL_DIFFERS level READ_ONLY_WITH_CONSENT RECORD_MAINTENANCE",
                            "UNKNOWN_TO_REGISTRY lost RECORD_MAINTENANCE null");
            assertThat(the("level").number())
                    .as("found again, it keeps its row")
                    .isEqualTo(level.number());
            assertThat(the("level").foundAt()).isEqualTo(level.foundAt());
            assertThat(imports.counts(second)).containsAllEntriesOf(Map.of("OPENED", 0L, "CLOSED", 4L, "BAD", 1L));
        }

        @Test
        void waitsABusinessDayForWhatWasProvisioned() throws Exception {
            office.itIs("2026-11-20T23:00");
            open("friday", AccessLevel.RECORD_MAINTENANCE);
            office.itIs("2026-11-25T10:00");
            acting.is(STAFF, Role.REGISTRY_STAFF);
            String someone = line("someone", "RECORD_MAINTENANCE", "ACTIVE", "");

            assertThat(imports.counts(take(FeedKind.REGISTRY_EXPORT, MONDAY, file(HEADER, someone))))
                    .as("on Monday")
                    .containsEntry("PROVISIONED_NOT_THERE", 0L);
            assertThat(imports.counts(take(FeedKind.REGISTRY_EXPORT, MONDAY.plusDays(1), file(HEADER, someone, ""))))
                    .as("on Tuesday")
                    .containsEntry("PROVISIONED_NOT_THERE", 1L);
        }

        @Test
        void waitsABusinessDayForALevelThatWasChanged() throws Exception {
            Account friday = open("friday", AccessLevel.READ_ONLY_WITH_CONSENT);
            office.itIs("2026-11-20T23:00");
            register.change(
                    friday.number(),
                    facts -> facts.withAccessLevel(AccessLevel.RECORD_MAINTENANCE),
                    Cause.note("asked for"));
            office.itIs("2026-11-25T10:00");
            acting.is(STAFF, Role.REGISTRY_STAFF);
            String asBefore = line("friday", "READ_ONLY_WITH_CONSENT", "ACTIVE", "");

            assertThat(imports.counts(take(FeedKind.REGISTRY_EXPORT, MONDAY, file(HEADER, asBefore))))
                    .as("on Monday")
                    .containsEntry("LEVEL_DIFFERS", 0L);
            assertThat(imports.counts(take(FeedKind.REGISTRY_EXPORT, MONDAY.plusDays(1), file(HEADER, asBefore))))
                    .as("on Tuesday")
                    .containsEntry("LEVEL_DIFFERS", 1L);
        }

        @Test
        void countsALineWithAnOddMailAllTheSame() throws Exception {
            open("nurse1", AccessLevel.READ_ONLY_WITH_CONSENT);
            String odd = "nurse1,nope,\"Nurse, N\",E,L,%s,ACTIVE,2026-11-10";
            apply(MONDAY, file(HEADER, odd.formatted("RECORD_MAINTENANCE")));
            assertThat(openDifferences())
                    .containsExactly("LEVEL_DIFFERS nurse1 READ_ONLY_WITH_CONSENT RECORD_MAINTENANCE");

            String second = apply(
                    MONDAY,
                    file(HEADER, odd.formatted("READ_ONLY_WITH_CONSENT"), odd.formatted("READ_ONLY_WITH_CONSENT")));

            assertThat(lastAccess("nurse1")).isEqualTo(Instant.parse("2026-11-10T07:00:00Z"));
            assertThat(imports.counts(second))
                    .containsAllEntriesOf(Map.of("LINES", 1L, "NOTED", 1L, "BAD", 1L, "CLOSED", 1L));
            assertThat(report(second))
                    .contains(
                            "\"2\",\"This is no complete mail address, as in name@example.org; the line counts all the same\",\"nurse1\"",
                            "\"3\",\"A line above has the same user name; that one counts\"");
        }

        @Test
        void asksWhetherAFileIsCompleteThatLacksMoreThanUsual() throws Exception {
            openMany(1, 200);
            office.itIs("2026-11-25T10:00");
            acting.is(STAFF, Role.REGISTRY_STAFF);
            String usual = take(FeedKind.REGISTRY_EXPORT, MONDAY.plusDays(2), SampleFeed.nurses(1, 190, ""));
            assertThat(imports.counts(usual)).containsAllEntriesOf(Map.of("ACTIVE", 200L, "MISSING", 10L));
            desk.apply(usual, false);
            office.runJobs();
            acting.is(STAFF, Role.REGISTRY_STAFF);
            assertThat(imports.get(usual).state()).isEqualTo(FeedState.APPLIED);

            String part = take(FeedKind.REGISTRY_EXPORT, MONDAY.plusDays(2), SampleFeed.nurses(1, 189, "2026-11-25"));
            assertThat(imports.counts(part)).containsAllEntriesOf(Map.of("ACTIVE", 200L, "MISSING", 11L));
            assertThatThrownBy(() -> desk.apply(part, false))
                    .isInstanceOf(ImportRefused.class)
                    .hasMessage(ImportDesk.SHORT);
            office.runJobs();
            assertThat(imports.get(part).state()).isEqualTo(FeedState.PREVIEWED);
            assertThat(lastAccess("nurse1")).as("nothing was changed").isNull();

            acting.is(STAFF, Role.REGISTRY_STAFF);
            desk.apply(part, true);
            office.runJobs();
            assertThat(imports.get(part).state()).isEqualTo(FeedState.APPLIED);
        }

        @Test
        void looksAtTheRegisterAsItIsWhenItIsApplied() throws Exception {
            openMany(1, 20);
            office.itIs("2026-11-25T10:00");
            acting.is(STAFF, Role.REGISTRY_STAFF);
            String number = take(FeedKind.REGISTRY_EXPORT, MONDAY.plusDays(2), SampleFeed.nurses(1, 20, ""));
            office.itIs("2026-11-18T10:00");
            openMany(21, 40);
            office.itIs("2026-11-25T10:00");
            acting.is(STAFF, Role.REGISTRY_STAFF);

            assertThat(imports.counts(number)).as("in the preview").containsEntry("MISSING", 0L);
            assertThatThrownBy(() -> desk.apply(number, false)).hasMessage(ImportDesk.SHORT);
        }

        private void openMany(int from, int to) {
            office.itIs("2026-11-18T10:00");
            IntStream.rangeClosed(from, to).forEach(i -> open("nurse" + i, AccessLevel.RECORD_MAINTENANCE));
        }

        @Test
        void refusesAnOlderExportThanTheLastOne() throws Exception {
            apply(MONDAY, SampleFeed.nurses(1, 1, ""));

            assertThatThrownBy(() -> take(FeedKind.REGISTRY_EXPORT, MONDAY.minusDays(1), SampleFeed.nurses(1, 2, "")))
                    .isInstanceOf(ImportRefused.class)
                    .hasMessage("feed.refused.older");
            assertThatThrownBy(() -> take(FeedKind.REGISTRY_EXPORT, MONDAY.plusDays(1), SampleFeed.nurses(1, 2, "")))
                    .isInstanceOf(ImportRefused.class)
                    .hasMessage("feed.refused.future");
        }
    }

    @Nested
    class OfTheSameFile {

        @Test
        void saysSoAndDoesNothing() throws Exception {
            String first = apply(MONDAY, SampleFeed.nurses(1, 3, ""));

            var again = desk.take(FeedKind.REGISTRY_EXPORT, MONDAY, "again.csv", SampleFeed.nurses(1, 3, ""));
            office.runJobs();

            assertThat(again).isEqualTo(new ImportDesk.Taken(first, true));
            assertThat(count("feed_import")).isEqualTo(1);
            assertThat(count("feed_file")).isZero();
        }

        @Test
        void isAnotherOnAnotherDay() throws Exception {
            String first = take(FeedKind.REGISTRY_EXPORT, MONDAY.minusDays(1), SampleFeed.nurses(1, 3, ""));
            importer.read(first);
            desk.apply(first, true);
            importer.apply(first);

            var again = desk.take(FeedKind.REGISTRY_EXPORT, MONDAY, "again.csv", SampleFeed.nurses(1, 3, ""));

            assertThat(again.repeated())
                    .as("that nothing has changed settles differences")
                    .isFalse();
        }

        @Test
        void isAnotherOnceTheFirstWasGivenUpWhileItWasRead() throws Exception {
            String first = desk.take(FeedKind.REGISTRY_EXPORT, MONDAY, "first.csv", SampleFeed.nurses(1, 3, ""))
                    .number();
            desk.discard(first);
            importer.read(first);

            assertThat(imports.get(first).state()).isEqualTo(FeedState.DISCARDED);
            assertThat(count("feed_line") + count("feed_file")).isZero();
            String second = take(FeedKind.REGISTRY_EXPORT, MONDAY, SampleFeed.nurses(1, 3, ""));
            assertThat(imports.get(second).state()).isEqualTo(FeedState.PREVIEWED);
        }

        @Test
        void isAnotherOnceTheFirstWasDiscarded() throws Exception {
            String first = take(FeedKind.REGISTRY_EXPORT, MONDAY, SampleFeed.nurses(1, 3, ""));
            desk.discard(first);

            var again = desk.take(FeedKind.REGISTRY_EXPORT, MONDAY, "again.csv", SampleFeed.nurses(1, 3, ""));

            assertThat(again.repeated()).isFalse();
            assertThat(count("feed_line")).isZero();
            assertThat(jdbc.sql("select count(*) from audit_event where action = 'IMPORT_DISCARDED' and detail like ?")
                            .param(first + "%")
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    @Test
    void letsOneImportAtATimeBeWorkedOn() throws Exception {
        var first = desk.take(FeedKind.REGISTRY_EXPORT, MONDAY, "a.csv", SampleFeed.nurses(1, 3, ""));

        assertThatThrownBy(() -> desk.take(FeedKind.GO_LIVE, MONDAY, "b.csv", SampleFeed.newNurses(1, 3, "")))
                .isInstanceOfSatisfying(ImportRefused.class, it -> {
                    assertThat(it.messageKey()).isEqualTo("feed.refused.busy");
                    assertThat(it.arguments()).containsExactly(first.number());
                });
        office.runJobs();
        acting.is(STAFF, Role.REGISTRY_STAFF);
        desk.apply(first.number(), false);
        assertThatThrownBy(() -> desk.apply(first.number(), false)).hasMessage("feed.refused.notPreviewed");
        assertThatThrownBy(() -> desk.discard(first.number())).hasMessage("feed.refused.notPreviewed");
    }

    @Test
    void goesOnWhereItWasKilledWhileReading() throws Exception {
        int lines = 2 * Importer.LINES_AT_ONCE + 10;
        String number = desk.take(FeedKind.REGISTRY_EXPORT, MONDAY, "a.csv", SampleFeed.nurses(1, lines, ""))
                .number();
        var pieces = new AtomicInteger();
        doAnswer(call -> {
                    call.callRealMethod();
                    if (pieces.incrementAndGet() == 2) {
                        throw new IllegalStateException("killed");
                    }
                    return null;
                })
                .when(staging)
                .write(any(), any());

        assertThatThrownBy(() -> importer.read(number)).hasMessage("killed");
        assertThat(imports.get(number))
                .returns(FeedState.READING, FeedImport::state)
                .returns(Importer.LINES_AT_ONCE + 1, FeedImport::linesRead);
        assertThat(count("feed_line")).as("a piece is whole or not there").isEqualTo(Importer.LINES_AT_ONCE);
        assertThat(imports.get(number).percent()).isBetween(1, 99);

        office.runJobs();

        assertThat(imports.get(number).state()).isEqualTo(FeedState.PREVIEWED);
        assertThat(count("feed_line")).isEqualTo(lines);
        assertThat(pieces).as("what was read is not read again").hasValue(4);
    }

    @Test
    void goesOnWhereItWasKilledWhileApplying() throws Exception {
        int lines = 2 * Importer.LINES_AT_ONCE + 10;
        String number = take(FeedKind.GO_LIVE, MONDAY, SampleFeed.newNurses(1, lines, "2026-11-01"));
        desk.apply(number, false);
        var pieces = new AtomicInteger();
        doAnswer(call -> {
                    Object entered = call.callRealMethod();
                    if (pieces.incrementAndGet() == 2) {
                        throw new IllegalStateException("killed");
                    }
                    return entered;
                })
                .when(feeding)
                .enter(any(), anyInt(), anyInt());

        assertThatThrownBy(() -> importer.apply(number)).hasMessage("killed");
        assertThat(imports.get(number).appliedTo()).isEqualTo(Importer.LINES_AT_ONCE);
        assertThat(count("account")).as("the first line is the header").isEqualTo(Importer.LINES_AT_ONCE - 1);

        office.runJobs();
        importer.apply(number);

        assertThat(imports.get(number).state()).isEqualTo(FeedState.APPLIED);
        assertThat(count("account")).isEqualTo(lines);
        assertThat(count("account_change")).as("each account begins once").isEqualTo(lines);
        assertThat(begun).hasValue(1);
    }

    @Test
    void refusesAFileInWordsAndKeepsNothingOfIt() throws Exception {
        String headerOnly = take(FeedKind.REGISTRY_EXPORT, MONDAY, file(HEADER));
        String wrong = take(FeedKind.REGISTRY_EXPORT, MONDAY, file("a,b,c", "1,2,3"));
        String allBad = take(FeedKind.REGISTRY_EXPORT, MONDAY, file(HEADER, "a,b,c", ";;"));

        assertThat(List.of(imports.get(headerOnly), imports.get(wrong), imports.get(allBad)))
                .extracting(FeedImport::state, FeedImport::problem)
                .containsExactly(
                        tuple(FeedState.FAILED, FileProblem.NO_LINES),
                        tuple(FeedState.FAILED, FileProblem.COLUMNS_MISSING),
                        tuple(FeedState.FAILED, FileProblem.NO_LINES));
        assertThat(imports.get(wrong).problemDetail()).startsWith("user name, mail");
        assertThat(report(allBad)).contains("\"2\",\"The line does not have as many cells as the header\"");
        assertThat(count("feed_file") + count("feed_line")).isZero();
    }

    @Test
    void reportsFormulasAsText() throws Exception {
        String number = take(
                FeedKind.REGISTRY_EXPORT,
                MONDAY,
                file(
                        HEADER,
                        line("nnurse", "=HYPERLINK(1)", "ACTIVE", ""),
                        line("=cmd()", "RECORD_MAINTENANCE", "ACTIVE", "")));

        assertThat(report(number)).contains("\"'=HYPERLINK(1)\"", "\"Unknown to us\",\"'=cmd()\"");
    }

    @Test
    void forgetsReportsAndPreviewsAfterTheirTime() throws Exception {
        String waiting = take(FeedKind.REGISTRY_EXPORT, MONDAY, SampleFeed.nurses(1, 3, ""));
        office.itIs("2026-12-01T10:00");
        purge.purge();
        assertThat(imports.get(waiting).state()).isEqualTo(FeedState.DISCARDED);
        assertThat(count("feed_line")).isZero();
        assertThat(count("feed_difference")).as("the report stays").isEqualTo(3);

        office.itIs("2027-02-22T10:00");
        purge.purge();
        assertThat(count("feed_difference")).isEqualTo(0);
        assertThat(imports.find(waiting)).isPresent();
    }

    private String apply(LocalDate takenOn, InputStream content) throws Exception {
        String number = take(FeedKind.REGISTRY_EXPORT, takenOn, content);
        desk.apply(number, false);
        office.runJobs();
        acting.is(STAFF, Role.REGISTRY_STAFF);
        return number;
    }

    private String take(FeedKind kind, LocalDate takenOn, InputStream content) throws Exception {
        String number = desk.take(kind, takenOn, "accounts.csv", content).number();
        office.runJobs();
        acting.is(STAFF, Role.REGISTRY_STAFF);
        return number;
    }

    private Account open(String username, AccessLevel level) {
        return register.open(
                new AccountFacts(
                        username,
                        "Nancy",
                        "Nurse",
                        null,
                        "St. Peters Health",
                        "SPH Broadway",
                        level,
                        null,
                        null,
                        null,
                        null,
                        null),
                Cause.note("test"));
    }

    private Instant lastAccess(String username) {
        return register.findByUsername(username).orElseThrow().lastAccessAt();
    }

    private List<String> openDifferences() {
        return jdbc.sql("select * from account_difference where closed_at is null").query(Differences::map).stream()
                .map(it -> it.kind() + " " + it.username() + " " + it.ours() + " " + it.theirs())
                .toList();
    }

    private Difference the(String username) {
        return jdbc.sql("select * from account_difference where username = :username and closed_at is null")
                .param("username", username)
                .query(Differences::map)
                .single();
    }

    private String report(String number) throws Exception {
        var out = new StringWriter();
        report.write(number, Locale.ENGLISH, out);
        return out.toString();
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
