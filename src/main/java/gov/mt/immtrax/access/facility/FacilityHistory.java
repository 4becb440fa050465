package gov.mt.immtrax.access.facility;

import gov.mt.immtrax.access.time.UtcColumn;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to each facility. */
@Repository
public class FacilityHistory {

    private final JdbcClient jdbc;

    FacilityHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    public List<FacilityChange> of(String facility) {
        return jdbc.sql("select * from facility_change where facility = :facility order by id desc")
                .param("facility", facility)
                .query((row, index) -> new FacilityChange(
                        UtcColumn.read(row, "changed_at"),
                        FacilityChangeType.valueOf(row.getString("type")),
                        row.getString("field"),
                        row.getString("value_before"),
                        row.getString("value_after"),
                        row.getString("case_number"),
                        row.getString("actor"),
                        row.getString("note")))
                .list();
    }

    void note(String facility, FacilityChange change) {
        jdbc.sql("""
                        insert into facility_change (facility, changed_at, type, field, value_before, value_after,
                            case_number, actor, note)
                        values (:facility, :at, :type, :field, :before, :after, :case, :actor, :note)""")
                .param("facility", facility)
                .param("at", UtcColumn.of(change.at()))
                .param("type", change.type().name())
                .param("field", change.field())
                .param("before", change.before())
                .param("after", change.after())
                .param("case", change.caseNumber())
                .param("actor", change.actor())
                .param("note", change.note())
                .update();
    }
}
