package gov.mt.immtrax.access.inactivation.stop;

import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumberGenerator;
import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of stops: one row and one number for each day on which inactivation was stopped. */
@Repository
class InactivationStopRepository {

    private final JdbcClient jdbc;
    private final CaseNumberGenerator numbers;

    InactivationStopRepository(JdbcClient jdbc, CaseNumberGenerator numbers) {
        this.jdbc = jdbc;
        this.numbers = numbers;
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

    /**
     * Opens a stop.
     *
     * @return its number
     * @throws org.springframework.dao.DuplicateKeyException if there is already one for this day
     */
    String open(LocalDate day, long due, long active) {
        String number = numbers.next(CaseKind.INACTIVATION_STOP);
        jdbc.sql("""
                        insert into inactivation_stop (number, stopped_on, due_accounts, active_accounts)
                        values (:number, :day, :due, :active)""")
                .param("number", number)
                .param("day", day)
                .param("due", due)
                .param("active", active)
                .update();
        return number;
    }

    /** Records the decision; false if it was already made. */
    boolean decide(
            String number,
            StopDecision decision,
            @Nullable LocalDate heldUntil,
            String reason,
            Instant now,
            @Nullable String by) {
        return jdbc.sql("""
                        update inactivation_stop set decision = :decision, held_until = :until, reason = :reason,
                            decided_at = :now, decided_by = :by
                        where number = :number and decision is null""")
                        .param("number", number)
                        .param("decision", decision.name())
                        .param("until", heldUntil)
                        .param("reason", reason)
                        .param("now", UtcColumn.of(now))
                        .param("by", by)
                        .update()
                == 1;
    }

    /** @throws org.springframework.dao.EmptyResultDataAccessException if it does not exist */
    InactivationStop get(String number) {
        return jdbc.sql("select * from inactivation_stop where number = :number")
                .param("number", number)
                .query(InactivationStopRepository::map)
                .single();
    }

    void escalate(String number, Instant now) {
        jdbc.sql("update inactivation_stop set escalated_at = :now where number = :number")
                .param("now", UtcColumn.of(now))
                .param("number", number)
                .update();
    }

    /** When the help desk lead was last notified that the decision is overdue; UTC. */
    Instant escalatedAt(String number) {
        return jdbc.sql("select escalated_at from inactivation_stop where number = :number")
                .param("number", number)
                .query((row, index) -> UtcColumn.read(row, "escalated_at"))
                .single();
    }

    private static InactivationStop map(ResultSet row, int index) throws SQLException {
        String decision = row.getString("decision");
        return new InactivationStop(
                row.getString("number"),
                row.getObject("stopped_on", LocalDate.class),
                row.getInt("due_accounts"),
                row.getInt("active_accounts"),
                decision == null ? null : StopDecision.valueOf(decision),
                row.getObject("held_until", LocalDate.class),
                row.getString("reason"),
                UtcColumn.readNullable(row, "decided_at"),
                row.getString("decided_by"));
    }
}
