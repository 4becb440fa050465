package gov.mt.immtrax.access.inactivation.lifecycle;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountColumns;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.time.UtcColumn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * All active accounts that are due for inactivity by a day, found with an index and without loading each account. The
 * SQL expresses the same rule as {@link LifecycleState}. Excludes accounts that are exempt or that registry staff
 * released.
 */
@Repository
public class DueAccounts {

    private static final int ROWS_AT_ONCE = 200;
    private static final int BYTES_OF_A_CODE = 3;

    /**
     * For one access level. An account is due if its last use lies before :used, or before :unused if it was never used
     * since it was set up.
     */
    private static final String DUE = """
            (access_level = :level%1$s and (
                last_access_at < :used%1$s
                    and (provisioned_at is null or last_access_at >= provisioned_at - interval '1' day)
                    and (counted_from is null or counted_from < :used%1$s)
                    and (kept_at is null or kept_at < :used%1$s)
                or last_access_at < :unused%1$s and last_access_at < provisioned_at - interval '1' day
                    and (counted_from is null or counted_from < :unused%1$s)
                    and (kept_at is null or kept_at < :unused%1$s)
                or last_access_at is null and counted_from < :unused%1$s
                    and (kept_at is null or kept_at < :unused%1$s)
                or last_access_at is null and counted_from is null
                    and coalesce(kept_at, lifecycle_started_at) < :unused%1$s))""";

    private static final String WHERE = " where status = 'ACTIVE' and ("
            + Arrays.stream(AccessLevel.values())
                    .map(level -> DUE.formatted(level.name()))
                    .collect(Collectors.joining(" or "))
            + """
            ) and (exempt_until is null or exempt_until < :today)
            and (released_at is null or released_at < last_access_at or released_at < counted_from
                or released_at < kept_at
                or coalesce(last_access_at, counted_from, kept_at) is null and released_at < lifecycle_started_at)""";

    private final JdbcClient jdbc;
    private final InactivityPolicy policy;
    private final BusinessCalendar calendar;

    DueAccounts(DataSource database, InactivityPolicy policy, BusinessCalendar calendar) {
        JdbcTemplate piecewise = new JdbcTemplate(database);
        piecewise.setFetchSize(ROWS_AT_ONCE);
        this.jdbc = JdbcClient.create(piecewise);
        this.policy = policy;
        this.calendar = calendar;
    }

    public long count(LocalDate today) {
        return jdbc.sql("select count(*) from account" + WHERE)
                .params(at(today))
                .query(Long.class)
                .single();
    }

    /** How many accounts were inactivated for inactivity today, without those that registry staff released. */
    public long endedToday(LocalDate today) {
        return jdbc.sql("""
                        select count(*) from account
                        where inactivation_reason = 'INACTIVITY' and inactivated_at >= :begin
                            and released_at is null""").param("begin", utc(today)).query(Long.class).single();
    }

    public long active() {
        return jdbc.sql("select count(*) from account where status = 'ACTIVE'")
                .query(Long.class)
                .single();
    }

    /** Ordered by employer and name. The caller must close the stream. */
    public Stream<Account> list(LocalDate today) {
        return jdbc
                .sql("select * from account" + WHERE + " order by employer_key, last_name_key, number")
                .params(at(today))
                .query(AccountColumns::read)
                .stream();
    }

    public List<Account> page(LocalDate today, int most, long offset) {
        return jdbc.sql("select * from account" + WHERE
                        + " order by employer_key, last_name_key, number limit :most offset :offset")
                .params(at(today))
                .param("most", most)
                .param("offset", offset)
                .query(AccountColumns::read)
                .list();
    }

    /** Identifies the list: the number of accounts and a short hash of their numbers. */
    public String code(LocalDate today) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        AtomicLong count = new AtomicLong();
        jdbc.sql("select number from account" + WHERE + " order by number")
                .params(at(today))
                .query(row -> {
                    digest.update(row.getString("number").getBytes(StandardCharsets.US_ASCII));
                    count.incrementAndGet();
                });
        return count + "-" + HexFormat.of().withUpperCase().formatHex(digest.digest(), 0, BYTES_OF_A_CODE);
    }

    /** Releases all of them. A later use of an account cancels its release. */
    public int release(LocalDate today, Instant now) {
        return jdbc.sql("update account set released_at = :now" + WHERE)
                .params(at(today))
                .param("now", UtcColumn.of(now))
                .update();
    }

    private Map<String, Object> at(LocalDate today) {
        Map<String, Object> values = new HashMap<>();
        values.put("today", today);
        for (AccessLevel level : AccessLevel.values()) {
            values.put("level" + level.name(), level.name());
            values.put("used" + level.name(), endOfLastDay(today, policy.limit(level, true)));
            values.put("unused" + level.name(), endOfLastDay(today, policy.limit(level, false)));
        }
        return values;
    }

    /**
     * The end of the last day on which day plus limit is before today. At the end of a month, this is not today minus
     * the limit.
     */
    private OffsetDateTime endOfLastDay(LocalDate today, Period limit) {
        LocalDate day = today.minus(limit).minusDays(1);
        while (day.plusDays(1).plus(limit).isBefore(today)) {
            day = day.plusDays(1);
        }
        return utc(day.plusDays(1));
    }

    private OffsetDateTime utc(LocalDate day) {
        return UtcColumn.of(day.atStartOfDay(calendar.zone()).toInstant());
    }
}
