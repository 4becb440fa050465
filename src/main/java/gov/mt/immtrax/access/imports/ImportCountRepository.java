package gov.mt.immtrax.access.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of what an import counted, for its preview and its report. */
@Repository
class ImportCountRepository {

    private final JdbcClient jdbc;

    ImportCountRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Replaces an earlier count of the same name. */
    void write(String number, String name, long amount) {
        int found = jdbc.sql("update import_count set amount = :amount where import_number = :number and name = :name")
                .param("amount", amount)
                .param("number", number)
                .param("name", name)
                .update();
        if (found == 0) {
            jdbc.sql("insert into import_count (import_number, name, amount) values (:number, :name, :amount)")
                    .param("amount", amount)
                    .param("number", number)
                    .param("name", name)
                    .update();
        }
    }

    /** The counts, by the names of {@link ImportCount} and {@link DifferenceKind}. */
    Map<String, Long> of(String number) {
        Map<String, Long> counts = new LinkedHashMap<>();
        jdbc.sql("select name, amount from import_count where import_number = :number")
                .param("number", number)
                .query(row -> {
                    counts.put(row.getString("name"), row.getLong("amount"));
                });
        return counts;
    }
}
