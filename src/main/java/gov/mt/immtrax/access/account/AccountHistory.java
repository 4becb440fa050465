package gov.mt.immtrax.access.account;

import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.Representation;
import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The history of each account, in our own table because the engine's history is purged after some time. */
@Repository
public class AccountHistory {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final CurrentPerson currentPerson;

    AccountHistory(JdbcClient jdbc, Clock clock, CurrentPerson currentPerson) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.currentPerson = currentPerson;
    }

    /** All events of an account, newest first. */
    public List<AccountChange> of(String account) {
        return jdbc.sql("select * from account_change where account = :account order by id desc")
                .param("account", account)
                .query(AccountHistory::map)
                .list();
    }

    /** The facts that a case changed in an account, oldest first. */
    public List<AccountFacts.Difference> changedBy(String caseNumber, String account) {
        return jdbc.sql("""
                        select field, value_before, value_after from account_change
                        where case_number = :case and account = :account and type = 'CHANGED' order by id""")
                .param("case", caseNumber)
                .param("account", account)
                .query((row, i) -> new AccountFacts.Difference(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    /**
     * The facts that somebody corrected with a reason and without a case, since a moment. What was corrected twice is
     * one difference, and what was changed back is none. In display order.
     */
    public List<AccountFacts.Difference> correctedSince(String account, Instant moment) {
        Map<String, AccountFacts.Difference> net = new LinkedHashMap<>();
        List<AccountChange> oldestFirst = new ArrayList<>(of(account));
        Collections.reverse(oldestFirst);
        oldestFirst.stream()
                .filter(change -> change.type() == AccountChangeType.CHANGED)
                .filter(change -> change.caseNumber() == null && change.note() != null)
                .filter(change -> change.at().isAfter(moment))
                .forEach(change -> net.merge(
                        Objects.requireNonNull(change.field()),
                        new AccountFacts.Difference(change.field(), change.before(), change.after()),
                        (older, newer) -> new AccountFacts.Difference(newer.field(), older.before(), newer.after())));
        return net.values().stream()
                .filter(it -> !Objects.equals(it.before(), it.after()))
                .toList();
    }

    /**
     * Records an event at the current time. The actor is the person who is logged in, or the service itself in a job.
     */
    public void note(String account, AccountChangeType type, Cause cause) {
        insert(account, type, null, null, null, cause);
    }

    /** Records each fact that differs. */
    void noteChanges(String account, AccountFacts before, AccountFacts after, Cause cause) {
        before.differencesTo(after)
                .forEach(it -> insert(account, AccountChangeType.CHANGED, it.field(), it.before(), it.after(), cause));
    }

    /** Records for each account of a supervisor that their address has changed. */
    void noteFollowed(String before, String after, Cause cause) {
        jdbc.sql("""
                        insert into account_change
                            (account, changed_at, type, field, value_before, value_after, case_number, actor, note)
                        select number, :at, 'CHANGED', 'supervisorAddress', :before, :after, :case, :actor, :note
                        from account where supervisor_address = :before order by number""")
                .param("at", UtcColumn.of(clock.instant()))
                .param("before", before)
                .param("after", after)
                .param("case", cause.caseNumber())
                .param("actor", currentPerson.find().map(Person::address).orElse(null))
                .param("note", cause.note())
                .update();
    }

    private void insert(
            String account,
            AccountChangeType type,
            @Nullable String field,
            @Nullable String before,
            @Nullable String after,
            Cause cause) {
        jdbc.sql("""
                        insert into account_change
                            (account, changed_at, type, field, value_before, value_after, case_number, actor, acts_for,
                                note)
                        values (:account, :at, :type, :field, :before, :after, :case, :actor, :actsFor, :note)""")
                .param("account", account)
                .param("at", UtcColumn.of(clock.instant()))
                .param("type", type.name())
                .param("field", field)
                .param("before", before)
                .param("after", after)
                .param("case", cause.caseNumber())
                .param("actor", currentPerson.find().map(Person::address).orElse(null))
                .param("actsFor", currentPerson.actsFor().orElse(null))
                .param("note", cause.note())
                .update();
    }

    private static AccountChange map(ResultSet row, int index) throws SQLException {
        return new AccountChange(
                UtcColumn.read(row, "changed_at"),
                AccountChangeType.valueOf(row.getString("type")),
                row.getString("field"),
                row.getString("value_before"),
                row.getString("value_after"),
                row.getString("case_number"),
                Representation.inWords(row.getString("actor"), row.getString("acts_for")),
                row.getString("note"));
    }
}
