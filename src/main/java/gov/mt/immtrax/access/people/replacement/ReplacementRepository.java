package gov.mt.immtrax.access.people.replacement;

import gov.mt.immtrax.access.time.UtcColumn;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of replacements, for the service and for the email to the new supervisor. */
@Repository
class ReplacementRepository {

    private final JdbcClient jdbc;
    private final Clock clock;

    ReplacementRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The row of a replacement, by column. */
    Map<String, Object> get(String number) {
        return jdbc.sql("select * from supervisor_replacement where number = :number")
                .param("number", number)
                .query()
                .singleRow();
    }

    void insert(
            String number,
            @Nullable String supervisor,
            NewSupervisor by,
            String reason,
            SupervisorReplacements.Move move,
            String replacedBy) {
        jdbc.sql("""
                        insert into supervisor_replacement (number, old_address, new_name, new_address, accounts,
                            requests, reason, replaced_at, replaced_by)
                        values (:number, :old, :name, :new, :accounts, :requests, :reason, :now, :by)""")
                .param("number", number)
                .param("old", supervisor)
                .param("name", by.name())
                .param("new", by.address())
                .param("accounts", move.accounts().size())
                .param("requests", move.requests().size())
                .param("reason", reason)
                .param("now", UtcColumn.of(clock.instant()))
                .param("by", replacedBy)
                .update();
    }

    void correctAddress(String number, String address) {
        jdbc.sql("update supervisor_replacement set new_address = :address where number = :number")
                .param("address", address)
                .param("number", number)
                .update();
    }
}
