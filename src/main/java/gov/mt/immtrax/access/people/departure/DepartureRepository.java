package gov.mt.immtrax.access.people.departure;

import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    /** An employer that an account moved away from. */
    record Move(String employer, Instant at) {

        @Override
        public String toString() {
            return "Move[" + at + "]";
        }
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

    /** When registry staff last said that a supervisor still answers for their people. */
    Optional<Instant> keptAt(String address) {
        return jdbc.sql("""
                        select answered_at from supervisor_departure
                        where address = :address and outcome = 'KEPT' order by answered_at desc limit 1""")
                .param("address", address)
                .query((row, i) -> UtcColumn.read(row, "answered_at"))
                .optional();
    }

    /** Whether somebody answers for an active account of another person. */
    boolean answersForSomebody(String address) {
        String sql = """
                select exists (select 1 from account where supervisor_address = :address
                    and status = 'ACTIVE' and (email_address is null or email_address <> :address))""";
        return jdbc.sql(sql).param("address", address).query(Boolean.class).single();
    }

    /** The employers from which accounts moved away, in use or when they were reactivated at another one. */
    List<Move> moves(List<String> accounts) {
        return accounts.isEmpty()
                ? List.of()
                : jdbc.sql("""
                        select c.value_before, m.changed_at from account_change m
                        join account_change c on c.account = m.account and c.case_number = m.case_number
                            and c.field = 'employer'
                        where m.account in (:accounts) and m.type in ('MOVED', 'REACTIVATED')""")
                        .param("accounts", accounts)
                        .query((row, i) -> new Move(row.getString("value_before"), UtcColumn.read(row, "changed_at")))
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
