package gov.mt.immtrax.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
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
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.transaction.support.TransactionTemplate;

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
                settings.add(
                        "spring.datasource.url",
                        () -> "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres");
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

    @Autowired
    Flyway migrations;

    @Autowired
    DataSource pools;

    @Autowired
    AuditTrail trail;

    @Autowired
    TransactionTemplate transaction;

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
        return jdbc
                .sql("select tableowner from pg_tables where tablename like ?")
                .param(tables)
                .query()
                .listOfRows()
                .stream()
                .collect(java.util.stream.Collectors.groupingBy(row -> row.get("tableowner")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update %s set position = 1",
                "update %s set hash = 'x'",
                "delete from %s",
                "truncate %s",
                "drop table %s",
                "alter table %s disable trigger all",
                "alter table %s owner to immtrax",
                "create trigger mine before insert on %s for each row execute function suppress_redundant_updates_trigger()",
                "create rule mine as on insert to %s do instead nothing"
            })
    void mayDoNothingElseToTheTrail(String statement) {
        acting.is("help.desk@mt.gov", Role.HELP_DESK);
        for (String table : List.of("audit_event", "audit_seal", "audit_checkpoint")) {
            String sql = statement
                    .formatted(table)
                    .replace("position = 1", table.equals("audit_event") ? "detail = ''" : "position = 1")
                    .replace("hash = 'x'", table.equals("audit_event") ? "address = 'x'" : "hash = 'x'");
            assertThatThrownBy(() -> jdbc.sql(sql).update())
                    .rootCause()
                    .hasMessageMatching("(?s)ERROR: (permission denied|must be owner).*");
        }
    }

    /** PostgreSQL does not call this an error: it warns that nothing was granted. */
    /** Nobody could read such a moment, so nothing would be sealed or verified any more. */
    @ParameterizedTest
    @ValueSource(strings = {"'infinity'", "'-infinity'", "now() + interval '1000 years'"})
    void mayNotDateAnEventBeyondAllTime(String moment) {
        assertThatThrownBy(() -> jdbc.sql("insert into audit_event (happened_at, action, result) values (" + moment
                                + ", 'REQUEST_VIEWED', 'DONE')")
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void mayNotGiveItselfMoreRights() {
        for (String table : List.of("audit_event", "audit_seal", "audit_checkpoint")) {
            jdbc.sql("grant update, delete, truncate on " + table + " to immtrax")
                    .update();
            assertThat(jdbc.sql(
                                    "select has_table_privilege('immtrax', ?, 'update, delete, truncate, trigger, references')")
                            .param(table)
                            .query(Boolean.class)
                            .single())
                    .as(table)
                    .isFalse();
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
                "drop schema immtrax_access cascade",
                "drop schema public cascade")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update())
                    .rootCause()
                    .hasMessageMatching("(?s)ERROR: (permission denied|must be owner).*");
        }
    }

    /** Not by right, which the owner could give back to itself, but by the triggers. */
    @Test
    void refusesTheOwnerToo() throws SQLException {
        try (Connection owner =
                        postgres.getDatabase("immtrax_owner", "postgres").getConnection();
                Statement statement = owner.createStatement()) {
            for (String table : List.of("audit_event", "audit_seal", "audit_checkpoint")) {
                for (String sql : List.of("delete from " + table, "truncate " + table)) {
                    assertThatThrownBy(() -> statement.executeUpdate(sql))
                            .hasMessageContaining(table + " is append-only");
                }
            }
            assertThatThrownBy(() -> statement.executeUpdate("update audit_event set detail = ''"))
                    .hasMessageContaining("audit_event is append-only: update is refused");
        }
    }

    @Test
    void hasItsRightsOnTablesThatComeLater() throws SQLException {
        try (Connection owner =
                        postgres.getDatabase("immtrax_owner", "postgres").getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute(
                    "create table later (id bigint generated by default as identity primary key, word varchar(10))");
            statement.execute("create sequence later_number");
        }
        jdbc.sql("insert into later (word) values ('x')").update();
        jdbc.sql("update later set word = 'y'").update();
        jdbc.sql("delete from later").update();
        assertThat(jdbc.sql("select nextval('later_number')").query(Long.class).single())
                .isOne();
    }

    /** Somebody has the password of {@code immtrax}, and lays out what the owner may step on at its next start. */
    @Nested
    class WhenSomebodyPlantsWhatTheOwnerCalls {

        private static final String HISTORY = "immtrax_access.flyway_schema_history";

        private static final String TRAP = """
                create function %1$s.trap() returns boolean language plpgsql
                set search_path = pg_catalog set lock_timeout = '100ms' as $$
                declare
                    trail regclass;
                begin
                    if current_user <> 'immtrax' then
                        for trail in select oid from pg_class where relname in ('audit_event', 'audit_seal', 'audit_checkpoint') loop
                            execute 'grant all on ' || trail || ' to immtrax';
                            execute 'alter table ' || trail || ' disable trigger all';
                        end loop;
                    end if;
                    return true;
                exception when others then
                    return true;
                end
                $$""";

        /**
         * Each fits what Flyway and the migrations say better than what PostgreSQL brings: it knows no name = varchar.
         */
        private static final String OPERATOR = """
                create function %1$s.%2$s(l %3$s, r %4$s) returns boolean language plpgsql as $$
                begin
                    return %1$s.trap() and l::text operator(pg_catalog.%5$s) r::text;
                end
                $$;
                create operator %1$s.%5$s (function = %1$s.%2$s, leftarg = %3$s, rightarg = %4$s)""";

        private static final String FORMAT = """
                create function %1$s.format(pattern text, a %2$s, b %2$s) returns text language plpgsql as $$
                begin
                    perform %1$s.trap();
                    return pg_catalog.format(pattern, variadic array[a::text, b::text]);
                end
                $$""";

        @AfterEach
        void clear() throws SQLException {
            asSuperuser("revoke create on schema public from immtrax");
            for (String planted : jdbc.sql("""
                    select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                    where p.proowner = 'immtrax'::regrole and n.nspname not like 'pg_temp%'""").query(String.class).list()) {
                jdbc.sql("drop function if exists " + planted + " cascade").update();
            }
        }

        @Test
        void changesNothingOfTheTrail() throws SQLException {
            record();
            asSuperuser("grant create on schema public to immtrax"); // a slip of an administrator
            List<String> open = schemasThatItWritesIn();
            open.forEach(this::plant);

            migrations.migrate();
            trailIsUntouched();
            asSuperuser("update %s set checksum = 0 where version is null".formatted(HISTORY));
            long repeated = Stream.of(migrations.info().all())
                    .filter(it -> it.getVersion() == null)
                    .map(MigrationInfo::getDescription)
                    .distinct()
                    .count();
            assertThat(migrations.migrate().migrationsExecuted)
                    .as("the rights are given anew, and what is folded is written anew")
                    .isGreaterThan(1)
                    .isEqualTo((int) repeated);
            trailIsUntouched();
        }

        private void trailIsUntouched() {
            for (String table : List.of("audit_event", "audit_seal", "audit_checkpoint")) {
                for (String sql :
                        List.of("delete from %s", "update %s set %s = default", "alter table %s enable trigger all")) {
                    String change = sql.formatted(table, table.equals("audit_event") ? "detail" : "position");
                    assertThatThrownBy(() -> jdbc.sql(change).update())
                            .as(change)
                            .rootCause()
                            .hasMessageMatching("(?s)ERROR: (permission denied|must be owner).*");
                }
                assertThat(jdbc.sql(
                                        "select has_table_privilege('immtrax', ?, 'update, delete, truncate, trigger, references')")
                                .param(table)
                                .query(Boolean.class)
                                .single())
                        .as(table)
                        .isFalse();
            }
            assertThat(jdbc.sql("select count(*) from pg_trigger where tgname like 'audit%' and tgenabled <> 'O'")
                            .query(Long.class)
                            .single())
                    .as("triggers that were switched off")
                    .isZero();
        }

        @Test
        void findsNoPlaceForItButTheEnginesSchema() {
            assertThat(schemasThatItWritesIn()).containsExactly("immtrax_engine");
            for (String sql : List.of(
                    "create schema mine",
                    "create temp table mine (id int)",
                    "create function public.mine() returns int return 1",
                    "create table immtrax_access.mine (id int)",
                    "create extension pg_trgm",
                    "create table immtrax_engine.mine (number varchar(10) references access_request (number))",
                    "create trigger mine before insert on access_request for each row execute function suppress_redundant_updates_trigger()",
                    "alter role immtrax_owner set search_path = public",
                    "alter schema immtrax_access owner to immtrax",
                    "alter schema immtrax_engine rename to immtrax",
                    "alter default privileges for role immtrax_owner grant all on tables to immtrax")) {
                assertThatThrownBy(() -> jdbc.sql(sql).update())
                        .as(sql)
                        .rootCause()
                        .hasMessageMatching("(?s)ERROR: (permission denied|must be (owner|superuser|able)).*");
            }
        }

        /** The service says itself where it looks, on every connection; its role's own setting is its to change. */
        @Test
        void doesNotHideTheTrailFromTheService() {
            jdbc.sql("create table immtrax_engine.audit_event as select * from audit_event")
                    .update();
            jdbc.sql("alter role immtrax in database postgres set search_path = immtrax_engine, public")
                    .update();
            try {
                ((AbstractRoutingDataSource) pools)
                        .getResolvedDataSources().values().stream()
                                .map(pool -> ((HikariDataSource) pool).getHikariPoolMXBean())
                                .filter(Objects::nonNull)
                                .forEach(HikariPoolMXBean::softEvictConnections);
                long before = events();
                record();
                assertThat(events()).isEqualTo(before + 1);
            } finally {
                jdbc.sql("alter role immtrax in database postgres reset search_path")
                        .update();
                jdbc.sql("drop table immtrax_engine.audit_event").update();
            }
        }

        private void plant(String schema) {
            jdbc.sql(TRAP.formatted(schema)).update();
            List<String> types = List.of("name", "text", "varchar");
            Map.of("=", "equals", "<>", "differs", "~~", "fits", "~~*", "fits_any_case")
                    .forEach((operator, function) -> {
                        for (String left : types) {
                            for (String right : types) {
                                jdbc.sql(OPERATOR.formatted(schema, function, left, right, operator))
                                        .update();
                            }
                        }
                    });
            types.forEach(type -> jdbc.sql(FORMAT.formatted(schema, type)).update());
        }

        private List<String> schemasThatItWritesIn() {
            return jdbc.sql(
                            "select nspname from pg_namespace where has_schema_privilege('immtrax', oid, 'create') order by nspname")
                    .query(String.class)
                    .list();
        }

        private long events() {
            return jdbc.sql("select count(*) from immtrax_access.audit_event")
                    .query(Long.class)
                    .single();
        }

        private void record() {
            acting.is("help.desk@mt.gov", Role.HELP_DESK);
            transaction.executeWithoutResult(status -> trail.record(AuditAction.REQUEST_VIEWED, "REQ0100387"));
        }

        private void asSuperuser(String sql) throws SQLException {
            try (Connection superuser = postgres.getPostgresDatabase().getConnection();
                    Statement statement = superuser.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
