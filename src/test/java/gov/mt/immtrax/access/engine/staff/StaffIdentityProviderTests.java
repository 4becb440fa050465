package gov.mt.immtrax.access.engine.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.identity.StaffDirectory;
import gov.mt.immtrax.access.identity.StaffMember;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class StaffIdentityProviderTests {

    private static final StaffDirectory STAFF = mock(StaffDirectory.class);
    private static final StaffMember ANN =
            new StaffMember("ann@mt.gov", "Ann Marie Lead", Set.of(Role.HELP_DESK, Role.HELP_DESK_LEAD));
    private static final StaffMember BOB = new StaffMember("bob@mt.gov", "Bob Desk", Set.of(Role.HELP_DESK));
    private static final StaffMember OPS = new StaffMember("ops@mt.gov", "ops@mt.gov", Set.of(Role.OPERATIONS));

    private static ProcessEngine engine;

    private final IdentityService identity = engine.getIdentityService();

    @BeforeAll
    static void startEngine() {
        var beans = new StaticListableBeanFactory();
        beans.addBean("staff", STAFF);
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("staff");
        configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        configuration.setJobExecutorActivate(false);
        configuration
                .getProcessEnginePlugins()
                .add(new StaffIdentityProviderPlugin(beans.getBeanProvider(StaffDirectory.class)));
        engine = configuration.buildProcessEngine();
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    @BeforeEach
    void employ() {
        given(STAFF.list()).willReturn(List.of(ANN, BOB, OPS));
        for (StaffMember member : List.of(ANN, BOB, OPS)) {
            given(STAFF.find(member.address())).willReturn(Optional.of(member));
        }
    }

    @Nested
    class Users {

        @Test
        void areStaffByMailAddress() {
            User ann = identity.createUserQuery().userId("ann@mt.gov").singleResult();

            assertThat(ann.getFirstName()).isEqualTo("Ann Marie");
            assertThat(ann.getLastName()).isEqualTo("Lead");
            assertThat(ann.getEmail()).isEqualTo("ann@mt.gov");
            assertThat(identity.createUserQuery()
                            .userId("nancy.nurse@sphealth.org")
                            .singleResult())
                    .isNull();
        }

        @Test
        void areFoundByGroup() {
            assertThat(ids(identity.createUserQuery().memberOfGroup("help-desk").list()))
                    .containsExactly("ann@mt.gov", "bob@mt.gov");
            assertThat(identity.createUserQuery()
                            .memberOfGroup("help-desk-lead")
                            .count())
                    .isEqualTo(1);
            assertThat(identity.createUserQuery().memberOfGroup("unheard-of").count())
                    .isZero();
            assertThat(identity.createUserQuery().memberOfTenant("any").count()).isZero();
        }

        @Test
        void areFoundByIdsNamesAndMailAddress() {
            assertThat(ids(identity.createUserQuery()
                            .userIdIn("ops@mt.gov", "bob@mt.gov", "x")
                            .list()))
                    .containsExactly("bob@mt.gov", "ops@mt.gov");
            assertThat(ids(identity.createUserQuery().userFirstNameLike("%mar%").list()))
                    .containsExactly("ann@mt.gov");
            assertThat(ids(identity.createUserQuery().userLastName("Desk").list()))
                    .containsExactly("bob@mt.gov");
            assertThat(ids(identity.createUserQuery().userLastNameLike("D_sk").list()))
                    .containsExactly("bob@mt.gov");
            assertThat(ids(identity.createUserQuery().userFirstName("Bob").list()))
                    .containsExactly("bob@mt.gov");
            assertThat(ids(identity.createUserQuery().userEmail("ops@mt.gov").list()))
                    .containsExactly("ops@mt.gov");
            assertThat(ids(identity.createUserQuery().userEmailLike("%@mt.gov").list()))
                    .hasSize(3);
        }

        @Test
        void comeInPagesAndOrders() {
            assertThat(ids(identity.createUserQuery().orderByUserId().desc().listPage(1, 1)))
                    .containsExactly("bob@mt.gov");
            assertThat(ids(identity.createUserQuery()
                            .orderByUserLastName()
                            .desc()
                            .list()))
                    .containsExactly("ann@mt.gov", "bob@mt.gov", "ops@mt.gov");
            assertThat(ids(identity.createUserQuery().listPage(2, 10))).containsExactly("ops@mt.gov");
        }

        @Test
        void haveNoPasswordHere() {
            assertThat(identity.checkPassword("ann@mt.gov", "")).isFalse();
            assertThat(identity.checkPassword("ann@mt.gov", "demo")).isFalse();
        }

        @Test
        void cannotBeMade() {
            assertThat(identity.isReadOnly()).isTrue();
            assertThatThrownBy(() -> identity.newUser("intruder")).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(identity::createNativeUserQuery).isInstanceOf(BadUserRequestException.class);
        }
    }

    @Nested
    class Groups {

        @Test
        void areTheStaffRoles() {
            assertThat(groups(identity.createGroupQuery().list()))
                    .containsExactly("camunda-admin", "help-desk", "help-desk-lead", "registry-staff");
        }

        @Test
        void areFoundByMember() {
            assertThat(groups(identity.createGroupQuery()
                            .groupMember("ann@mt.gov")
                            .list()))
                    .containsExactly("help-desk", "help-desk-lead");
            assertThat(identity.createGroupQuery()
                            .groupMember("nancy.nurse@sphealth.org")
                            .count())
                    .isZero();
        }

        @Test
        void areFoundByIdAndName() {
            assertThat(groups(identity.createGroupQuery().groupId("help-desk").list()))
                    .containsExactly("help-desk");
            assertThat(groups(identity.createGroupQuery()
                            .groupIdIn("help-desk", "x")
                            .list()))
                    .containsExactly("help-desk");
            assertThat(groups(identity.createGroupQuery()
                            .groupName("camunda-admin")
                            .list()))
                    .containsExactly("camunda-admin");
            assertThat(groups(identity.createGroupQuery().groupNameLike("help%").list()))
                    .containsExactly("help-desk", "help-desk-lead");
            assertThat(identity.createGroupQuery().groupType("SYSTEM").count()).isZero();
            assertThat(groups(identity.createGroupQuery()
                            .orderByGroupName()
                            .desc()
                            .listPage(0, 1)))
                    .containsExactly("registry-staff");
        }
    }

    @Test
    void knowsNoTenants() {
        assertThat(identity.createTenantQuery().count()).isZero();
        assertThat(identity.createTenantQuery().userMember("ann@mt.gov").list()).isEmpty();
    }

    private static List<String> ids(List<User> users) {
        return users.stream().map(User::getId).toList();
    }

    private static List<String> groups(List<Group> groups) {
        return groups.stream().map(Group::getId).toList();
    }
}
