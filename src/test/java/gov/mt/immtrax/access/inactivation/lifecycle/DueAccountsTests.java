package gov.mt.immtrax.access.inactivation.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The count of all logins that are due says the same as a look at each, at ends of months and when clocks change. */
@ModelTest
class DueAccountsTests {

    private static final ZoneId MONTANA = ZoneId.of("America/Denver");

    @Autowired
    Office office;

    @Autowired
    LifecycleStateRepository lives;

    @Autowired
    DueAccounts due;

    @Autowired
    InactivityPolicy policy;

    @Autowired
    AccountRegister register;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void open() {
        office.itIs("2026-03-02T10:00");
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @ParameterizedTest
    @CsvSource({
        "READ_ONLY_WITH_CONSENT, true, 6", "READ_ONLY_WITH_CONSENT, false, 6",
        "RECORD_MAINTENANCE, true, 6", "RECORD_MAINTENANCE, false, 6",
        "VACCINE_MANAGEMENT, true, 6", "VACCINE_MANAGEMENT, false, 6"
    })
    void followsTheTable(AccessLevel level, boolean used, int months) {
        assertThat(policy.limit(level, used)).isEqualTo(Period.ofMonths(months));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-28",
        "2026-03-01",
        "2026-03-02",
        "2028-02-29",
        "2028-03-01",
        "2026-03-08",
        "2026-11-01",
        "2026-11-02",
        "2026-05-31",
        "2026-08-31",
        "2026-09-01"
    })
    void agreesWithALookAtEach(LocalDate today) {
        Random random = new Random(today.toEpochDay());
        for (int i = 0; i < 400; i++) {
            insert(i, today, random);
        }

        List<String> byLook = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            LifecycleState life = lives.get(number(i));
            boolean first = life.others().stream()
                    .allMatch(other ->
                            life.account().number().compareTo(other.account().number()) < 0);
            if (life.account().isActive()
                    && first
                    && !life.isReleased()
                    && life.inactivityDueOn(policy, MONTANA).isBefore(today)) {
                byLook.add(life.account().number());
            }
        }

        assertThat(byLook).isNotEmpty().hasSizeLessThan(400);
        assertThat(due.page(today, 1000, 0)).extracting(Account::number).containsExactlyInAnyOrderElementsOf(byLook);
        assertThat(due.count(today)).isEqualTo(byLook.size());
        assertThat(due.release(today, today.atStartOfDay(MONTANA).toInstant())).isEqualTo(byLook.size());
        assertThat(due.count(today)).as("let go on").isZero();
    }

    @Test
    void countsWhoEndsTodayUnlessRegistryStaffLetThem() {
        String released =
                register.open(SampleAccount.facts(), Cause.note("test")).number();
        String releasedBefore = register.open(SampleAccount.facts("uuser", "U", "User", null), Cause.note("test"))
                .number();
        set(released, "last_access_at", "2025-06-01T12:00Z");
        set(released, "counted_from", "2025-06-01T12:00Z");
        set(released, "released_at", "2026-03-01T12:00Z");
        // that was another time: it was used since
        set(releasedBefore, "last_access_at", "2025-06-01T12:00Z");
        set(releasedBefore, "counted_from", "2024-01-01T12:00Z");
        set(releasedBefore, "released_at", "2025-03-01T12:00Z");

        register.inactivate(released, InactivationReason.INACTIVITY, Cause.note("unused"));
        assertThat(due.endedToday(LocalDate.of(2026, 3, 2))).isZero();
        register.inactivate(releasedBefore, InactivationReason.INACTIVITY, Cause.note("unused"));
        assertThat(due.endedToday(LocalDate.of(2026, 3, 2))).isOne();
    }

    @Test
    void countsALoginWithSeveralEmployersOnce() {
        Account first = register.open(SampleAccount.facts(), Cause.note("test"));
        Account second = register.add(
                SampleAccount.facts().with(Map.of("employer", "Benefis")),
                first,
                Instant.parse("2025-01-01T12:00:00Z"),
                Cause.note("test"));
        Account third = register.add(
                SampleAccount.facts().with(Map.of("employer", "Logan Health")),
                first,
                Instant.parse("2025-01-01T12:00:00Z"),
                Cause.note("test"));
        LocalDate today = LocalDate.of(2026, 3, 2);
        assertThat(due.active()).isOne();
        set(first.number(), "counted_from", "2025-01-01T12:00Z");
        assertThat(due.page(today, 10, 0)).extracting(Account::number).containsExactly(first.number());

        set(third.number(), "last_access_at", "2025-12-01T12:00Z");
        assertThat(due.count(today)).as("used under one of them").isZero();
        set(third.number(), "last_access_at", "2025-01-02T12:00Z");

        register.inactivate(first.number(), InactivationReason.ACCESS_DELETION, Cause.note("left"));
        assertThat(due.active()).isOne();
        assertThat(due.page(today, 10, 0)).extracting(Account::number).containsExactly(second.number());
        register.inactivate(third.number(), InactivationReason.INACTIVITY, Cause.note("unused"));
        register.inactivate(second.number(), InactivationReason.INACTIVITY, Cause.note("unused"));
        assertThat(due.active()).isZero();
        assertThat(due.endedToday(today)).isOne();
    }

    private void set(String number, String column, String at) {
        jdbc.sql("update account set " + column + " = :at where number = :number")
                .param("at", OffsetDateTime.parse(at))
                .param("number", number)
                .update();
    }

    /** Around the days on which it turns. */
    private void insert(int i, LocalDate today, Random random) {
        LocalDate around = today.minusMonths(6);
        jdbc.sql("""
                        insert into account (number, username, username_key, first_name, last_name, last_name_key, employer,
                            employer_key, location_name, access_level, last_access_at, provisioned_at, counted_from, kept_at, released_at,
                            exempt_until, lifecycle_started_at, status)
                        values (:number, :name, :name, 'F', 'L', 'l', 'E', 'e', 'P', :level, :access, :provisioned, :counted, :kept,
                            :released, :exempt, :started, :status)""")
                .param("number", number(i))
                // some logins have access under two or three employers
                .param("name", "user" + i % 270 % 200)
                .param("level", AccessLevel.values()[random.nextInt(3)].name())
                .param("access", moment(around, random, 4))
                .param("provisioned", moment(around, random, 3))
                .param("counted", moment(around, random, 4))
                .param("kept", moment(around, random, 1))
                .param("released", moment(around.plusDays(1), random, 1))
                .param("exempt", random.nextInt(5) == 0 ? today.plusDays(random.nextInt(3) - 1) : null)
                .param(
                        "started",
                        today.minusMonths(6)
                                .minusDays(random.nextInt(5) - 2)
                                .atTime(1, 0)
                                .atOffset(ZoneOffset.UTC))
                .param("status", random.nextInt(20) == 0 ? "INACTIVATED" : "ACTIVE")
                .update();
    }

    /** @param often of five times; null otherwise */
    private static OffsetDateTime moment(LocalDate around, Random random, int often) {
        if (random.nextInt(5) >= often) {
            return null;
        }
        Instant moment = around.plusDays(random.nextInt(7) - 3)
                .atStartOfDay(MONTANA)
                .toInstant()
                .plusSeconds(List.of(0, 1, 43_200, 86_399, 3_600).get(random.nextInt(5)));
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static String number(int i) {
        return "ACC9%06d".formatted(i);
    }
}
