package gov.mt.immtrax.access.demo;

import gov.mt.immtrax.access.demo.identity.DemoPerson;
import gov.mt.immtrax.access.export.CsvFile;
import gov.mt.immtrax.access.folding.Folding;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The register of accounts that the demo begins with, and the export of the registry that goes with it: invented, and
 * the same each time that they are made on the same day. Nobody in them exists.
 */
final class DemoRegister {

    /** Stacy's people, in the order of the register; after them come those of the other supervisor. */
    private static final int OF_STACY = 25;

    private static final int OF_OTHER = 9;

    private static final List<String> FIRST_NAMES = List.of(
            "Ada", "Alma", "Amos", "Bella", "Boyd", "Cara", "Clay", "Cora", "Dale", "Della", "Dwight", "Edna", "Elmer",
            "Esme", "Faye", "Floyd", "Gail", "Grant", "Hazel", "Hugh", "Ida", "Ira", "Iris", "Jess", "June", "Kent",
            "Lena", "Lloyd", "Lora", "Mabel", "Merle", "Myra", "Nell", "Nolan", "Opal", "Orin", "Otis", "Pearl",
            "Quinn", "Reba", "Roy", "Ruth", "Sage", "Selma", "Tess", "Thea", "Una", "Vera", "Verne", "Wade", "Willa",
            "Yola");

    private static final List<String> LAST_BEGINNINGS = List.of(
            "Alder", "Birch", "Brook", "Cedar", "Clear", "Cotton", "Elk", "Fern", "Gold", "Grass", "Hay", "High",
            "Lark", "Meadow", "Moss", "North", "Pine", "Prairie", "Ridge", "River", "Rock", "Sage", "Silver", "Stone",
            "Timber", "Wheat");

    private static final List<String> LAST_ENDINGS = List.of(
            "bank", "berg", "field", "ford", "gate", "hill", "land", "ley", "man", "mere", "ridge", "son", "ton",
            "wood", "worth");

    private static final List<String> PLACES = List.of(
            "Bitterroot",
            "Big Hole",
            "Clark Fork",
            "Flathead Lake",
            "Gallatin",
            "Hi-Line",
            "Judith Basin",
            "Madison",
            "Mission Valley",
            "Missouri Breaks",
            "Musselshell",
            "Powder River",
            "Rocky Mountain Front",
            "Ruby Valley",
            "Sun River",
            "Swan Valley",
            "Tobacco Root",
            "Upper Yellowstone");

    private static final List<String> KINDS = List.of(
            "Family Clinic",
            "Community Hospital",
            "Pharmacy",
            "Pediatrics",
            "Public Health Office",
            "School Health",
            "Medical Center");

    private static final List<String> SITES = List.of("Main Street", "North", "East Side", "West End", "Mobile Unit");

    private static final List<String> LEVELS =
            List.of("READ_ONLY_WITH_CONSENT", "RECORD_MAINTENANCE", "VACCINE_MANAGEMENT");

    private final Random random = new Random(1907);
    private final Set<String> usernames = new HashSet<>();
    private final LocalDate today;

    private DemoRegister(LocalDate today) {
        this.today = today;
    }

