package gov.mt.immtrax.access.inactivation.lifecycle;

import gov.mt.immtrax.access.account.AccountColumns;
import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Stores the state of the lifecycles beside the facts of the register. The state is not part of an account's history.
 */
@Repository
class LifecycleStateRepository {

    private final JdbcClient jdbc;

    LifecycleStateRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An account with the active ones of its login, in one statement. */
    Optional<LifecycleState> find(String number) {
        return withLogins(List.of(number)).stream()
                .filter(life -> life.account().number().equals(number))
                .findFirst();
    }

    /** The given accounts that are active and have a lifecycle, in one statement. */
    List<LifecycleState> watched(Collection<String> numbers) {
        return withLogins(numbers).stream()
                .filter(life -> numbers.contains(life.account().number()))
                .filter(life -> life.account().isActive() && life.startedAt() != null)
                .toList();
    }

    /** The numbers of the active accounts of an account's login. */
    List<String> ofLogin(String number) {
        return jdbc.sql("""
                        select number from account
                        where username_key = (select username_key from account where number = :number)
                            and status = 'ACTIVE'
                        order by number""").param("number", number).query(String.class).list();
    }

    private List<LifecycleState> withLogins(Collection<String> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        Map<String, List<LifecycleState>> logins = new HashMap<>();
        jdbc.sql("""
                        select * from account
                        where username_key in (select username_key from account where number in (:numbers))
                            and (status = 'ACTIVE' or number in (:numbers))
                        order by number""").param("numbers", numbers).query(row -> {
            logins.computeIfAbsent(row.getString("username_key"), login -> new ArrayList<>())
                    .add(map(row));
        });
        return logins.values().stream()
                .flatMap(login -> login.stream().map(one -> one.with(login)))
                .toList();
    }

    /** @throws IllegalStateException if there is no such account */
    LifecycleState get(String number) {
        return find(number).orElseThrow(() -> new IllegalStateException("No account " + number));
    }

    /** Records that the lifecycle of an active account has started; false if it had already started. */
    boolean start(String number, Instant now) {
        return jdbc.sql("""
                        update account set lifecycle_started_at = :now
                        where number = :number and status = 'ACTIVE' and lifecycle_started_at is null""")
                        .param("number", number)
                        .param("now", UtcColumn.of(now))
                        .update()
                == 1;
    }

    /**
     * Does the same for several active accounts without a lifecycle and returns their numbers. Concurrent calls get
     * different accounts.
     */
    List<String> startSome(int most, Instant now) {
        List<String> numbers =
                jdbc.sql("""
                        select number from account where status = 'ACTIVE' and lifecycle_started_at is null
                        order by number limit :most for update""").param("most", most).query(String.class).list();
        if (!numbers.isEmpty()) {
            jdbc.sql("update account set lifecycle_started_at = :now where number in (:numbers)")
                    .param("numbers", numbers)
                    .param("now", UtcColumn.of(now))
                    .update();
        }
        return numbers;
    }

    long waiting() {
        return jdbc.sql("select count(*) from account where status = 'ACTIVE' and lifecycle_started_at is null")
                .query(Long.class)
                .single();
    }

    /**
     * Deletes the state of a lifecycle that has ended. If the account is reactivated, it starts without any state.
     *
     * @param released whether registry staff released it, which is kept because those accounts are counted separately
     *     that day
     */
    void end(String number, boolean released) {
        jdbc.sql("""
                        update account set lifecycle_started_at = null, first_warning_for = null,
                            last_warning_for = null, last_warning_on = null, warned_somebody = false,
                            end_announced_for = null, end_kept_for = null, kept_at = null, exempt_until = null,
                            exempt_reason = null, released_at = case when :released then released_at else null end
                        where number = :number""").param("number", number).param("released", released).update();
    }

    void warnedFirst(Collection<String> login, LocalDate due) {
        jdbc.sql("update account set first_warning_for = :due where number in (:numbers)")
                .param("numbers", login)
                .param("due", due)
                .update();
    }

    void warnedLast(Collection<String> login, LocalDate due, LocalDate today, boolean somebody) {
        jdbc.sql("""
                        update account set last_warning_for = :due, last_warning_on = :today,
                            warned_somebody = :somebody
                        where number in (:numbers)""")
                .param("numbers", login)
                .param("due", due)
                .param("today", today)
                .param("somebody", somebody)
                .update();
    }

    /** Voids the warnings of inactivity. */
    void voidWarnings(Collection<String> login) {
        jdbc.sql("""
                        update account set first_warning_for = null, last_warning_for = null, last_warning_on = null,
                            warned_somebody = false
                        where number in (:numbers)""").param("numbers", login).update();
    }

    void voidEndAnnouncement(String number) {
        jdbc.sql("update account set end_announced_for = null where number = :number")
                .param("number", number)
                .update();
    }

    void announcedEnd(String number, LocalDate end) {
        set(number, "end_announced_for = :value", end);
    }

    void keptPastEnd(String number, LocalDate end) {
        set(number, "end_kept_for = :value", end);
    }

    void kept(String number, Instant now) {
        set(number, "kept_at = :value", UtcColumn.of(now));
    }

    void exempt(String number, @Nullable LocalDate until, @Nullable String reason) {
        jdbc.sql("update account set exempt_until = :until, exempt_reason = :reason where number = :number")
                .param("number", number)
                .param("until", until)
                .param("reason", reason)
                .update();
    }

    private void set(String number, String assignment, Object value) {
        jdbc.sql("update account set " + assignment + " where number = :number")
                .param("number", number)
                .param("value", value)
                .update();
    }

    private static LifecycleState map(ResultSet row) throws SQLException {
        return new LifecycleState(
                AccountColumns.read(row, 0),
                UtcColumn.readNullable(row, "lifecycle_started_at"),
                UtcColumn.readNullable(row, "counted_from"),
                row.getObject("first_warning_for", LocalDate.class),
                row.getObject("last_warning_for", LocalDate.class),
                row.getObject("last_warning_on", LocalDate.class),
                row.getBoolean("warned_somebody"),
                row.getObject("end_announced_for", LocalDate.class),
                row.getObject("end_kept_for", LocalDate.class),
                UtcColumn.readNullable(row, "kept_at"),
                UtcColumn.readNullable(row, "released_at"),
                row.getObject("exempt_until", LocalDate.class),
                List.of());
    }
}
