package gov.mt.immtrax.access.imports;

import static gov.mt.immtrax.access.imports.SampleExport.GO_LIVE_HEADER;
import static gov.mt.immtrax.access.imports.SampleExport.HEADER;
import static gov.mt.immtrax.access.imports.SampleExport.file;
import static gov.mt.immtrax.access.imports.SampleExport.line;
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
import gov.mt.immtrax.access.account.AccountSettings;
import gov.mt.immtrax.access.account.AccountStatus;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.inactivation.lifecycle.LifecycleStarter;
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
    ImportService service;

    @Autowired
    Importer importer;

    @Autowired
    RegistryImportRepository imports;

    @Autowired
    ImportCountRepository counts;

    @Autowired
    ImportReport report;

    @Autowired
    DifferenceRepository differences;

    @Autowired
    LineMatching lines;

    @Autowired
    DifferenceFinder finder;

    @Autowired
    DifferenceService differenceDesk;

    @Autowired
    ImportPurge purge;

    @Autowired
    AccountRegister register;

    @Autowired
    AccountHistory history;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    LifecycleStarter starter;

    @Autowired
    StagingRepository staging;

    @Autowired
    RegisterWriter writer;

    final AtomicInteger begun = new AtomicInteger();

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        acting.is(STAFF, Role.REGISTRY_STAFF);
        // lifecycles are another room's; here it is counted how often they were begun
        doAnswer(call -> begun.incrementAndGet()).when(starter).begin();
        doReturn(0L).when(starter).waiting();
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
                    ImportKind.GO_LIVE,
                    MONDAY,
                    file(
                            GO_LIVE_HEADER,
                            line("NNurse", "VACCINE_MANAGEMENT", "ACTIVE", "2026-11-01")
                                    + ",Stacy.Supervisor@sphealth.org,",
                            line("gone", "RECORD_MAINTENANCE", "INACTIVE", "") + ",,Otto Other",
                            line("known", "RECORD_MAINTENANCE", "ACTIVE", "2026-11-02") + ",other@example.org,",
                            line("nnurse", "RECORD_MAINTENANCE", "ACTIVE", "") + ",,"));
            assertThat(register.ofLogin("nnurse")).as("only previewed").isEmpty();
            assertThat(counts.of(number))
                    .containsAllEntriesOf(Map.of("LINES", 2L, "NEW", 2L, "BAD", 1L, "WITHOUT_SUPERVISOR", 1L));

            service.apply(number, false);
            office.runJobs();

            assertThat(imports.get(number).state()).isEqualTo(ImportState.APPLIED);
            Account nancy = register.ofLogin("nnurse").get(0);
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
                            null,
                            null,
                            null));
            assertThat(history.of(nancy.number()))
                    .containsExactly(new AccountChange(
                            office.now(), AccountChangeType.IMPORTED, null, null, null, number, STAFF, null));
            assertThat(register.ofLogin("gone").get(0))
                    .returns(AccountStatus.INACTIVATED, Account::status)
                    .returns(InactivationReason.REGISTRY, Account::inactivationReason)
                    .returns(office.now(), Account::inactivatedAt)
                    .satisfies(gone -> assertThat(gone.facts().supervisorName()).isNull());
            assertThat(register.get(known.number())).isEqualTo(known);
            assertThat(begun).hasValue(1);
            assertThat(count("mail_ledger")).isZero();
            assertThat(report(number))
                    .contains(
                            "\"4\",\"The register already has this user name. Nothing is changed\",\"known\"",
                            "\"5\",\"A line above has the same user name and employer. That line is used\",\"nnurse\"");
            assertThat(count("import_line") + count("import_file"))
                    .as("what was needed to get there")
                    .isZero();
        }

        @Test
        void leavesAnAccountAloneThatWasSetUpSinceThePreview() throws Exception {
            String number = take(ImportKind.GO_LIVE, MONDAY, SampleExport.newNurses(1, 3, ""));
            Account known = open("Nurse2", AccessLevel.READ_ONLY_WITH_CONSENT);

            service.apply(number, false);
            office.runJobs();

            assertThat(register.get(known.number())).isEqualTo(known);
            assertThat(count("account")).isEqualTo(3);
            assertThat(report(number))
                    .contains("\"The register already has this user name. Nothing is changed\",\"nurse2\"");
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
            assertThat(counts.of(second))
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
            assertThat(counts.of(first)).containsAllEntriesOf(Map.of("OPENED", 6L, "CLOSED", 0L, "LEVEL_DIFFERS", 1L));
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
            assertThat(counts.of(second)).containsAllEntriesOf(Map.of("OPENED", 0L, "CLOSED", 4L, "BAD", 1L));
        }

        @Test
        void waitsABusinessDayForWhatWasProvisioned() throws Exception {
            office.itIs("2026-11-20T23:00");
            open("friday", AccessLevel.RECORD_MAINTENANCE);
            office.itIs("2026-11-25T10:00");
            acting.is(STAFF, Role.REGISTRY_STAFF);
            String someone = line("someone", "RECORD_MAINTENANCE", "ACTIVE", "");

            assertThat(counts.of(take(ImportKind.REGISTRY_EXPORT, MONDAY, file(HEADER, someone))))
                    .as("on Monday")
                    .containsEntry("PROVISIONED_NOT_THERE", 0L);
            assertThat(counts.of(take(ImportKind.REGISTRY_EXPORT, MONDAY.plusDays(1), file(HEADER, someone, ""))))
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

            assertThat(counts.of(take(ImportKind.REGISTRY_EXPORT, MONDAY, file(HEADER, asBefore))))
                    .as("on Monday")
                    .containsEntry("LEVEL_DIFFERS", 0L);
            assertThat(counts.of(take(ImportKind.REGISTRY_EXPORT, MONDAY.plusDays(1), file(HEADER, asBefore))))
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
            assertThat(counts.of(second))
                    .containsAllEntriesOf(Map.of("LINES", 1L, "NOTED", 1L, "BAD", 1L, "CLOSED", 1L));
            assertThat(report(second))
                    .contains(
                            "\"2\",\"This is not a complete email address, for example name@example.org. The line is used anyway\",\"nurse1\"",
                            "\"3\",\"A line above has the same user name and employer. That line is used\"");
        }

        @Test
        void asksWhetherAFileIsCompleteThatLacksMoreThanUsual() throws Exception {
            openMany(1, 200);
            office.itIs("2026-11-25T10:00");
            acting.is(STAFF, Role.REGISTRY_STAFF);
            String usual = take(ImportKind.REGISTRY_EXPORT, MONDAY.plusDays(2), SampleExport.nurses(1, 190, ""));
            assertThat(counts.of(usual)).containsAllEntriesOf(Map.of("ACTIVE", 200L, "MISSING", 10L));
            service.apply(usual, false);
            office.runJobs();
            acting.is(STAFF, Role.REGISTRY_STAFF);
            assertThat(imports.get(usual).state()).isEqualTo(ImportState.APPLIED);

            String part =
                    take(ImportKind.REGISTRY_EXPORT, MONDAY.plusDays(2), SampleExport.nurses(1, 189, "2026-11-25"));
            assertThat(counts.of(part)).containsAllEntriesOf(Map.of("ACTIVE", 200L, "MISSING", 11L));
            assertThatThrownBy(() -> service.apply(part, false))
                    .isInstanceOf(ImportRejectedException.class)
                    .hasMessage(ImportService.SHORT);
            office.runJobs();
            assertThat(imports.get(part).state()).isEqualTo(ImportState.PREVIEWED);
            assertThat(lastAccess("nurse1")).as("nothing was changed").isNull();

            acting.is(STAFF, Role.REGISTRY_STAFF);
            service.apply(part, true);
            office.runJobs();
            assertThat(imports.get(part).state()).isEqualTo(ImportState.APPLIED);
        }

        @Test
        void looksAtTheRegisterAsItIsWhenItIsApplied() throws Exception {
            openMany(1, 20);
            office.itIs("2026-11-25T10:00");
            acting.is(STAFF, Role.REGISTRY_STAFF);
            String number = take(ImportKind.REGISTRY_EXPORT, MONDAY.plusDays(2), SampleExport.nurses(1, 20, ""));
            office.itIs("2026-11-18T10:00");
            openMany(21, 40);
            office.itIs("2026-11-25T10:00");
            acting.is(STAFF, Role.REGISTRY_STAFF);

            assertThat(counts.of(number)).as("in the preview").containsEntry("MISSING", 0L);
            assertThatThrownBy(() -> service.apply(number, false)).hasMessage(ImportService.SHORT);
        }

        private void openMany(int from, int to) {
            office.itIs("2026-11-18T10:00");
            IntStream.rangeClosed(from, to).forEach(i -> open("nurse" + i, AccessLevel.RECORD_MAINTENANCE));
        }

        @Test
        void refusesAnOlderExportThanTheLastOne() throws Exception {
            apply(MONDAY, SampleExport.nurses(1, 1, ""));

            assertThatThrownBy(
                            () -> take(ImportKind.REGISTRY_EXPORT, MONDAY.minusDays(1), SampleExport.nurses(1, 2, "")))
                    .isInstanceOf(ImportRejectedException.class)
                    .hasMessage("imports.refused.older");
            assertThatThrownBy(
                            () -> take(ImportKind.REGISTRY_EXPORT, MONDAY.plusDays(1), SampleExport.nurses(1, 2, "")))
                    .isInstanceOf(ImportRejectedException.class)
                    .hasMessage("imports.refused.future");
        }
    }

    /** One login has access under several employers: an account for each, and perhaps a line for each. */
    @Nested
    class OfALoginWithSeveralEmployers {

        private Account first;
        private Account second;

        @BeforeEach
        void openTwo() {
            office.itIs("2026-11-18T10:00");
            first = open("nurse1", AccessLevel.RECORD_MAINTENANCE);
            second = register.add(
                    first.facts().with(Map.of("employer", "Benefis", "accessLevel", "VACCINE_MANAGEMENT")),
                    first,
                    office.now(),
                    Cause.note("as well"));
            office.itIs("2026-11-23T10:00");
            acting.is(STAFF, Role.REGISTRY_STAFF);
        }

        @Test
        void movesTheLastAccessOfAllAccountsToTheLatestOfAllLines() throws Exception {
            register.inactivate(second.number(), InactivationReason.ACCESS_DELETION, Cause.note("left"));
            apply(
                    MONDAY,
                    file(
                            HEADER,
                            of("Benefis", "VACCINE_MANAGEMENT", "INACTIVE", "2026-11-12"),
                            of("St. Peters Health", "RECORD_MAINTENANCE", "ACTIVE", "2026-11-10")));

            assertThat(register.ofLogin("nurse1"))
                    .extracting(Account::lastAccessAt)
                    .containsExactly(Instant.parse("2026-11-12T07:00:00Z"), Instant.parse("2026-11-12T07:00:00Z"));
            assertThat(openDifferences()).isEmpty();
        }

        @Test
        void findsTheAccountOfEachLineByItsEmployer() throws Exception {
            String number = apply(
                    MONDAY,
                    file(
                            HEADER,
                            of("BENEFIS, INC.", "READ_ONLY_WITH_CONSENT", "ACTIVE", ""),
                            of("St. Peter's Health", "RECORD_MAINTENANCE", "INACTIVE", ""),
                            of("Saint Peter’s Health", "RECORD_MAINTENANCE", "ACTIVE", "")));

            assertThat(differencesWithAccounts())
                    .containsExactlyInAnyOrder(
                            "LEVEL_DIFFERS " + second.number() + " VACCINE_MANAGEMENT READ_ONLY_WITH_CONSENT",
                            "STATUS_DIFFERS " + first.number() + " ACTIVE INACTIVATED");
            assertThat(report(number)).contains("\"4\",\"A line above has the same user name and employer.");
        }

        @Test
        void findsAnEmployerThatIsWrittenInAnotherWayByWhatIsLeft() throws Exception {
            apply(
                    MONDAY,
                    file(
                            HEADER,
                            of("Benefis", "VACCINE_MANAGEMENT", "ACTIVE", ""),
                            of("SPH", "RECORD_MAINTENANCE", "ACTIVE", "")));

            assertThat(openDifferences()).isEmpty();
        }

        @Test
        void missesAnAccountInAFileWithALineForEachEmployer() throws Exception {
            open("nurse2", AccessLevel.RECORD_MAINTENANCE);
            String[] one = {
                of("Benefis", "VACCINE_MANAGEMENT", "ACTIVE", ""),
                line("nurse2", "RECORD_MAINTENANCE", "ACTIVE", ""),
                line("nurse2", "RECORD_MAINTENANCE", "ACTIVE", "").replace("St. Peters Health", "Logan Health")
            };
            jdbc.sql("update account set provisioned_at = null where username = 'nurse2'")
                    .update();

            apply(MONDAY, file(HEADER, one));

            assertThat(differencesWithAccounts())
                    .containsExactlyInAnyOrder(
                            "PROVISIONED_NOT_THERE " + first.number() + " RECORD_MAINTENANCE null",
                            "UNKNOWN_TO_US null null RECORD_MAINTENANCE");
            assertThat(the("nurse2").shownUsername()).isEqualTo("nurse2, Logan Health");
            assertThat(the("nurse1").shownUsername()).isEqualTo("nurse1, St. Peters Health");
        }

        @Test
        void missesNoAccountInAFileWithOneLineForEachLogin() throws Exception {
            apply(MONDAY, file(HEADER, of("Benefis", "VACCINE_MANAGEMENT", "ACTIVE", "")));
            assertThat(openDifferences()).isEmpty();

            office.itIs("2026-11-25T10:00");
            acting.is(STAFF, Role.REGISTRY_STAFF);
            apply(MONDAY.plusDays(1), file(HEADER, of("Somewhere Else", "READ_ONLY_WITH_CONSENT", "ACTIVE", "")));
            assertThat(openDifferences())
                    .as("nobody knows which of them it is about")
                    .isEmpty();

            apply(MONDAY.plusDays(2), file(HEADER, of("Benefis", "VACCINE_MANAGEMENT", "INACTIVE", "")));
            assertThat(differencesWithAccounts())
                    .as("it is about the login")
                    .containsExactlyInAnyOrder(
                            "STATUS_DIFFERS " + first.number() + " ACTIVE INACTIVATED",
                            "STATUS_DIFFERS " + second.number() + " ACTIVE INACTIVATED");
        }

        @Test
        void doesNotMistakeTheLoginForAnAccessThatHasEnded() throws Exception {
            register.inactivate(second.number(), InactivationReason.ACCESS_DELETION, Cause.note("left"));
            office.itIs("2026-11-24T10:00");
            acting.is(STAFF, Role.REGISTRY_STAFF);
            apply(MONDAY.plusDays(1), file(HEADER, of("Benefis", "VACCINE_MANAGEMENT", "ACTIVE", "")));
            assertThat(openDifferences()).isEmpty();

            apply(
                    MONDAY.plusDays(1),
                    file(
                            HEADER,
                            of("Benefis", "VACCINE_MANAGEMENT", "ACTIVE", ""),
                            of("St. Peters Health", "RECORD_MAINTENANCE", "ACTIVE", "")));
            assertThat(differencesWithAccounts())
                    .containsExactly("INACTIVATED_STILL_ACTIVE " + second.number() + " INACTIVATED ACTIVE");
        }

        @Test
        void reportsALoginOnceThatIsActiveAfterAllOfItsAccessHasEnded() throws Exception {
            register.inactivate(first.number(), InactivationReason.ACCESS_DELETION, Cause.note("left"));
            office.itIs("2026-11-24T10:00");
            acting.is(STAFF, Role.REGISTRY_STAFF);
            register.inactivate(second.number(), InactivationReason.END_DATE, Cause.note("over"));
            apply(MONDAY.plusDays(1), file(HEADER, of("St. Peters Health", "RECORD_MAINTENANCE", "ACTIVE", "")));
            assertThat(openDifferences())
                    .as("it was active until the day of the export")
                    .isEmpty();

            office.itIs("2026-11-25T10:00");
            acting.is(STAFF, Role.REGISTRY_STAFF);
            for (String employer : List.of("", "Somewhere Else", "Benefis", "St. Peters Health")) {
                apply(MONDAY.plusDays(2), file(HEADER, of(employer, "RECORD_MAINTENANCE", "ACTIVE", "")));
                assertThat(differencesWithAccounts())
                        .as(employer)
                        .containsExactly("INACTIVATED_STILL_ACTIVE " + second.number() + " INACTIVATED ACTIVE");
            }

            apply(MONDAY.plusDays(2), file(HEADER, of("", "RECORD_MAINTENANCE", "INACTIVE", "")));
            assertThat(openDifferences()).isEmpty();
        }

        @Test
        void keepsTheDifferencesOfOneLoginApart() throws Exception {
            apply(
                    MONDAY,
                    file(
                            HEADER,
                            of("Benefis", "READ_ONLY_WITH_CONSENT", "ACTIVE", ""),
                            of("St. Peters Health", "READ_ONLY_WITH_CONSENT", "ACTIVE", "")));
            assertThat(openDifferences()).hasSize(2);

            office.itIs("2026-11-24T10:00");
            acting.is(STAFF, Role.REGISTRY_STAFF);
            String next = apply(
                    MONDAY.plusDays(1),
                    file(
                            HEADER,
                            of("Benefis", "VACCINE_MANAGEMENT", "ACTIVE", ""),
                            of("St. Peters Health", "READ_ONLY_WITH_CONSENT", "ACTIVE", "")));

            assertThat(counts.of(next)).containsAllEntriesOf(Map.of("OPENED", 0L, "CLOSED", 1L));
            assertThat(the("nurse1").account()).isEqualTo(first.number());
            assertThat(the("nurse1").shownUsername())
                    .as("which of them the task is about")
                    .isEqualTo("nurse1, St. Peters Health");
        }

        @Test
        void entersFurtherEmployersOfNewLoginsAtTheGoLive() throws Exception {
            String number = take(
                    ImportKind.GO_LIVE,
                    MONDAY,
                    file(
                            GO_LIVE_HEADER,
                            of("Logan Health", "RECORD_MAINTENANCE", "ACTIVE", "") + ",,",
                            line("new", "RECORD_MAINTENANCE", "ACTIVE", "") + ",,",
                            line("new", "RECORD_MAINTENANCE", "ACTIVE", "")
                                            .replace("St. Peters Health", "Logan Health")
                                            .replace("Nurse, new", "Nourse, new")
                                    + ",,"));
            assertThat(counts.of(number)).containsAllEntriesOf(Map.of("NEW", 2L, "FURTHER", 1L, "BAD", 0L));
            assertThat(report(number)).contains("\"2\",\"The register already has this user name");

            service.apply(number, false);
            office.runJobs();

            assertThat(register.ofLogin("nurse1")).containsExactly(first, second);
            assertThat(register.ofLogin("new"))
                    .extracting(account ->
                            account.facts().employer() + " " + account.facts().lastName())
                    .containsExactly("St. Peters Health Nurse", "Logan Health Nurse");
            assertThat(jdbc.sql("select count(*) from account where login_key is null")
                            .query(Long.class)
                            .single())
                    .isEqualTo(2);
            assertThat(history.of(register.ofLogin("new").get(1).number()))
                    .extracting(AccountChange::type)
                    .containsExactly(AccountChangeType.IMPORTED);
        }

        @Test
        void bringsNoAccessBackThatHasMovedSinceTheGoLive() throws Exception {
            String moved = line("moved", "RECORD_MAINTENANCE", "ACTIVE", "") + ",,";
            goLive(moved, moved.replace("St. Peters Health", "Logan Health"));
            Account one = register.ofLogin("moved").get(0);
            register.change(one.number(), facts -> facts.with(Map.of("employer", "Benefis")), Cause.note("moved"));
            List<Account> before = register.ofLogin("moved");

            String again =
                    goLive(moved, moved.replace("St. Peters Health", "Logan Health"), moved.replace("moved", "late"));

            assertThat(register.ofLogin("moved")).hasSize(2).isEqualTo(before);
            assertThat(register.ofLogin("late")).hasSize(1);
            assertThat(counts.of(again)).containsAllEntriesOf(Map.of("NEW", 1L, "FURTHER", 0L, "BAD", 0L));
            assertThat(report(again))
                    .contains(
                            "\"2\",\"The register already has this user name",
                            "\"3\",\"The register already has this user name");
        }

        @Test
        void entersNothingForALoginThatIsSetUpWhileTheGoLiveIsApplied() throws Exception {
            String one = line("meanwhile", "RECORD_MAINTENANCE", "ACTIVE", "") + ",,";
            String number = take(
                    ImportKind.GO_LIVE,
                    MONDAY,
                    file(
                            GO_LIVE_HEADER,
                            one.replace("St. Peters Health", "Logan Health"),
                            one.replace("St. Peters Health", "Benefis")));
            doAnswer(call -> {
                        open("meanwhile", AccessLevel.READ_ONLY_WITH_CONSENT);
                        return call.callRealMethod();
                    })
                    .when(writer)
                    .enter(any(), anyInt(), anyInt());

            service.apply(number, false);
            office.runJobs();

            assertThat(imports.get(number).state()).isEqualTo(ImportState.APPLIED);
            assertThat(register.ofLogin("meanwhile"))
                    .extracting(account -> account.facts().employer())
                    .containsExactly("St. Peters Health");
        }

        private String goLive(String... lines) throws Exception {
            String number = take(ImportKind.GO_LIVE, MONDAY, file(GO_LIVE_HEADER, lines));
            service.apply(number, false);
            office.runJobs();
            acting.is(STAFF, Role.REGISTRY_STAFF);
            return number;
        }

        @Test
        void leavesItAtOneEmployerForEachLoginWhereImmtraxHasOnlyOne() throws Exception {
            String number = take(
                    ImportKind.GO_LIVE,
                    MONDAY,
                    file(
                            GO_LIVE_HEADER,
                            of("Logan Health", "RECORD_MAINTENANCE", "ACTIVE", "") + ",,",
                            line("new", "RECORD_MAINTENANCE", "ACTIVE", "") + ",,",
                            line("new", "RECORD_MAINTENANCE", "ACTIVE", "").replace("St. Peters Health", "Benefis")
                                    + ",,"));

            new ImportComparison(jdbc, counts, lines, finder, new AccountSettings(false)).compare(imports.get(number));

            assertThat(counts.of(number)).containsAllEntriesOf(Map.of("NEW", 1L, "FURTHER", 0L));
            assertThat(report(number))
                    .contains("\"2\",\"The register already has this user name", "\"4\",\"A line above has the same");
        }

        private String of(String employer, String level, String status, String lastAccess) {
            return "nurse1,nurse1@sphealth.org,\"Nurse, nurse1\",\"%s\",SPH Broadway,%s,%s,%s"
                    .formatted(employer, level, status, lastAccess);
        }

        private List<String> differencesWithAccounts() {
            return jdbc
                    .sql("select * from account_difference where closed_at is null")
                    .query(DifferenceRepository::map)
                    .list()
                    .stream()
                    .map(it -> it.kind() + " " + it.account() + " " + it.ours() + " " + it.theirs())
                    .toList();
        }
    }

    @Nested
    class OfTheSameFile {

        @Test
        void saysSoAndDoesNothing() throws Exception {
            String first = apply(MONDAY, SampleExport.nurses(1, 3, ""));

            var again = service.take(ImportKind.REGISTRY_EXPORT, MONDAY, "again.csv", SampleExport.nurses(1, 3, ""));
            office.runJobs();

            assertThat(again).isEqualTo(new ImportService.Taken(first, true));
            assertThat(count("registry_import")).isEqualTo(1);
            assertThat(count("import_file")).isZero();
        }

        @Test
        void isAnotherOnAnotherDay() throws Exception {
            String first = take(ImportKind.REGISTRY_EXPORT, MONDAY.minusDays(1), SampleExport.nurses(1, 3, ""));
            importer.read(first);
            service.apply(first, true);
            importer.apply(first);

            var again = service.take(ImportKind.REGISTRY_EXPORT, MONDAY, "again.csv", SampleExport.nurses(1, 3, ""));

            assertThat(again.repeated())
                    .as("that nothing has changed settles differences")
                    .isFalse();
        }

        @Test
        void isAnotherOnceTheFirstWasGivenUpWhileItWasRead() throws Exception {
            String first = service.take(ImportKind.REGISTRY_EXPORT, MONDAY, "first.csv", SampleExport.nurses(1, 3, ""))
                    .number();
            service.discard(first);
            importer.read(first);

            assertThat(imports.get(first).state()).isEqualTo(ImportState.DISCARDED);
            assertThat(count("import_line") + count("import_file")).isZero();
            String second = take(ImportKind.REGISTRY_EXPORT, MONDAY, SampleExport.nurses(1, 3, ""));
            assertThat(imports.get(second).state()).isEqualTo(ImportState.PREVIEWED);
        }

        @Test
        void isAnotherOnceTheFirstWasDiscarded() throws Exception {
            String first = take(ImportKind.REGISTRY_EXPORT, MONDAY, SampleExport.nurses(1, 3, ""));
            service.discard(first);

            var again = service.take(ImportKind.REGISTRY_EXPORT, MONDAY, "again.csv", SampleExport.nurses(1, 3, ""));

            assertThat(again.repeated()).isFalse();
            assertThat(count("import_line")).isZero();
            assertThat(jdbc.sql(
                                    "select count(*) from audit_event where action = 'IMPORT_DISCARDED' and case_number = ?")
                            .param(first)
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    @Test
    void letsOneImportAtATimeBeWorkedOn() throws Exception {
        var first = service.take(ImportKind.REGISTRY_EXPORT, MONDAY, "a.csv", SampleExport.nurses(1, 3, ""));

        assertThatThrownBy(() -> service.take(ImportKind.GO_LIVE, MONDAY, "b.csv", SampleExport.newNurses(1, 3, "")))
                .isInstanceOfSatisfying(ImportRejectedException.class, it -> {
                    assertThat(it.messageKey()).isEqualTo("imports.refused.busy");
                    assertThat(it.arguments()).containsExactly(first.number());
                });
        office.runJobs();
        acting.is(STAFF, Role.REGISTRY_STAFF);
        service.apply(first.number(), false);
        assertThatThrownBy(() -> service.apply(first.number(), false)).hasMessage("imports.refused.notPreviewed");
        assertThatThrownBy(() -> service.discard(first.number())).hasMessage("imports.refused.notPreviewed");
    }

    @Test
    void goesOnWhereItWasKilledWhileReading() throws Exception {
        int lines = 2 * Importer.LINES_AT_ONCE + 10;
        String number = service.take(ImportKind.REGISTRY_EXPORT, MONDAY, "a.csv", SampleExport.nurses(1, lines, ""))
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
                .returns(ImportState.READING, RegistryImport::state)
                .returns(Importer.LINES_AT_ONCE + 1, RegistryImport::linesRead);
        assertThat(count("import_line")).as("a piece is whole or not there").isEqualTo(Importer.LINES_AT_ONCE);
        assertThat(imports.get(number).percent()).isBetween(1, 99);

        office.runJobs();

        assertThat(imports.get(number).state()).isEqualTo(ImportState.PREVIEWED);
        assertThat(count("import_line")).isEqualTo(lines);
        assertThat(pieces).as("what was read is not read again").hasValue(4);
    }

    @Test
    void goesOnWhereItWasKilledWhileApplying() throws Exception {
        int lines = 2 * Importer.LINES_AT_ONCE + 10;
        String number = take(ImportKind.GO_LIVE, MONDAY, SampleExport.newNurses(1, lines, "2026-11-01"));
        service.apply(number, false);
        var pieces = new AtomicInteger();
        doAnswer(call -> {
                    Object entered = call.callRealMethod();
                    if (pieces.incrementAndGet() == 2) {
                        throw new IllegalStateException("killed");
                    }
                    return entered;
                })
                .when(writer)
                .enter(any(), anyInt(), anyInt());

        assertThatThrownBy(() -> importer.apply(number)).hasMessage("killed");
        assertThat(imports.get(number).appliedTo()).isEqualTo(Importer.LINES_AT_ONCE);
        assertThat(count("account")).as("the first line is the header").isEqualTo(Importer.LINES_AT_ONCE - 1);

        office.runJobs();
        importer.apply(number);

        assertThat(imports.get(number).state()).isEqualTo(ImportState.APPLIED);
        assertThat(count("account")).isEqualTo(lines);
        assertThat(count("account_change")).as("each account begins once").isEqualTo(lines);
        assertThat(begun).hasValue(1);
    }

    @Test
    void refusesAFileInWordsAndKeepsNothingOfIt() throws Exception {
        String headerOnly = take(ImportKind.REGISTRY_EXPORT, MONDAY, file(HEADER));
        String wrong = take(ImportKind.REGISTRY_EXPORT, MONDAY, file("a,b,c", "1,2,3"));
        String allBad = take(ImportKind.REGISTRY_EXPORT, MONDAY, file(HEADER, "a,b,c", ";;"));

        assertThat(List.of(imports.get(headerOnly), imports.get(wrong), imports.get(allBad)))
                .extracting(RegistryImport::state, RegistryImport::problem)
                .containsExactly(
                        tuple(ImportState.FAILED, FileProblem.NO_LINES),
                        tuple(ImportState.FAILED, FileProblem.COLUMNS_MISSING),
                        tuple(ImportState.FAILED, FileProblem.NO_LINES));
        assertThat(imports.get(wrong).problemDetail()).startsWith("user name, email");
        assertThat(report(allBad)).contains("\"2\",\"The number of cells differs from the header line\"");
        assertThat(count("import_file") + count("import_line")).isZero();
    }

    @Test
    void reportsFormulasAsText() throws Exception {
        String number = take(
                ImportKind.REGISTRY_EXPORT,
                MONDAY,
                file(
                        HEADER,
                        line("nnurse", "=HYPERLINK(1)", "ACTIVE", ""),
                        line("=cmd()", "RECORD_MAINTENANCE", "ACTIVE", "")));

        assertThat(report(number)).contains("\"'=HYPERLINK(1)\"", "\"Not in our register\",\"'=cmd()\"");
    }

    @Test
    void forgetsReportsAndPreviewsAfterTheirTime() throws Exception {
        String waiting = take(ImportKind.REGISTRY_EXPORT, MONDAY, SampleExport.nurses(1, 3, ""));
        office.itIs("2026-12-01T10:00");
        purge.purge();
        assertThat(imports.get(waiting).state()).isEqualTo(ImportState.DISCARDED);
        assertThat(count("import_line")).isZero();
        assertThat(count("import_difference")).as("the report stays").isEqualTo(3);

        office.itIs("2027-02-22T10:00");
        purge.purge();
        assertThat(count("import_difference")).isEqualTo(0);
        assertThat(imports.find(waiting)).isPresent();
    }

    private String apply(LocalDate takenOn, InputStream content) throws Exception {
        String number = take(ImportKind.REGISTRY_EXPORT, takenOn, content);
        service.apply(number, false);
        office.runJobs();
        acting.is(STAFF, Role.REGISTRY_STAFF);
        return number;
    }

    private String take(ImportKind kind, LocalDate takenOn, InputStream content) throws Exception {
        String number = service.take(kind, takenOn, "accounts.csv", content).number();
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
                        null,
                        null,
                        null),
                Cause.note("test"));
    }

    private Instant lastAccess(String username) {
        return register.ofLogin(username).get(0).lastAccessAt();
    }

    private List<String> openDifferences() {
        return jdbc
                .sql("select * from account_difference where closed_at is null")
                .query(DifferenceRepository::map)
                .list()
                .stream()
                .map(it -> it.kind() + " " + it.username() + " " + it.ours() + " " + it.theirs())
                .toList();
    }

    private Difference the(String username) {
        return jdbc.sql("select * from account_difference where username = :username and closed_at is null")
                .param("username", username)
                .query(DifferenceRepository::map)
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
