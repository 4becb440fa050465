package gov.mt.immtrax.access.deletion;

import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to each access deletion, kept by us and not by the engine, whose history is purged one day. */
@Repository
public class DeletionEvents {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final CurrentPerson currentPerson;

    DeletionEvents(JdbcClient jdbc, Clock clock, CurrentPerson currentPerson) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.currentPerson = currentPerson;
    }

    /** Everything that happened to a deletion, oldest first. */
    public List<DeletionEvent> of(String deletion) {
        return jdbc.sql("select * from deletion_event where deletion = :deletion order by id")
                .param("deletion", deletion)
                .query(DeletionEvents::map)
                .list();
    }

    /** The latest event of one of some types. */
    public Optional<DeletionEvent> last(String deletion, DeletionEventType... types) {
        return jdbc.sql("""
                        select * from deletion_event where deletion = :deletion and type in (:types)
                        order by id desc limit 1""")
                .param("deletion", deletion)
                .param("types", Arrays.stream(types).map(Enum::name).toList())
                .query(DeletionEvents::map)
                .optional();
    }

    /** Notes that something happened now, by whoever is logged in, or by the service itself in a job. */
    public Instant note(String deletion, DeletionEventType type, String note) {
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into deletion_event (deletion, type, happened_at, actor, note)
                        values (:deletion, :type, :at, :actor, :note)""")
                .param("deletion", deletion)
                .param("type", type.name())
                .param("at", AccessDeletions.utc(now))
                .param("actor", currentPerson.find().map(Person::address).orElse(null))
                .param("note", note)
                .update();
        return now;
    }

    private static DeletionEvent map(ResultSet row, int index) throws SQLException {
        return new DeletionEvent(
                DeletionEventType.valueOf(row.getString("type")),
                AccessDeletions.instant(row, "happened_at"),
                row.getString("actor"),
                row.getString("note"));
    }
}
