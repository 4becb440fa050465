package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.time.UtcColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The fields that a supervisor changed in a request, to highlight them for the help desk and to tell the user. */
@Repository
public class CorrectionRepository {

    /**
     * One changed field.
     *
     * @param field name in the form
     * @param before null if it was blank, or if the value is stored only in the request (date of birth)
     */
    public record Correction(
            String field, @Nullable String before, @Nullable String after) {

        @Override
        public String toString() {
            return "Correction[" + field + "]";
        }
    }

    private final JdbcClient jdbc;

    CorrectionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Changes since the request was submitted, oldest first. */
    public List<Correction> of(String requestNumber) {
        return jdbc.sql("""
                        select field, value_before, value_after from request_correction
                        where request_number = :number order by id""")
                .param("number", requestNumber)
                .query((row, i) -> new Correction(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    /** The changes since a moment, oldest first. */
    public List<Correction> since(String requestNumber, Instant moment) {
        return jdbc.sql("""
                        select field, value_before, value_after from request_correction
                        where request_number = :number and corrected_at >= :moment order by id""")
                .param("number", requestNumber)
                .param("moment", UtcColumn.of(moment))
                .query((row, i) -> new Correction(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    public void add(AccessRequest before, AccessRequest after, Instant at) {
        Map<String, Object> now = RequestForm.values(after);
        List<Correction> changes = new ArrayList<>();
        RequestForm.values(before).forEach((field, value) -> {
            if (!Objects.equals(value, now.get(field))) {
                changes.add(change(field, value, now.get(field)));
            }
        });
        for (Correction change : changes) {
            jdbc.sql("""
                            insert into request_correction (request_number, corrected_at, field, value_before,
                                value_after)
                            values (:number, :at, :field, :before, :after)""")
                    .param("number", after.number())
                    .param("at", UtcColumn.of(at))
                    .param("field", change.field())
                    .param("before", change.before())
                    .param("after", change.after())
                    .update();
        }
    }

    private static Correction change(String field, Object before, @Nullable Object after) {
        return field.equals("dateOfBirth")
                ? new Correction(field, null, null)
                : new Correction(field, (String) before, (String) after);
    }
}
