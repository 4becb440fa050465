package gov.mt.immtrax.access.people.dispute;

import gov.mt.immtrax.access.account.DisputeLookup;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of disputes. An account has at most one open dispute. */
@Repository
public class DisputeRepository implements DisputeLookup {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final CurrentPerson currentPerson;

    DisputeRepository(JdbcClient jdbc, Clock clock, CurrentPerson currentPerson) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.currentPerson = currentPerson;
    }

    /** All disputes about an account, newest first. */
    public List<Dispute> of(String account) {
        return jdbc.sql("select * from account_dispute where account = :account order by id desc")
                .param("account", account)
                .query(DisputeRepository::map)
                .list();
    }

    /** The dispute that is waiting for a decision. */
    public Optional<Dispute> open(String account) {
        return jdbc.sql("select * from account_dispute where open_key = :account")
                .param("account", account)
                .query(DisputeRepository::map)
                .optional();
    }

    @Override
    public Optional<Disputant> lastDisputant(String account) {
        return of(account).stream().findFirst().map(last -> new Disputant(last.disputedByName(), last.disputedBy()));
    }

    @Override
    public void correctDisputant(String refused, String address) {
        jdbc.sql("update account_dispute set disputed_by = :address where disputed_by = :refused")
                .param("refused", refused)
                .param("address", address)
                .update();
    }

    /** The supervisor of open disputes has another address. */
    public void followSupervisor(String before, String now) {
        jdbc.sql("update account_dispute set disputed_by = :now where disputed_by = :before and open_key is not null")
                .param("before", before)
                .param("now", now)
                .update();
    }

    /** Number of disputes that are waiting for a decision. */
    public long waiting() {
        return jdbc.sql("select count(*) from account_dispute where open_key is not null")
                .query(Long.class)
                .single();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if there is already an open dispute */
    void add(String account, Person supervisor, @Nullable String note) {
        jdbc.sql("""
                        insert into account_dispute
                            (account, open_key, disputed_at, disputed_by, disputed_by_name, note)
                        values (:account, :account, :now, :by, :name, :note)""")
                .param("account", account)
                .param("now", UtcColumn.of(clock.instant()))
                .param("by", supervisor.address())
                .param("name", supervisor.name())
                .param("note", note)
                .update();
    }

    void close(String account, DisputeOutcome outcome, @Nullable String note) {
        jdbc.sql("""
                        update account_dispute
                        set open_key = null, outcome = :outcome, decided_at = :now, decided_by = :by,
                            decision_note = :note
                        where open_key = :account""")
                .param("account", account)
                .param("outcome", outcome.name())
                .param("now", UtcColumn.of(clock.instant()))
                .param("by", currentPerson.find().map(Person::address).orElse(null))
                .param("note", note)
                .update();
    }

    private static Dispute map(ResultSet row, int index) throws SQLException {
        String outcome = row.getString("outcome");
        return new Dispute(
                row.getString("account"),
                UtcColumn.read(row, "disputed_at"),
                row.getString("disputed_by"),
                row.getString("disputed_by_name"),
                row.getString("note"),
                outcome == null ? null : DisputeOutcome.valueOf(outcome),
                UtcColumn.readNullable(row, "decided_at"),
                row.getString("decided_by"),
                row.getString("decision_note"));
    }
}
