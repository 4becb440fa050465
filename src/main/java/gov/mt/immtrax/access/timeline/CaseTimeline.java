package gov.mt.immtrax.access.timeline;

import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What happened to each case of one kind. It is stored in our own table, because the engine's history is eventually
 * deleted.
 */
public abstract class CaseTimeline<T extends Enum<T>> {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final CurrentPerson currentPerson;
    private final Class<T> types;
    private final String insert;
    private final String select;

    /**
     * @param table with columns {@code id}, {@code type}, {@code happened_at}, {@code actor}, {@code acts_for},
     *     {@code note}
     * @param subject the column with the number of the case
     */
    protected CaseTimeline(
            JdbcClient jdbc,
            Clock clock,
            CurrentPerson currentPerson,
            Class<T> eventTypes,
            String table,
            String subject) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.currentPerson = currentPerson;
        this.types = eventTypes;
        this.insert = "insert into %s (%s, type, happened_at, actor, acts_for, note)"
                .concat(" values (:number, :type, :at, :actor, :actsFor, :note)")
                .formatted(table, subject);
        this.select = "select * from %s where %s = :number".formatted(table, subject);
    }

    /** Records an event that happens now. The actor is the logged-in person, or the service itself in a job. */
    public Instant note(String number, T type, @Nullable String note) {
        Instant now = clock.instant();
        jdbc.sql(insert)
                .param("number", number)
                .param("type", type.name())
                .param("at", UtcColumn.of(now))
                .param("actor", currentPerson.find().map(Person::address).orElse(null))
                .param("actsFor", currentPerson.actsFor().orElse(null))
                .param("note", note)
                .update();
        return now;
    }

    /** Like {@link #note(String, Enum, String)}, without a reason. */
    public Instant note(String number, T type) {
        return note(number, type, null);
    }

    /** Everything that happened to a case, oldest first. */
    public List<CaseEvent<T>> of(String number) {
        return jdbc.sql(select + " order by id")
                .param("number", number)
                .query(this::map)
                .list();
    }

    /** The latest event with one of the given types. */
    @SuppressWarnings("unchecked") // not final, as @SafeVarargs requires, because repositories are proxied
    public Optional<CaseEvent<T>> last(String number, T... types) {
        return jdbc.sql(select + " and type in (:types) order by id desc limit 1")
                .param("number", number)
                .param("types", Arrays.stream(types).map(Enum::name).toList())
                .query(this::map)
                .optional();
    }

    private CaseEvent<T> map(ResultSet row, int index) throws SQLException {
        return new CaseEvent<>(
                Enum.valueOf(types, row.getString("type")),
                UtcColumn.read(row, "happened_at"),
                row.getString("actor"),
                row.getString("acts_for"),
                row.getString("note"));
    }
}
