package gov.mt.immtrax.access.inactivation.stop;

import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The days on which inactivation was stopped; one row each. */
@Repository
class InactivationStopRepository {

    private final JdbcClient jdbc;

    InactivationStopRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<InactivationStop> last() {
        return newest(1).stream().findFirst();
    }

    List<InactivationStop> newest(int most) {
        return jdbc.sql("select * from inactivation_stop order by stopped_on desc limit :most")
                .param("most", most)
                .query(InactivationStopRepository::map)
                .list();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the day has one already */
    void open(LocalDate day, long due, long active) {
        jdbc.sql("insert into inactivation_stop (stopped_on, due_accounts,"
                        + " active_accounts) values (:day, :due, :active)")
                .param("day", day)
                .param("due", due)
                .param("active", active)
                .update();
    }

    /** Enters the decision; false if somebody was faster. */
    boolean decide(LocalDate day, StopDecision decision, LocalDate heldUntil, String reason, Instant now, String by) {
        return jdbc.sql("""
                        update inactivation_stop set decision = :decision, held_until = :until, reason = :reason,
                            decided_at = :now, decided_by = :by
                        where stopped_on = :day and decision is null""")
                        .param("day", day)
                        .param("decision", decision.name())
                        .param("until", heldUntil)
                        .param("reason", reason)
                        .param("now", UtcColumn.of(now))
                        .param("by", by)
                        .update()
                == 1;
    }

    Optional<InactivationStop> find(LocalDate day) {
        return jdbc.sql("select * from inactivation_stop where stopped_on = :day")
                .param("day", day)
                .query(InactivationStopRepository::map)
                .optional();
    }

    void escalate(LocalDate day, Instant now) {
        jdbc.sql("update inactivation_stop set escalated_at = :now where stopped_on = :day")
                .param("now", UtcColumn.of(now))
                .param("day", day)
                .update();
    }

    /** When somebody was told last that the decision is overdue; UTC. */
    Instant escalatedAt(LocalDate day) {
        return jdbc.sql("select escalated_at from inactivation_stop where stopped_on = :day")
                .param("day", day)
                .query((row, index) -> UtcColumn.read(row, "escalated_at"))
                .single();
    }

    private static InactivationStop map(ResultSet row, int index) throws SQLException {
        String decision = row.getString("decision");
        return new InactivationStop(
                row.getObject("stopped_on", LocalDate.class),
                row.getInt("due_accounts"),
                row.getInt("active_accounts"),
                decision == null ? null : StopDecision.valueOf(decision),
                row.getObject("held_until", LocalDate.class),
                row.getString("reason"),
                UtcColumn.read(row, "decided_at"),
                row.getString("decided_by"));
    }
}
