package gov.mt.immtrax.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;

/**
 * What the house is told of staff who come, go and lose roles; on the server's threads, so that it is listened to by
 * hand.
 */
class StaffEventsTests extends RunningService {

    private static final String DESK = "help.desk.told@mt.gov";

    @Autowired
    private ConfigurableApplicationContext context;

    private final List<Object> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        context.addApplicationListener(
                (ApplicationListener<PayloadApplicationEvent<?>>) event -> told.add(event.getPayload()));
    }

    @Test
    void tellsOfALoginAndALogoutOfStaff() {
        Browser browser = loggedIn(DESK, "help-desk");
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        PersonLoggedIn.class,
                        event -> assertThat(event.person().address()).isEqualTo(DESK));
        assertThat(told.toString()).doesNotContain(DESK);

        browser.postForm("/logout", "_csrf=" + browser.csrfToken("/"));

        assertThat(told)
                .last()
                .isInstanceOfSatisfying(
                        StaffLoggedOut.class,
                        event -> assertThat(event.byProvider()).isFalse());
    }

    @Test
    void tellsOfALogoutByTheProvider() {
        loggedIn(DESK, "help-desk");
        String token = provider().logoutToken(DESK, "immtrax-access", claims -> {});

        browser().postForm("/logout/connect/back-channel/okta", "logout_token=" + token);

        assertThat(told)
                .last()
                .isInstanceOfSatisfying(
                        StaffLoggedOut.class,
                        event -> assertThat(event.byProvider()).isTrue());
    }

    @Test
    void tellsOfASessionThatTheProviderDoesNotVouchForAnyMore() {
        Browser browser = loggedIn(DESK, "help-desk");
        provider().revoke(DESK);
        itIsLater(Duration.ofMinutes(16));

        browser.get("/requests");

        assertThat(told)
                .filteredOn(event -> !(event instanceof PersonLoggedIn))
                .singleElement()
                .isInstanceOfSatisfying(
                        StaffLoggedOut.class,
                        event -> assertThat(event.byProvider()).isTrue());
    }

    @Test
    void tellsOfAnAddressThatIsNotVerifiedAnyMore() {
        Browser browser = loggedIn(DESK, "help-desk");
        provider().change(FakeIdentityProvider.subject(DESK), "email_verified", false);
        itIsLater(Duration.ofMinutes(16));

        browser.get("/requests");

        assertThat(told)
                .filteredOn(RolesRevoked.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        RolesRevoked.class, event -> assertThat(event.roles()).containsOnly(Role.HELP_DESK));
        assertThat(told).last().isInstanceOf(StaffLoggedOut.class);
    }

    @Test
    void tellsOfRolesThatAreGone() {
        Browser browser = loggedIn(DESK, "help-desk", "help-desk-lead");
        provider().regroup(DESK, "help-desk");
        itIsLater(Duration.ofMinutes(16));

        browser.get("/requests");

        assertThat(told)
                .last()
                .isEqualTo(new RolesRevoked(
                        new Person(
                                provider().issuer(),
                                FakeIdentityProvider.subject(DESK),
                                DESK,
                                "Some Body",
                                Set.of(Role.CITIZEN, Role.HELP_DESK, Role.HELP_DESK_LEAD)),
                        Set.of(Role.HELP_DESK_LEAD)));
    }

    @Test
    void tellsOnlyOfTheLoginOfACitizen() {
        Browser browser = loggedIn("nancy.nurse@sphealth.org");
        browser.postForm("/logout", "_csrf=" + browser.csrfToken("/"));

        assertThat(told).singleElement().isInstanceOf(PersonLoggedIn.class);
    }
}
