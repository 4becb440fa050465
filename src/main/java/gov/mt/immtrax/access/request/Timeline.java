package gov.mt.immtrax.access.request;

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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to each request, kept by us and not by the engine, whose history is purged one day. */
@Repository
public class Timeline {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final CurrentPerson currentPerson;

    Timeline(JdbcClient jdbc, Clock clock, CurrentPerson currentPerson) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.currentPerson = currentPerson;
    }

    /** Notes that something happened now, by whoever is logged in, or by the service itself in a job. */
    public Instant note(String requestNumber, RequestEventType type, String note) {
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into request_event (request_number, type, happened_at, actor, note)
                        values (:number, :type, :at, :actor, :note)""")
                .param("number", requestNumber)
                .param("type", type.name())
                .param("at", UtcColumn.of(now))
                .param("actor", currentPerson.find().map(Person::address).orElse(null))
                .param("note", note)
                .update();
        return now;
    }

    /** As {@link #note(String, RequestEventType, String)}, where no reason is asked for. */
    public Instant note(String requestNumber, RequestEventType type) {
        return note(requestNumber, type, null);
    }

    /** Everything that happened to a request, oldest first. */
    public List<RequestEvent> of(String requestNumber) {
        return jdbc.sql("select * from request_event where request_number = :number order by id")
                .param("number", requestNumber)
                .query(Timeline::map)
                .list();
    }

    /** The latest event of one of some types. */
    public Optional<RequestEvent> last(String requestNumber, RequestEventType... types) {
        return jdbc.sql("""
                        select * from request_event where request_number = :number and type in (:types)
                        order by id desc limit 1""")
                .param("number", requestNumber)
                .param("types", Arrays.stream(types).map(Enum::name).toList())
                .query(Timeline::map)
                .optional();
    }

    private static RequestEvent map(ResultSet row, int index) throws SQLException {
        return new RequestEvent(
                RequestEventType.valueOf(row.getString("type")),
                UtcColumn.read(row, "happened_at"),
                row.getString("actor"),
                row.getString("note"));
    }
}
