package gov.mt.immtrax.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrailCheckTests {

    private final JdbcDataSource database = new JdbcDataSource();
    private TrailParts parts;

    @BeforeEach
    void open() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(database).load().migrate();
        parts = new TrailParts(database);
    }

    @Test
    void namesASwap() throws SQLException {
        parts.recordSome(5);
        parts.sealer.seal();
        swap(2, 4);

        assertThat(findings()).singleElement().asString().contains("were swapped (positions 2 and 4)");
    }

    /** Whoever edits everything does not get out of being found by making the check too long. */
    @Test
    void namesEveryEventOfAnEditOfEverythingWithoutComparingEachWithEach() throws SQLException {
        int many = TrailMisfits.COMPARED + 10;
        parts.recordSome(many);
        parts.sealer.seal();
        swap(many - 5, many - 1);
        parts.jdbc
                .sql("update audit_event set address = 'nobody@mt.gov' where id <= :most")
                .param("most", eventAt(TrailMisfits.COMPARED))
                .update();

        assertThat(findings())
                .hasSize(TrailMisfits.COMPARED + 2)
                .allSatisfy(it -> assertThat(it).endsWith("it was edited"));
    }

    private void swap(int one, int other) {
        String hold = "update audit_event set case_number = :number where id = :id";
        String first = numberOf(one);
        String second = numberOf(other);
        parts.jdbc.sql(hold).param("number", second).param("id", eventAt(one)).update();
        parts.jdbc.sql(hold).param("number", first).param("id", eventAt(other)).update();
        Object firstAt = momentOf(one);
        Object secondAt = momentOf(other);
        String move = "update audit_event set happened_at = :at where id = :id";
        parts.jdbc.sql(move).param("at", secondAt).param("id", eventAt(one)).update();
        parts.jdbc.sql(move).param("at", firstAt).param("id", eventAt(other)).update();
    }

    private long eventAt(int position) {
        return parts.jdbc
                .sql("select event_id from audit_seal where position = :position")
                .param("position", position)
                .query(Long.class)
                .single();
    }

    private String numberOf(int position) {
        return parts.jdbc
                .sql("select case_number from audit_event where id = :id")
                .param("id", eventAt(position))
                .query(String.class)
                .single();
    }

    private Object momentOf(int position) {
        return parts.jdbc
                .sql("select happened_at from audit_event where id = :id")
                .param("id", eventAt(position))
                .query()
                .singleValue();
    }

    private List<String> findings() throws SQLException {
        TrailCheck check = new TrailCheck(Map.of(), List.of());
        try (Connection connection = database.getConnection()) {
            check.read(connection);
        }
        return check.findings();
    }
}
