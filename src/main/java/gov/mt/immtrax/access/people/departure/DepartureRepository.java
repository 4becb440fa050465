package gov.mt.immtrax.access.people.departure;

import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of supervisors who left, and what the register says of them. A supervisor has at most one open row. */
@Repository
class DepartureRepository {

    private final JdbcClient jdbc;
    private final Clock clock;

    DepartureRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Departure> find(String number) {
        return jdbc.sql("select * from supervisor_departure where number = :number")
                .param("number", number)
                .query(DepartureRepository::map)
                .optional();
    }

    /** @throws IllegalStateException if there is no such departure */
    Departure get(String number) {
        return find(number).orElseThrow(() -> new IllegalStateException("No departure " + number));
    }

    Optional<Departure> open(String address) {
        return jdbc.sql("select * from supervisor_departure where open_key = :address")
                .param("address", address)
                .query(DepartureRepository::map)
                .optional();
    }

    /**
     * The open departures that a change of an account may settle: of its user, of its supervisor, and of those who were
     * its supervisor. They stay locked, so that of two changes at a time the second sees the first.
     */
    List<Departure> lockConcernedBy(String account, @Nullable String user, @Nullable String supervisor) {
        return jdbc.sql("""
                        select * from supervisor_departure
                        where open_key in (:user, :supervisor)
                            or open_key in (select value_before from account_change
                                            where account = :account and field in ('supervisorAddress', 'emailAddress'))
                        order by number for update""")
                .param("account", account)
                .param("user", Objects.requireNonNullElse(user, ""))
                .param("supervisor", Objects.requireNonNullElse(supervisor, ""))
                .query(DepartureRepository::map)
                .list();
    }

    void open(String number, String address) {
        jdbc.sql("""
                        insert into supervisor_departure (number, address, open_key, opened_at, asked_at)
                        values (:number, :address, :address, :now, :now)""")
                .param("number", number)
                .param("address", address)
                .param("now", now())
                .update();
    }

    /** Of two open departures of one person, the one of the new address goes on. */
    void followSupervisor(String before, String now) {
        jdbc.sql("""
                        update supervisor_departure set address = :now, open_key = case
                            when open_key is null or exists (
                                select 1 from supervisor_departure o where o.open_key = :now) then open_key
                            else :now end
                        where address = :before""").param("before", before).param("now", now).update();
    }

    void askAgain(String number) {
        set("asked_at = :now", number);
    }

    void escalate(String number) {
        set("escalated_at = :now", number);
    }

    void settle(String number) {
        set("settled_at = :now, open_key = null", number);
    }

    private void set(String assignments, String number) {
        jdbc.sql("update supervisor_departure set " + assignments + " where number = :number")
                .param("now", now())
                .param("number", number)
                .update();
    }

    void answer(String number, DepartureOutcome outcome, String note, String by) {
        jdbc.sql("""
                        update supervisor_departure
                        set outcome = :outcome, note = :note, answered_at = :now, answered_by = :by
                        where number = :number""")
                .param("outcome", outcome.name())
                .param("note", note)
                .param("now", now())
                .param("by", by)
                .param("number", number)
                .update();
    }

    /** When registry staff last said that supervisors still answer for their people, by address. */
    Map<String, Instant> keptAt(Collection<String> addresses) {
        Map<String, Instant> kept = new HashMap<>();
        if (addresses.isEmpty()) {
            return kept;
        }
        String sql = """
                select address, max(answered_at) as kept_at from supervisor_departure
                where address in (:addresses) and outcome = 'KEPT' group by address""";
        jdbc.sql(sql).param("addresses", addresses).query(row -> {
            kept.put(row.getString("address"), UtcColumn.read(row, "kept_at"));
        });
        return kept;
    }

    /** Whether somebody answers for an active account of another person. */
    boolean answersForSomebody(String address) {
        String sql = """
                select exists (select 1 from account where supervisor_address = :address
                    and status = 'ACTIVE' and (email_address is null or email_address <> :address))""";
        return jdbc.sql(sql).param("address", address).query(Boolean.class).single();
    }

