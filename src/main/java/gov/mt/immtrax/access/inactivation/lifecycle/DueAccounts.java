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
 * All logins that are due for inactivity by a day, each with the first of its active accounts, found with an index and
 * without loading each account. The SQL expresses the same rule as {@link LifecycleState}. Excludes logins that are
 * exempt or that registry staff released.
 */
@Repository
public class DueAccounts {

    private static final int ROWS_AT_ONCE = 200;
    private static final int BYTES_OF_A_CODE = 3;

    /**
     * For one access level. An account is due if its last use lies before :used, or before :unused if it was never used
     * since it was set up.
     */
    private static final String DUE_OF_LEVEL = """
            (%%1$s.access_level = :level%1$s and (
                %%1$s.last_access_at < :used%1$s
                    and (%%1$s.provisioned_at is null
                        or %%1$s.last_access_at >= %%1$s.provisioned_at - interval '1' day)
                    and (%%1$s.counted_from is null or %%1$s.counted_from < :used%1$s)
                    and (%%1$s.kept_at is null or %%1$s.kept_at < :used%1$s)
                or %%1$s.last_access_at < :unused%1$s and %%1$s.last_access_at < %%1$s.provisioned_at - interval '1' day
                    and (%%1$s.counted_from is null or %%1$s.counted_from < :unused%1$s)
                    and (%%1$s.kept_at is null or %%1$s.kept_at < :unused%1$s)
                or %%1$s.last_access_at is null and %%1$s.counted_from < :unused%1$s
                    and (%%1$s.kept_at is null or %%1$s.kept_at < :unused%1$s)
                or %%1$s.last_access_at is null and %%1$s.counted_from is null
                    and coalesce(%%1$s.kept_at, %%1$s.lifecycle_started_at) < :unused%1$s))""";

    private static final String DUE = "(("
            + Arrays.stream(AccessLevel.values())
                    .map(level -> DUE_OF_LEVEL.formatted(level.name()))
                    .collect(Collectors.joining(" or "))
            + ") and (%1$s.exempt_until is null or %1$s.exempt_until < :today))";

    private static final String NOT_RELEASED = """
            (%1$s.released_at is null or %1$s.released_at < %1$s.last_access_at or %1$s.released_at < %1$s.counted_from
                or %1$s.released_at < %1$s.kept_at
                or coalesce(%1$s.last_access_at, %1$s.counted_from, %1$s.kept_at) is null
                    and %1$s.released_at < %1$s.lifecycle_started_at)""";

    private static final String OTHER =
            "(select 1 from account o where o.username_key = a.username_key and o.status = 'ACTIVE'"
                    + " and o.number <> a.number and ";

    /** The first active account of each login of which all are due. */
    private static final String FROM = " from account a where a.status = 'ACTIVE' and " + DUE.formatted("a")
            + " and not exists " + OTHER + "(o.number < a.number or " + DUE.formatted("o") + " is not true))"
            + " and (" + NOT_RELEASED.formatted("a") + " or exists " + OTHER + NOT_RELEASED.formatted("o") + "))";

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
        return jdbc.sql("select count(*)" + FROM)
                .params(at(today))
                .query(Long.class)
                .single();
    }

    /** How many logins were inactivated for inactivity today, without those that registry staff released. */
    public long endedToday(LocalDate today) {
        return jdbc.sql("""
                        select count(distinct username_key) from account
                        where inactivation_reason = 'INACTIVITY' and inactivated_at >= :begin
                            and released_at is null""").param("begin", utc(today)).query(Long.class).single();
    }

    /** Number of active logins: of the active accounts without those that a login has beside its first one. */
    public long active() {
        return jdbc.sql("""
                        select count(*) - (
                            select count(*) from account a
                            where a.login_key is null and a.status = 'ACTIVE' and exists (
                                select 1 from account o
                                where o.username_key = a.username_key and o.status = 'ACTIVE'
                                    and o.number <> a.number and (o.login_key is not null or o.number < a.number)))
                        from account where status = 'ACTIVE'""").query(Long.class).single();
    }

    /** Ordered by employer and name. The caller must close the stream. */
    public Stream<Account> list(LocalDate today) {
        return jdbc
                .sql("select a.*" + FROM + " order by a.employer_key, a.last_name_key, a.number")
                .params(at(today))
                .query(AccountColumns::read)
                .stream();
    }

    public List<Account> page(LocalDate today, int most, long offset) {
        return jdbc.sql("select a.*" + FROM
                        + " order by a.employer_key, a.last_name_key, a.number limit :most offset :offset")
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
        jdbc.sql("select a.number" + FROM + " order by a.number")
                .params(at(today))
                .query(row -> {
                    digest.update(row.getString("number").getBytes(StandardCharsets.US_ASCII));
                    count.incrementAndGet();
                });
        return count + "-" + HexFormat.of().withUpperCase().formatHex(digest.digest(), 0, BYTES_OF_A_CODE);
    }

    /**
     * Releases all of them. A later use of a login cancels its release.
     *
     * @return number of logins
     */
    public long release(LocalDate today, Instant now) {
        long released = count(today);
        jdbc.sql("update account set released_at = :now where status = 'ACTIVE' and username_key in"
                        + " (select a.username_key" + FROM + ")")
                .params(at(today))
                .param("now", UtcColumn.of(now))
                .update();
        return released;
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