    /** The day it is in Montana, where the demo's accesses happen: elsewhere it may be tomorrow already. */
    static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("America/Denver"));
    }

    /** So many accounts, as if today were that day. */
    static List<DemoAccount> accounts(int count, LocalDate today) {
        var register = new DemoRegister(today);
        var accounts = new ArrayList<DemoAccount>(count);
        for (int i = 0; i < count; i++) {
            accounts.add(register.account(i));
        }
        return accounts;
    }

    private DemoAccount account(int index) {
        boolean stacys = index < OF_STACY;
        boolean others = !stacys && index < OF_STACY + OF_OTHER;
        var employer = stacys ? "St. Peters Health" : others ? "Larkspur Clinic" : pick(PLACES) + " " + pick(KINDS);
        var host =
                stacys ? "sphealth.org" : employer.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "") + ".example.org";
        var location = stacys ? pick(List.of("SPH Broadway", "SPH North", "SPH Pediatrics")) : pick(SITES);
        var first = pick(FIRST_NAMES);
        var last = pick(LAST_BEGINNINGS) + pick(LAST_ENDINGS);
        var username = username(first, last);
        var supervisor = stacys ? DemoPerson.STACY_SUPERVISOR : DemoPerson.OTHER_SUPERVISOR;
        var someName = FIRST_NAMES.get(Math.floorMod(employer.hashCode(), FIRST_NAMES.size())) + " Overseer";
        var someAddress = someName.toLowerCase(Locale.ROOT).replace(' ', '.') + "@" + host;
        var provisioned = today.minusDays(200 + random.nextInt(2_000));
        int unused = index % 12 == 7 ? 183 + random.nextInt(200) : random.nextInt(150);
        var lastAccess = index % 25 == 3 ? null : today.minusDays(unused);
        var end = index % 9 == 4 ? today.plusDays(5 + random.nextInt(300)) : null;
        boolean gone = index % 8 == 5;
        return new DemoAccount(
                "ACC%07d".formatted(index + 1),
                username,
                first,
                last,
                // what an import did not know
                index % 40 == 39 ? null : username + "@" + host,
                employer,
                location,
                LEVELS.get(Math.min(2, random.nextInt(4))),
                stacys || others ? supervisor.fullName() : someName,
                stacys || others ? supervisor.address() : someAddress,
                provisioned,
                lastAccess,
                stacys && index % 10 == 2 ? today.plusDays(12) : end,
                gone ? today.minusDays(1 + random.nextInt(180)) : null,
                gone ? pick(List.of("ACCESS_DELETION", "END_DATE", "INACTIVITY")) : null);
    }

    private String username(String first, String last) {
        var plain = (first.charAt(0) + last).toLowerCase(Locale.ROOT);
        var name = plain;
        for (int i = 2; !usernames.add(name); i++) {
            name = plain + i;
        }
        return name;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Enters the accounts in bulk, with one row of history each; nothing if there are accounts already. */
    static void fill(JdbcTemplate database, List<DemoAccount> accounts) {
        if (database.queryForObject("select count(*) from account", Long.class) > 0) {
            return;
        }
        database.batchUpdate(
                """
                insert into account (number, username, username_key, login_key, username_folded, first_name, first_name_key, last_name,
                    last_name_key, email_address, employer, employer_key, location_name, location_key, access_level, supervisor_name,
                    supervisor_name_key, supervisor_address, provisioned_at, counted_from, last_access_at, end_date, status,
                    inactivation_reason, inactivated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                accounts.stream()
                        .map(a -> new Object[] {
                            a.number(),
                            a.username(),
                            a.username().toLowerCase(Locale.ROOT),
                            a.username().toLowerCase(Locale.ROOT),
                            Folding.TEXT.key(a.username()),
                            a.firstName(),
                            Folding.NAME.key(a.firstName()),
                            a.lastName(),
                            Folding.NAME.key(a.lastName()),
                            a.address(),
                            a.employer(),
                            Folding.ORGANIZATION.key(a.employer()),
                            a.location(),
                            Folding.ORGANIZATION.key(a.location()),
                            a.level(),
                            a.supervisorName(),
                            Folding.FULL_NAME.key(a.supervisorName()),
                            a.supervisorAddress(),
                            noon(a.provisioned()),
                            noon(a.provisioned()),
                            noon(a.lastAccess()),
                            a.end(),
                            a.isActive() ? "ACTIVE" : "INACTIVATED",
                            a.inactivationReason(),
                            noon(a.inactivated())
                        })
                        .toList());
        database.batchUpdate(
                "insert into account_change (account, changed_at, type, note) values (?, ?, 'IMPORTED', 'made for the demo')",
                accounts.stream()
                        .map(a -> new Object[] {a.number(), noon(a.provisioned())})
                        .toList());
        database.batchUpdate(
                "insert into account_change (account, changed_at, type, note) values (?, ?, 'INACTIVATED', 'made for the demo')",
                accounts.stream()
                        .filter(a -> !a.isActive())
                        .map(a -> new Object[] {a.number(), noon(a.inactivated())})
                        .toList());
        database.execute("alter sequence account_number restart with " + (accounts.size() + 1));
    }

    /**
     * What the registry would export of these accounts a day later: most were used since, and a few differ, so that
     * there is something to reconcile.
     */
    static List<DemoAccount> export(List<DemoAccount> accounts, LocalDate today) {
        var rows = new ArrayList<DemoAccount>();
        for (int i = 0; i < accounts.size(); i++) {
            var account = accounts.get(i);
            if (i % 400 == 50) {
                continue; // ours, unknown to the registry
            }
            if (account.isActive() && account.lastAccess() != null && i % 3 == 0) {
                account = account.withLastAccess(today.minusDays(1));
            }
            if (i % 400 == 110) {
                account = account.withLevel(LEVELS.get((LEVELS.indexOf(account.level()) + 1) % LEVELS.size()));
            }
            if (i % 400 == 210) {
                account = account.withInactivated(account.isActive() ? today.minusDays(2) : null);
            }
            rows.add(account);
        }
        for (int i = 1; i <= 4; i++) { // the registry's, unknown to us
            rows.add(new DemoAccount(
                    null,
                    "unknown" + i,
                    "Someone",
                    "Else" + i,
                    "unknown" + i + "@larkspurclinic.example.org",
                    "Larkspur Clinic",
                    "North",
                    LEVELS.get(0),
                    null,
                    null,
                    today,
                    today.minusDays(i),
                    null,
                    null,
                    null));
        }
        return rows;
    }

    /** Writes an export as the registry does. */
    static void write(Path file, List<DemoAccount> export) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            CsvFile.write(
                    out,
                    List.of("user name", "email", "name", "employer", "location", "level", "status", "last access"),
                    export.stream()
                            .map(a -> Arrays.asList(
                                    a.username(),
                                    a.address(),
                                    a.firstName() + " " + a.lastName(),
                                    a.employer(),
                                    a.location(),
                                    a.level(),
                                    a.isActive() ? "ACTIVE" : "INACTIVATED",
                                    a.lastAccess() == null
                                            ? null
                                            : a.lastAccess().toString())));
        }
    }

    private static OffsetDateTime noon(LocalDate day) {
        return day == null ? null : day.atTime(19, 0).atOffset(ZoneOffset.UTC);
    }
}