    /**
     * The employers from which accounts in use moved away, in use or when they were reactivated at another one, by
     * normalized address of their users.
     */
    Map<String, List<Leaving.Left>> moves(Collection<String> addresses) {
        return byAddress("""
                select a.email_address as address, c.value_before as employer,
                    coalesce(l.value_before, a.location_name) as location_name, m.changed_at as ended_at
                from account a join account_change m on m.account = a.number and m.type in ('MOVED', 'REACTIVATED')
                join account_change c on c.account = m.account and c.case_number = m.case_number
                    and c.field = 'employer'
                left join account_change l on l.account = m.account and l.case_number = m.case_number
                    and l.field = 'locationName'
                where a.email_address in (:addresses) and a.status = 'ACTIVE'""", addresses, DepartureRepository::left);
    }

    /** The places of accounts that ended, by normalized address of their users. */
    Map<String, List<Leaving.Left>> ended(Collection<String> addresses) {
        return byAddress("""
                select email_address as address, employer, location_name, inactivated_at as ended_at from account
                where email_address in (:addresses) and status <> 'ACTIVE'""", addresses, DepartureRepository::left);
    }

    /** The places of accounts in use, by normalized address of their users. */
    Map<String, List<Leaving.Place>> places(Collection<String> addresses) {
        return byAddress("""
                select email_address as address, employer, location_name from account
                where email_address in (:addresses) and status = 'ACTIVE'""", addresses, DepartureRepository::place);
    }

    /**
     * Since when supervisors answer for accounts, by account number: since they requested it, or somebody entered it.
     * Without accounts from an import, whose supervisors are older than this service. An address that was only
     * corrected does not count; its row has the number of the supervisor's account.
     */
    Map<String, Instant> since(Collection<String> addresses) {
        Map<String, Instant> since = new HashMap<>();
        jdbc.sql("""
                        select p.number, max(coalesce(r.submitted_at, c.changed_at)) as since
                        from account p join account_change c on c.account = p.number
                        left join access_request r on r.number = c.case_number
                        where p.supervisor_address in (:addresses) and (c.type = 'OPENED'
                            or c.field = 'supervisorAddress' and c.value_after = p.supervisor_address
                                and (c.case_number is null or c.case_number not like 'ACC%'))
                        group by p.number""").param("addresses", addresses).query(row -> {
            since.put(row.getString("number"), UtcColumn.read(row, "since"));
        });
        return since;
    }

    private <T> Map<String, List<T>> byAddress(String sql, Collection<String> addresses, RowMapper<T> mapper) {
        Map<String, List<T>> found = new HashMap<>();
        jdbc.sql(sql).param("addresses", addresses).query(row -> {
            found.computeIfAbsent(row.getString("address"), it -> new ArrayList<>())
                    .add(Objects.requireNonNull(mapper.mapRow(row, 0)));
        });
        return found;
    }

    private static Leaving.Place place(ResultSet row, int index) throws SQLException {
        return new Leaving.Place(row.getString("employer"), row.getString("location_name"));
    }

    private static Leaving.Left left(ResultSet row, int index) throws SQLException {
        return new Leaving.Left(place(row, index), UtcColumn.readNullable(row, "ended_at"));
    }

    /** The supervisors about whom registry staff are asked. */
    List<String> openAddresses() {
        return jdbc.sql("select open_key from supervisor_departure where open_key is not null order by open_key")
                .query(String.class)
                .list();
    }

    /**
     * The next supervisors who may have left and about whom nobody is asked, by address: each has an account that
     * ended, or one at another employer than some of their people.
     *
     * @param after the last address of the piece before
     */
    List<String> candidates(String after, int most) {
        return jdbc.sql("""
                        select distinct p.supervisor_address from account p
                        where p.supervisor_address > :after and p.status = 'ACTIVE'
                            and exists (select 1 from account o where o.email_address = p.supervisor_address
                                and (o.status <> 'ACTIVE' or o.employer_key <> p.employer_key))
                            and not exists (select 1 from supervisor_departure d
                                where d.open_key = p.supervisor_address)
                        order by p.supervisor_address limit :most""")
                .param("after", after)
                .param("most", most)
                .query(String.class)
                .list();
    }

    private Object now() {
        return UtcColumn.of(clock.instant());
    }

    private static Departure map(ResultSet row, int index) throws SQLException {
        String outcome = row.getString("outcome");
        return new Departure(
                row.getString("number"),
                row.getString("address"),
                row.getString("open_key") != null,
                UtcColumn.read(row, "asked_at"),
                UtcColumn.readNullable(row, "escalated_at"),
                outcome == null ? null : DepartureOutcome.valueOf(outcome),
                row.getString("note"),
                UtcColumn.readNullable(row, "answered_at"));
    }
}
