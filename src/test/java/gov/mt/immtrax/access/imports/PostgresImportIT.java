package gov.mt.immtrax.access.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;

import gov.mt.immtrax.access.AtOnce;
import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.OnPostgres;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Imports of the size of a state on a real PostgreSQL: what they take is printed, what they do is held. */
@ModelTest
@Import(OnPostgres.class)
class PostgresImportIT {

    private static final int STATE = Integer.getInteger("immtrax.it.lines", 20_000);
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
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    RegisterWriter writer;

    @BeforeEach
    void open() {
        assertThat(jdbc.sql("select version()").query(String.class).single()).startsWith("PostgreSQL 17");
        office.itIs("2026-11-23T10:00");
        acting.is("registry.staff@mt.gov", Role.REGISTRY_STAFF);
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
            jdbc.sql("truncate table " + table + " cascade").update();
        }
        office.close();
    }

    @Test
    void takesAStateAtATime() throws Exception {
        String first = measured("go-live", ImportKind.GO_LIVE, new Nurses(true, 1, STATE, "2026-10-01"));
        assertThat(counts.of(first)).containsEntry("NEW", (long) STATE).containsEntry("BAD", 0L);
        assertThat(count("account")).isEqualTo(STATE);
        assertThat(count("account_change")).isEqualTo(STATE);

        String second = measured(
                "registry-export", ImportKind.REGISTRY_EXPORT, new Nurses(false, 51, STATE + 50, "2026-11-02"));
        assertThat(counts.of(second))
                .containsAllEntriesOf(Map.of(
                        "LINES",
                        (long) STATE,
                        "LAST_ACCESS",
                        STATE - 50L,
                        "UNKNOWN_TO_US",
                        50L,
                        "UNKNOWN_TO_REGISTRY",
                        50L,
                        "OPENED",
                        100L));
        assertThat(jdbc.sql(
                                "select count(*) from account where last_access_at = timestamp with time zone '2026-11-02 07:00:00Z'")
                        .query(Long.class)
                        .single())
                .isEqualTo(STATE - 50L);

        measured(
                "registry-export where everything differs",
                ImportKind.REGISTRY_EXPORT,
                new Nurses(false, STATE + 51, 2 * STATE + 50, "2026-11-03"));
        assertThat(jdbc.sql("select count(*) from account_difference where closed_at is null")
                        .query(Long.class)
                        .single())
                .isEqualTo(2L * STATE);
    }

    /**
     * Each nurse works for two clinics, and the export has a line for each, the later access on the first or second.
     */
    @Test
    void takesALineForEachEmployerOfALogin() throws Exception {
        int nurses = 3_000;
        String goLive = measured(
                "go-live, two employers", ImportKind.GO_LIVE, file(SampleExport.GO_LIVE_HEADER, nurses, ",,", "", ""));
        assertThat(counts.of(goLive)).containsAllEntriesOf(Map.of("NEW", 2L * nurses, "FURTHER", (long) nurses));
        assertThat(jdbc.sql("select count(*) from account where login_key is null")
                        .query(Long.class)
                        .single())
                .isEqualTo(nurses);

        String export = measured(
                "export, two employers",
                ImportKind.REGISTRY_EXPORT,
                file(SampleExport.HEADER, nurses, "", "2026-11-02", "2026-11-03"));

        assertThat(counts.of(export))
                .containsAllEntriesOf(Map.of("LINES", 2L * nurses, "KNOWN", 2L * nurses, "OPENED", 0L, "MISSING", 0L));
        assertThat(jdbc.sql(
                                "select count(*) from account where last_access_at = timestamp with time zone '2026-11-03 07:00:00Z'")
                        .query(Long.class)
                        .single())
                .isEqualTo(2L * nurses);
    }

    private static InputStream file(String header, int nurses, String rest, String first, String second) {
        return SampleExport.file(
                header,
                IntStream.rangeClosed(1, nurses)
                        .boxed()
                        .flatMap(i -> Stream.of(
                                SampleExport.line(
                                                "nurse" + i,
                                                "RECORD_MAINTENANCE",
                                                "ACTIVE",
                                                i % 2 == 0 ? first : second)
                                        + rest,
                                SampleExport.line(
                                                        "nurse" + i,
                                                        "RECORD_MAINTENANCE",
                                                        "ACTIVE",
                                                        i % 2 == 0 ? second : first)
                                                .replace("St. Peters Health", "Benefis")
                                        + rest))
                        .toArray(String[]::new));
    }

    /** The planner is told wrong figures, as after a truncate: that a table of thousands of rows has none. */
    @Test
    void joinsByWholeSetsWhateverTheStatisticsSay() throws Exception {
        jdbc.sql("analyze account, import_line, import_problem").update();
        List<String> plans = new ArrayList<>();
        doAnswer(call -> {
                    RegistryImport it = call.getArgument(0);
                    plans.add(explain(
                            """
                    update import_line l set account = 'ACC'
                    where l.import_number = '%s' and l.line_number between %d and %d and l.account is null
                      and not exists (select 1 from account a where a.username_key = l.username_key)""".formatted(it.number(), call.<Integer>getArgument(1), call.<Integer>getArgument(2))));
                    return call.callRealMethod();
                })
                .when(writer)
                .enter(any(), anyInt(), anyInt());

        measured("go-live with stale statistics", ImportKind.GO_LIVE, new Nurses(true, 1, STATE, "2026-10-01"));

        assertThat(plans)
                .hasSizeGreaterThan(2)
                .allSatisfy(plan -> assertThat(plan).contains("Join").doesNotContain("Nested Loop"));
        assertThat(count("account")).isEqualTo(STATE);
    }

    private String explain(String sql) {
        return String.join("\n", jdbc.sql("explain " + sql).query(String.class).list());
    }

    /** Memory does not grow with the file. */
    @Test
    void holdsNoMoreOfALongFileThanOfAShortOne() throws Exception {
        long small = heapOf(5_000);
        long large = heapOf(100_000);
        System.out.printf(
                "MEASURED heap in use after a collection, at most: %.1f MB with 5,000 lines, %.1f MB with 100,000%n",
                small / 1e6, large / 1e6);
        assertThat(large - small).as("bytes more for twenty times the lines").isLessThan(30_000_000);
    }

    @Test
    void takesTurnsWhereTwoWorkOnOneImport() throws Exception {
        String number = take(ImportKind.GO_LIVE, new Nurses(true, 1, 30_000, ""));
        Callable<Object> read = () -> {
            untilDone(() -> importer.read(number));
            return "read";
        };
        AtOnce.run(read, read);
        assertThat(imports.get(number).state()).isEqualTo(ImportState.PREVIEWED);
        assertThat(count("import_line")).isEqualTo(30_000);

        service.apply(number, false);
        Callable<Object> apply = () -> {
            untilDone(() -> importer.apply(number));
            return "applied";
        };
        AtOnce.run(apply, apply);
        assertThat(imports.get(number).state()).isEqualTo(ImportState.APPLIED);
        assertThat(count("account")).isEqualTo(30_000);
        assertThat(count("account_change")).isEqualTo(30_000);
    }

    /** As the engine does with a job that fails. */
    private static void untilDone(Runnable work) {
        for (int attempt = 0; ; attempt++) {
            try {
                work.run();
                return;
            } catch (RuntimeException again) {
                if (attempt == 5) {
                    throw again;
                }
            }
        }
    }

    /** The engine's job has a transaction around an import, which says nothing while the pieces work beside it. */
    @Test
    void takesLongerThanATransactionMaySayNothing() throws Exception {
        String number = take(ImportKind.GO_LIVE, new Nurses(true, 1, 10, ""));
        transactions.executeWithoutResult(job -> {
            importer.read(number);
            assertThat(mostSilence()).as("while it is read").isEqualTo("0");
        });
        service.apply(number, false);
        doAnswer(call -> {
                    jdbc.sql("select 1 from pg_sleep(1)").query(Integer.class).single();
                    return call.callRealMethod();
                })
                .when(writer)
                .enter(any(), anyInt(), anyInt());

        transactions.executeWithoutResult(job -> {
            jdbc.sql("set local idle_in_transaction_session_timeout = '300ms'").update();
            importer.apply(number);
            assertThat(mostSilence()).as("while it is applied").isEqualTo("0");
        });

        assertThat(imports.get(number).state()).isEqualTo(ImportState.APPLIED);
        assertThat(mostSilence()).as("afterwards").isEqualTo("5min");
    }

    private String mostSilence() {
        return jdbc.sql("show idle_in_transaction_session_timeout")
                .query(String.class)
                .single();
    }

    @Test
    void beginsOneOfTwoFilesThatComeAtOnce() throws Exception {
        Callable<Object> one = () -> take(ImportKind.GO_LIVE, new Nurses(true, 1, 10, ""));
        Callable<Object> other = () -> take(ImportKind.REGISTRY_EXPORT, new Nurses(false, 1, 10, ""));

        List<Object> taken = AtOnce.run(one, other);

        assertThat(taken)
                .hasAtLeastOneElementOfType(String.class)
                .hasAtLeastOneElementOfType(ImportRejectedException.class);
        assertThat(count("registry_import")).isEqualTo(1);
    }

    private String measured(String what, ImportKind kind, InputStream content) throws IOException {
        long start = System.nanoTime();
        String number = take(kind, content);
        long taken = System.nanoTime();
        importer.read(number);
        long read = System.nanoTime();
        service.apply(number, true);
        importer.apply(number);
        long applied = System.nanoTime();
        assertThat(imports.get(number).state()).isEqualTo(ImportState.APPLIED);
        long all = Duration.ofNanos(applied - start).toMillis();
        System.out.printf(
                "MEASURED %s, %,d lines: upload %,d ms, read and compare %,d ms, apply %,d ms, all %,d ms, %,d lines a second%n",
                what,
                STATE,
                Duration.ofNanos(taken - start).toMillis(),
                Duration.ofNanos(read - taken).toMillis(),
                Duration.ofNanos(applied - read).toMillis(),
                all,
                STATE * 1000L / all);
        return number;
    }

    private String take(ImportKind kind, InputStream content) throws IOException {
        return service.take(kind, MONDAY, "accounts.csv", content).number();
    }

    /** The most heap that is in use after a collection while an import runs. */
    private long heapOf(int lines) throws Exception {
        var runs = new AtomicBoolean(true);
        var most = new AtomicLong();
        var watch = new Thread(() -> {
            while (runs.get()) {
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                System.gc();
                var runtime = Runtime.getRuntime();
                most.accumulateAndGet(runtime.totalMemory() - runtime.freeMemory(), Math::max);
            }
        });
        String number = take(ImportKind.GO_LIVE, new Nurses(true, 1, lines, "2026-10-01"));
        watch.start();
        importer.read(number);
        service.apply(number, false);
        importer.apply(number);
        runs.set(false);
        watch.join();
        assertThat(imports.get(number).state()).isEqualTo(ImportState.APPLIED);
        jdbc.sql("truncate table account cascade").update();
        return most.get();
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    /** A file that is made while it is read. */
    private static final class Nurses extends InputStream {

        private final boolean goLive;
        private final int last;
        private final String lastAccess;
        private int next;
        private byte[] line;
        private int at;

        Nurses(boolean goLive, int first, int last, String lastAccess) {
            this.goLive = goLive;
            this.last = last;
            this.lastAccess = lastAccess;
            this.next = first;
            this.line = ((goLive ? SampleExport.GO_LIVE_HEADER : SampleExport.HEADER) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            if (at == line.length) {
                if (next > last) {
                    return -1;
                }
                line = (SampleExport.line("nurse" + next++, "RECORD_MAINTENANCE", "ACTIVE", lastAccess)
                                + (goLive ? ",supervisor" + next % 2_000 + "@sphealth.org,Stacy Supervisor" : "")
                                + "\n")
                        .getBytes(StandardCharsets.UTF_8);
                at = 0;
            }
            return line[at++] & 0xff;
        }
    }
}
