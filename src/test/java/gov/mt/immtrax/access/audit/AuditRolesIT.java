package gov.mt.immtrax.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** The service with two roles on a real PostgreSQL, made as {@code db/roles.sql} says: one owns, one works. */
@ModelTest
@DirtiesContext
class AuditRolesIT {

    @TestConfiguration(proxyBeanMethods = false)
    static class Database {

        @Bean(destroyMethod = "close")
        EmbeddedPostgres postgres() throws IOException, SQLException {
            EmbeddedPostgres postgres = EmbeddedPostgres.start();
            try (Connection superuser = postgres.getPostgresDatabase().getConnection();
                    Statement statement = superuser.createStatement()) {
                statement.execute(new ClassPathResource("db/roles.sql").getContentAsString(StandardCharsets.UTF_8));
            }
            return postgres;
        }

        @Bean
        DynamicPropertyRegistrar twoRoles(EmbeddedPostgres postgres) {
            return settings -> {
                settings.add("spring.datasource.url", () -> "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres");
                settings.add("spring.datasource.username", () -> "immtrax");
                settings.add("spring.datasource.password", () -> "");
                settings.add("spring.flyway.user", () -> "immtrax_owner");
                settings.add("spring.flyway.password", () -> "");
            };
        }
    }

    @Autowired
    EmbeddedPostgres postgres;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    Sealer sealer;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void doesAllOfItsWork() {
        office.itIs("2026-11-23T10:00");
        String number = office.submit();
        office.sign(number);
        office.provision(number);
        sealer.sealAndSign();
        office.wait("2026-12-03T10:00");

        assertThat(office.mailsTo(Office.USER)).isNotEmpty();
        assertThat(office.mailsTo("auditor@mt.gov")).hasSize(1);
        assertThat(jdbc.sql("select current_user").query(String.class).single()).isEqualTo("immtrax");
        assertThat(owners("audit%")).containsOnlyKeys("immtrax_owner");
        assertThat(owners("access_request%")).containsOnlyKeys("immtrax_owner");
        assertThat(owners("act_%")).containsOnlyKeys("immtrax");
    }

    private Map<Object, List<Map<String, Object>>> owners(String tables) {
        return jdbc.sql("select tableowner from pg_tables where tablename like ?").param(tables).query().listOfRows().stream()
                .collect(java.util.stream.Collectors.groupingBy(row -> row.get("tableowner")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "update %s set position = 1", "update %s set hash = 'x'", "delete from %s", "truncate %s", "drop table %s",
        "alter table %s disable trigger all", "alter table %s owner to immtrax",
        "create trigger mine before insert on %s for each row execute function suppress_redundant_updates_trigger()",
        "create rule mine as on insert to %s do instead nothing"
    })
    void mayDoNothingElseToTheTrail(String statement) {
        acting.is("help.desk@mt.gov", Role.HELP_DESK);
        for (String table : List.of("audit_event", "audit_seal", "audit_checkpoint")) {
            String sql = statement.formatted(table).replace("position = 1", table.equals("audit_event") ? "detail = ''" : "position = 1")
                    .replace("hash = 'x'", table.equals("audit_event") ? "address = 'x'" : "hash = 'x'");
            assertThatThrownBy(() -> jdbc.sql(sql).update()).rootCause()
                    .hasMessageMatching("(?s)ERROR: (permission denied|must be owner).*");
        }
    }

    /** PostgreSQL does not call this an error: it warns that nothing was granted. */
    @Test
    void mayNotGiveItselfMoreRights() {
        for (String table : List.of("audit_event", "audit_seal", "audit_checkpoint")) {
            jdbc.sql("grant update, delete, truncate on " + table + " to immtrax").update();
            assertThat(jdbc.sql("select has_table_privilege('immtrax', ?, 'update, delete, truncate, trigger, references')")
                            .param(table).query(Boolean.class).single())
                    .as(table).isFalse();
        }
    }

    @Test
    void mayNotTouchWhatProtectsTheTrail() {
        for (String sql : List.of(
                "drop function refuse_change_of_audit()",
                "create or replace function refuse_change_of_audit() returns trigger language plpgsql as 'begin return null; end'",
                "set session_replication_role = 'replica'",
                "set role immtrax_owner",
                "delete from flyway_schema_history",
                "drop schema public cascade")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update()).rootCause()
                    .hasMessageMatching("(?s)ERROR: (permission denied|must be owner).*");
        }
    }

    /** Not by right, which the owner could give back to itself, but by the triggers. */
    @Test
    void refusesTheOwnerToo() throws SQLException {
        try (Connection owner = postgres.getDatabase("immtrax_owner", "postgres").getConnection();
                Statement statement = owner.createStatement()) {
            for (String table : List.of("audit_event", "audit_seal", "audit_checkpoint")) {
                for (String sql : List.of("delete from " + table, "truncate " + table)) {
                    assertThatThrownBy(() -> statement.executeUpdate(sql)).hasMessageContaining(table + " is append-only");
                }
            }
            assertThatThrownBy(() -> statement.executeUpdate("update audit_event set detail = ''"))
                    .hasMessageContaining("audit_event is append-only: update is refused");
        }
    }

    @Test
    void hasItsRightsOnTablesThatComeLater() throws SQLException {
        try (Connection owner = postgres.getDatabase("immtrax_owner", "postgres").getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("create table later (id bigint generated by default as identity primary key, word varchar(10))");
            statement.execute("create sequence later_number");
        }
        jdbc.sql("insert into later (word) values ('x')").update();
        jdbc.sql("update later set word = 'y'").update();
        jdbc.sql("delete from later").update();
        assertThat(jdbc.sql("select nextval('later_number')").query(Long.class).single()).isOne();
    }
}
