package gov.mt.immtrax.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.jdbc.JdbcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@JdbcTest
@Import({StaffDirectory.class, StaffDirectoryTests.Fixed.class})
class StaffDirectoryTests {

    private static final Instant NOW = Instant.parse("2025-11-21T16:00:00Z");
    private static final String HELP_DESK = "help.desk@mt.gov";

    @Autowired
    private StaffDirectory staff;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void knowsStaffOfTheirLastLogin() {
        staff.record(person(HELP_DESK, "Help Desk", Role.CITIZEN, Role.HELP_DESK));
        staff.record(person(HELP_DESK, "Helen Desk", Role.CITIZEN, Role.HELP_DESK, Role.HELP_DESK_LEAD));

        assertThat(staff.find(" Help.Desk@MT.gov"))
                .contains(new StaffMember(HELP_DESK, "Helen Desk", Set.of(Role.HELP_DESK, Role.HELP_DESK_LEAD)));
        assertThat(staff.list()).hasSize(1);
        assertThat(jdbc.sql("select last_login_at from staff_member")
                        .query(OffsetDateTime.class)
                        .single())
                .isEqualTo(NOW.atOffset(ZoneOffset.UTC));
    }

    @Test
    void listsStaffByAddress() {
        staff.record(person("z@mt.gov", "Zoe", Role.OPERATIONS));
        staff.record(person("a@mt.gov", "Ann", Role.REGISTRY_STAFF));

        assertThat(staff.list()).extracting(StaffMember::address).containsExactly("a@mt.gov", "z@mt.gov");
    }

    @Test
    void neverKeepsCitizens() {
        staff.record(person("stacy.supervisor@sphealth.org", "Stacy Supervisor", Role.CITIZEN));

        assertThat(staff.list()).isEmpty();
    }

    @Test
    void forgetsStaffWhoseGroupsAreGone() {
        staff.record(person(HELP_DESK, "Help Desk", Role.CITIZEN, Role.HELP_DESK));
        staff.record(person(HELP_DESK, "Help Desk", Role.CITIZEN));

        assertThat(staff.find(HELP_DESK)).isEmpty();
        assertThat(jdbc.sql("select count(*) from staff_member")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from staff_role").query(Long.class).single())
                .isZero();
    }

    @Test
    void cutsNamesThatAreTooLong() {
        staff.record(person(HELP_DESK, "N".repeat(200), Role.HELP_DESK));

        assertThat(staff.find(HELP_DESK).orElseThrow().name()).hasSize(120);
    }

    private static Person person(String address, String name, Role... roles) {
        return new Person("https://identity.invalid", "id", address, name, Set.of(roles));
    }

    static class Fixed {

        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }
    }
}
