package gov.mt.immtrax.access.facility;

import gov.mt.immtrax.access.time.UtcColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

    /** What a facility still has from another one that was merged into it, by field. */
    Map<String, String> takenOver(Facility facility, String other) {
        Map<String, String> taken = new LinkedHashMap<>();
        Map<String, @Nullable String> now = facility.facts().asText();
        List<FacilityChange> changes = of(facility.number());
        changes.stream()
                .takeWhile(it -> it.type() != FacilityChangeType.MERGED_IN || !other.equals(it.caseNumber()))
                .filter(it -> it.field() != null && other.equals(it.caseNumber()))
                .filter(it -> it.before() == null && Objects.equals(it.after(), now.get(it.field())))
                .forEach(it -> taken.put(it.field(), it.after()));
        return taken;
    }

    /** Whether a merged facility could be chosen before. */
    FacilityStatus statusBeforeMerge(String facility) {
        return of(facility).stream()
                .map(FacilityChange::type)
                .filter(it -> it == FacilityChangeType.RETIRED || it == FacilityChangeType.REOPENED)
                .findFirst()
                .filter(FacilityChangeType.RETIRED::equals)
                .map(it -> FacilityStatus.RETIRED)
                .orElse(FacilityStatus.ACTIVE);
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
