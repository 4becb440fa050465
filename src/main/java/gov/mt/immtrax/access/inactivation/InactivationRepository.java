package gov.mt.immtrax.access.inactivation;

import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of inactivations. Their deadlines are counted from it, and it outlives the engine's history. */
@Repository
public class InactivationRepository {

    private static final String LATEST = "id = (select max(id) from inactivation where number = :number)";

    private final JdbcClient jdbc;
    private final Clock clock;

    InactivationRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The latest inactivation with this number; empty if there never was one.
     *
     * @param number the access deletion's number, or the account's for an end date or inactivity
     */
    public Optional<Inactivation> latest(String number) {
        return jdbc.sql("select * from inactivation where " + LATEST)
                .param("number", number)
                .query(InactivationRepository::map)
                .optional();
    }

    void ask(
            String number,
            @Nullable String account,
            @Nullable String requestNumber,
            InactivationReason reason,
            int businessDays) {
        jdbc.sql("""
                        insert into inactivation (number, account, request_number, reason, requested_at, business_days)
                        values (:number, :account, :request, :reason, :now, :days)""")
                .param("number", number)
                .param("account", account)
                .param("request", requestNumber)
                .param("reason", reason.name())
                .param("now", UtcColumn.of(clock.instant()))
                .param("days", businessDays)
                .update();
    }

    void escalate(String number) {
        jdbc.sql("update inactivation set escalated_at = :now where " + LATEST)
                .param("now", UtcColumn.of(clock.instant()))
                .param("number", number)
                .update();
    }

    void decide(String number, InactivationAnswer outcome, @Nullable String note) {
        jdbc.sql("update inactivation set decided_at = :now, outcome = :outcome, note = :note where " + LATEST)
                .param("now", UtcColumn.of(clock.instant()))
                .param("outcome", outcome.name())
                .param("note", note)
                .param("number", number)
                .update();
    }

    private static Inactivation map(ResultSet row, int index) throws SQLException {
        String outcome = row.getString("outcome");
        return new Inactivation(
                row.getString("number"),
                row.getString("account"),
                row.getString("request_number"),
                InactivationReason.valueOf(row.getString("reason")),
                UtcColumn.read(row, "requested_at"),
                row.getInt("business_days"),
                UtcColumn.readNullable(row, "escalated_at"),
                UtcColumn.readNullable(row, "decided_at"),
                outcome == null ? null : InactivationAnswer.valueOf(outcome),
                row.getString("note"));
    }
}
