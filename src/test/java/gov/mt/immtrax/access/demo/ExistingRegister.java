package gov.mt.immtrax.access.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A register as it was before version 19 of the schema: the demo's accounts, and requests, deletions and inactivations
 * in every state. The migrations since must carry it over.
 */
final class ExistingRegister {

    private static final String OLD = "0018";
    private static final int ACCOUNTS = 2_000;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);
    private static final String SET_UP = "2026-03-02T17:00:00Z";
    private static final String ENDED = "2026-05-11T15:30:00Z";

    /** What a migration fills anew: an end date of V0020, and keys of search. */
    private static final Set<String> REFILLED = Set.of("access_request.end_date");

    private final DataSource database;
    private final JdbcTemplate jdbc;
    private final String[] migrations;

    ExistingRegister(DataSource database, String... migrations) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database);
        this.migrations = migrations;
    }

    void isCarriedOver() throws SQLException {
        migrate(OLD);
        fill();
        Map<String, List<String>> columns = columns();
        Map<String, List<String>> before = rows(columns);

        migrate("latest");

        Map<String, List<String>> now = columns();
        columns.forEach((table, old) -> old.retainAll(now.getOrDefault(table, List.of())));
        Map<String, List<String>> kept = rows(columns);
        assertThat(columns.keySet())
                .allSatisfy(table -> assertThat(kept.get(table))
                        .as(table)
                        .hasSameSizeAs(before.get(table))
                        .isEqualTo(before.get(table)));
        countsInactivityFromTheRightMoment();
        saysTheEndDateWhole();
        countsFromTheRefusal();
        plansNothingAndVoidsNothing();
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(database)
                .locations(migrations)
                .placeholders(Map.of("application", ""))
                .target(target)
                .load()
                .migrate();
    }

    private void fill() {
        List<DemoAccount> accounts = DemoRegister.accounts(ACCOUNTS, TODAY);
        jdbc.batchUpdate("""
                insert into account (number, username, username_key, first_name, last_name, last_name_key, email_address,
                    employer, employer_key, location_name, access_level, supervisor_name, supervisor_address,
                    provisioned_at, last_access_at, end_date, status, inactivation_reason, inactivated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", accounts.stream().map(ExistingRegister::account).toList());
        jdbc.batchUpdate(
                "insert into account_change (account, changed_at, type, note) values (?, ?, 'IMPORTED', 'known')",
                accounts.stream()
                        .map(a -> new Object[] {a.number(), noon(a.provisioned())})
                        .toList());
        fillCasesOfInactivity();
        fillRequests();
        fillDeletionsAndInactivations();
        fillTheRest();
    }

    private static Object[] account(DemoAccount a) {
        return new Object[] {
            a.number(),
            a.username(),
            key(a.username()),
            a.firstName(),
            a.lastName(),
            key(a.lastName()),
            a.address(),
            a.employer(),
            key(a.employer()),
            a.location(),
            a.level(),
            a.supervisorName(),
            a.supervisorAddress(),
            noon(a.provisioned()),
            noon(a.lastAccess()),
            a.end(),
            a.isActive() ? "ACTIVE" : "INACTIVATED",
            a.inactivationReason(),
            noon(a.inactivated())
        };
    }

    private void fillCasesOfInactivity() {
        account("ACC0009001", SET_UP);
        account("ACC0009002", null);
        account("ACC0009003", SET_UP);
        effect(request("NEW_ACCESS", "GRANTED", "2026-08-17", "2026-08-17T14:00:00Z", null, null), "ACC0009003");
        account("ACC0009004", SET_UP);
        effect(request("CHANGE_EMPLOYER", "GRANTED", "2026-05-04", ENDED, null, null), "ACC0009004");
        account("ACC0009005", null);
        effect(request("CHANGE_EMPLOYER", "GRANTED", "2026-06-01", ENDED, null, null), "ACC0009005");
        account("ACC0009006", SET_UP);
        effect(request("PERMISSIONS_CHANGE", "GRANTED", "2026-09-01", ENDED, null, null), "ACC0009006");
        account("ACC0009007", SET_UP);
        jdbc.update("update account set end_date = date '2027-06-30' where number = 'ACC0009007'");
    }

    private void account(String number, String setUp) {
        jdbc.update("""
                insert into account (number, username, username_key, first_name, last_name, last_name_key, employer,
                    employer_key, location_name, access_level, status, provisioned_at)
                values (?, ?, ?, 'F', 'L', 'l', 'E', 'e', 'P', 'VACCINE_MANAGEMENT', 'ACTIVE', ?)""", number, number, key(number), moment(setUp));
    }

    private void fillRequests() {
        for (String type : List.of("NEW_ACCESS", "CHANGE_EMPLOYER", "PERMISSIONS_CHANGE")) {
            for (String status : List.of(
                    "AWAITING_SIGNATURE",
                    "AWAITING_PROVISIONING",
                    "RETURNED",
                    "AWAITING_START",
                    "GRANTED",
                    "DECLINED",
                    "EXPIRED",
                    "WITHDRAWN")) {
                boolean open = status.startsWith("AWAITING") || status.equals("RETURNED");
                String number = request(type, status, "2027-01-04", open ? null : ENDED, null, null);
                if (status.equals("AWAITING_START") || status.equals("GRANTED")) {
                    effect(number, "ACC%07d".formatted(1 + numbers % 100));
                    jdbc.update(
                            "insert into credential (request_number, username, sealed_password, provisioned_at, delivery)"
                                    + " values (?, 'u', ?, ?, 'ONE_TIME_LINK')",
                            number,
                            open ? "sealed" : null,
                            moment(SET_UP));
                }
                if (!type.equals("PERMISSIONS_CHANGE") && !status.equals("AWAITING_SIGNATURE")) {
                    agreement(number);
                }
            }
        }
        request("PERMISSIONS_CHANGE", "AWAITING_PROVISIONING", "2027-01-04", null, "ACC0009007", "open@example.org");
        request("PERMISSIONS_CHANGE", "GRANTED", "2026-01-04", ENDED, "ACC0009007", "ended@example.org");
        request("CHANGE_EMPLOYER", "AWAITING_PROVISIONING", "2027-01-04", null, "ACC0009007", "move@example.org");
    }

    private int numbers;

    /** @return the number of the new request */
    private String request(String type, String status, String start, String ended, String account, String user) {
        String number = "REQ%07d".formatted(++numbers);
        String address = user == null ? "user%d@example.org".formatted(numbers) : user;
        jdbc.update(
                """
                insert into access_request (number, status, open_key, request_type, legal_first_name, legal_last_name,
                    date_of_birth, phone_number, email_address, had_prior_access, employer, job_title, location_name,
                    street_address, city, state, county, zip, start_date, access_level, justification, supervisor_name,
                    supervisor_job_title, supervisor_address, supervisor_issuer, supervisor_subject, submitted_at, ended_at,
                    account)
                values (?, ?, ?, ?, 'F', 'L', date '1980-01-01', '406-444-1234', ?, 'NO', 'E', 'RN', 'P', 'S', 'C', 'MT',
                    'C', '59601', ?, 'VACCINE_MANAGEMENT', 'J', 'S', 'M', 'supervisor@example.org', 'i', 's', ?, ?, ?)""",
                number,
                status,
                ended == null ? address : null,
                type,
                address,
                LocalDate.parse(start),
                moment(SET_UP),
                moment(ended),
                account);
        jdbc.update(
                "insert into request_event (request_number, type, happened_at, note) values (?, 'SUBMITTED', ?, 'n')",
                number,
                moment(SET_UP));
        jdbc.update(
                "insert into request_correction (request_number, corrected_at, field, value_before, value_after)"
                        + " values (?, ?, 'employer', 'D', 'E')",
                number,
                moment(SET_UP));
        return number;
    }

    private void effect(String request, String account) {
        jdbc.update("insert into request_effect (request_number, account) values (?, ?)", request, account);
    }

    private void agreement(String request) {
        jdbc.update("""
                insert into user_agreement (request_number, text_version, text_sha256, answers, facility_name, job_title,
                    full_legal_name, signature_date, signed_at, signer_issuer, signer_subject, signer_address)
                values (?, '1', 'abc', '{}', 'E', 'RN', 'F L', date '2026-03-03', ?, 'i', 's', 'u@example.org')""", request, moment(SET_UP));
    }

    private void fillDeletionsAndInactivations() {
        List<String> states = List.of(
                "AWAITING_DECISION",
                "AWAITING_LAST_DAY",
                "AWAITING_INACTIVATION",
                "CARRIED_OUT",
                "KEPT",
                "REJECTED",
                "WITHDRAWN",
                "SUPERSEDED",
                "NO_ACCOUNT");
        for (String status : states) {
            boolean open = status.startsWith("AWAITING");
            String number = "DEL%07d".formatted(++numbers);
            String account = status.equals("NO_ACCOUNT") ? null : "ACC%07d".formatted(200 + numbers);
            jdbc.update(
                    """
                    insert into access_deletion (number, status, open_key, legal_first_name, legal_last_name,
                        email_address, employer, location_name, reason, last_day, supervisor_name, supervisor_job_title,
                        supervisor_address, supervisor_issuer, supervisor_subject, account, submitted_at, ended_at)
                    values (?, ?, ?, 'F', 'L', 'u@example.org', 'E', 'P', 'LEFT_EMPLOYER', date '2027-02-01', 'S', 'M',
                        'supervisor@example.org', 'i', 's', ?, ?, ?)""", number, status, open ? account : null, account, moment(SET_UP), open ? null : moment(ENDED));
            jdbc.update(
                    "insert into deletion_event (deletion, type, happened_at) values (?, 'SUBMITTED', ?)",
                    number,
                    moment(SET_UP));
            inactivation(number, account, open ? null : status.equals("KEPT") ? "KEPT" : "INACTIVATED");
        }
        inactivation("ACC0000300", "ACC0000300", null);
        inactivation("ACC0000301", "ACC0000301", "NOT_FOUND");
    }

    private void inactivation(String number, String account, String outcome) {
        jdbc.update(
                "insert into inactivation (number, account, reason, requested_at, business_days, decided_at, outcome)"
                        + " values (?, ?, 'ACCESS_DELETION', ?, 1, ?, ?)",
                number,
                account,
                moment(SET_UP),
                outcome == null ? null : moment(ENDED),
                outcome);
    }

    private void fillTheRest() {
        for (String state : List.of("QUEUED", "FAILED", "REFUSED", "HELD", "SENT", "WITHDRAWN", "DROPPED")) {
            mail(state, null);
            mail(state, ENDED);
        }
        jdbc.update("""
                insert into inactivation_stop (number, stopped_on, due_accounts, active_accounts)
                values ('STP0000001', date '2026-10-01', 900, 2000)""");
        jdbc.update(
                "insert into account_dispute (account, open_key, disputed_at, disputed_by)"
                        + " values ('ACC0000310', 'ACC0000310', ?, 'supervisor@example.org')",
                moment(SET_UP));
        jdbc.update("""
                insert into account_difference (number, kind, username, username_key, found_by, found_at, seen_by)
                values ('DIF0000001', 'UNKNOWN_TO_US', 'u', 'u', 'IMP0000001', ?, 'IMP0000001')""", moment(SET_UP));
        jdbc.update("""
                insert into supervisor_replacement (number, old_address, new_name, new_address, accounts, requests, reason,
                    replaced_at, replaced_by)
                values ('SUP0000001', 'a@example.org', 'N', 'n@example.org', 1, 1, 'left', ?, 'r@example.org')""", moment(SET_UP));
    }

    private void mail(String state, String lastAttempt) {
        jdbc.update("""
                insert into mail_ledger (id, case_number, case_kind, template, audience, bounded, state, attempts,
                    posted_at, last_attempt_at)
                values (?, 'REQ0000001', 'ACCESS_REQUEST', 'invite-user', 'USER', false, ?, 1, ?, ?)""", UUID.randomUUID(), state, moment(SET_UP), moment(lastAttempt));
    }

    private void countsInactivityFromTheRightMoment() {
        assertThat(countedFrom("ACC0009001")).as("set up").isEqualTo(SET_UP);
        assertThat(countedFrom("ACC0009002")).as("imported").isNull();
        assertThat(dayOf("ACC0009003")).as("set up before the start date").isEqualTo("2026-08-17");
        assertThat(countedFrom("ACC0009004")).as("moved late").isEqualTo(ENDED);
        assertThat(dayOf("ACC0009005")).as("imported, moved early").isEqualTo("2026-06-01");
        assertThat(countedFrom("ACC0009006")).as("with another level").isEqualTo(SET_UP);
        assertThat(count("account a where number < 'ACC0009000' and counted_from = provisioned_at and not exists"
                        + " (select 1 from request_effect e where e.account = a.number)"))
                .as("nobody asked for them")
                .isEqualTo(count("account a where number < 'ACC0009000' and not exists"
                        + " (select 1 from request_effect e where e.account = a.number)"))
                .isGreaterThan(ACCOUNTS - 100);
    }

    private void saysTheEndDateWhole() {
        assertThat(endOf("open@example.org")).as("a blank end date was none").isEqualTo("2027-06-30");
        assertThat(endOf("ended@example.org")).isNull();
        assertThat(endOf("move@example.org")).isNull();
        assertThat(count("access_request where end_date is not null")).isOne();
    }

    private void countsFromTheRefusal() {
        assertThat(count("mail_ledger where refused_at is not null")).isEqualTo(2);
        assertThat(count("mail_ledger where state = 'REFUSED' and refused_at = coalesce(last_attempt_at, posted_at)"
                        + " and corrected_from is null and corrected_to is null"))
                .isEqualTo(2);
    }

    private void plansNothingAndVoidsNothing() {
        assertThat(count("request_effect where planned or planned_username is not null or account is null"))
                .isZero();
        assertThat(count("void_agreement")).isZero();
    }

    private long count(String from) {
        return jdbc.queryForObject("select count(*) from " + from, Long.class);
    }

    private LocalDate endOf(String user) {
        return jdbc.queryForObject(
                "select end_date from access_request where email_address = ?",
                (row, index) -> row.getObject(1, LocalDate.class),
                user);
    }

    private Instant countedFrom(String account) {
        OffsetDateTime from = jdbc.queryForObject(
                "select counted_from from account where number = ?",
                (row, index) -> row.getObject(1, OffsetDateTime.class),
                account);
        return from == null ? null : from.toInstant();
    }

    private LocalDate dayOf(String account) {
        return countedFrom(account).atZone(ZoneId.of("America/Denver")).toLocalDate();
    }

    /** The columns of each table of ours, but those that migrations fill anew. */
    private Map<String, List<String>> columns() throws SQLException {
        Map<String, List<String>> columns = new TreeMap<>();
        try (Connection connection = database.getConnection();
                ResultSet found = connection
                        .getMetaData()
                        .getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
            while (found.next()) {
                String table = found.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                String column = found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT);
                if (isOurs(table) && !column.endsWith("_key") && !REFILLED.contains(table + "." + column)) {
                    columns.computeIfAbsent(table, it -> new ArrayList<>()).add(column);
                }
            }
        }
        Set<String> filled = new TreeSet<>(tablesWithRows(columns.keySet()));
        assertThat(filled).contains("account", "access_request", "access_deletion", "inactivation", "mail_ledger");
        columns.keySet().retainAll(filled);
        return columns;
    }

    private boolean isOurs(String table) {
        return Stream.of(
                                "access_",
                                "account",
                                "request_",
                                "deletion_",
                                "inactivation",
                                "user_agreement",
                                "credential",
                                "mail_ledger",
                                "supervisor_",
                                "void_")
                        .anyMatch(table::startsWith)
                && jdbc.queryForList(
                                        "select 1 from information_schema.tables where lower(table_name) = ?"
                                                + " and table_type = 'BASE TABLE'",
                                        Integer.class,
                                        table)
                                .size()
                        > 0;
    }

    private List<String> tablesWithRows(Set<String> tables) {
        return tables.stream().filter(table -> count(table) > 0).toList();
    }

    /** All rows of each table as text, sorted, so that two states can be compared. */
    private Map<String, List<String>> rows(Map<String, List<String>> columns) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        columns.forEach((table, names) -> rows.put(
                table,
                jdbc
                        .query("select " + String.join(", ", names) + " from " + table, (row, index) -> {
                            List<String> values = new ArrayList<>();
                            for (int i = 1; i <= names.size(); i++) {
                                values.add(row.getString(i));
                            }
                            return String.join(
                                    "|", values.stream().map(String::valueOf).toList());
                        })
                        .stream()
                        .sorted()
                        .toList()));
        return rows;
    }

    private static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static OffsetDateTime noon(LocalDate day) {
        return day == null ? null : day.atTime(19, 0).atOffset(ZoneOffset.UTC);
    }

    private static OffsetDateTime moment(String instant) {
        return instant == null ? null : Instant.parse(instant).atOffset(ZoneOffset.UTC);
    }
}
