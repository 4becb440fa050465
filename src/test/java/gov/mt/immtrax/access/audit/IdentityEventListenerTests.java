package gov.mt.immtrax.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.identity.RunningService;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Real logins and doors, and what the trail hears of them. */
class IdentityEventListenerTests extends RunningService {

    @Autowired
    private AuditEventRepository events;

    @Test
    void tellsWhenStaffComeAndGo() {
        Browser browser = loggedIn("comes.and.goes@mt.gov", "help-desk", "help-desk-lead");
        browser.get("/camunda/app/tasklist/" + ENGINE_NAME + "/");
        browser.call("POST", "/camunda/api/admin/auth/user/doors/logout", "");

        List<AuditEvent> heard = by("comes.and.goes@mt.gov");
        assertThat(heard).extracting(AuditEvent::action).containsExactly("STAFF_LOGGED_IN", "STAFF_LOGGED_OUT");
        assertThat(heard).allSatisfy(event -> {
            assertThat(event.roles()).isEqualTo("CITIZEN,HELP_DESK,HELP_DESK_LEAD");
            assertThat(event.subject()).isEqualTo("id-of-comes-and-goes-mt-gov");
            assertThat(event.issuer()).startsWith("http://localhost:");
            assertThat(event.networkAddress()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        });
    }

    @Test
    void leavesCitizensAlone() {
        loggedIn("nobodys.business@example.org").get("/requests");

        assertThat(by("nobodys.business@example.org")).isEmpty();
    }

    @Test
    void tellsWhoTriedAClosedDoorAndWhich() {
        Browser browser = loggedIn("tries.doors@example.org");
        browser.get("/staff/mails?number=nancy.nurse@sphealth.org");
        browser.call("POST", "/camunda/api/admin/setup/default/user/create", "{}");

        assertThat(by("tries.doors@example.org"))
                .extracting(AuditEvent::action, AuditEvent::result, AuditEvent::detail)
                .map(Object::toString)
                .containsExactly(
                        "(\"ROLE_REFUSED\", \"REFUSED\", \"GET /staff/mails\")",
                        "(\"ROLE_REFUSED\", \"REFUSED\", \"POST /camunda/api/admin/setup/default/user/create\")");
    }

    /** Whoever is not logged in could fill the trail without end. */
    @Test
    void ignoresWhoeverIsNotLoggedIn() {
        long before = refusals();
        browser().step("/staff/mails");
        browser().step("/camunda/api/engine/engine/default/task");
        browser().step("/whatever");

        assertThat(refusals()).isEqualTo(before);
    }

    private long refusals() {
        return events.newest(new AuditFilter(null, null, AuditAction.ROLE_REFUSED, null, null), null, 10_000)
                .size();
    }

    private List<AuditEvent> by(String address) {
        return events.newest(new AuditFilter(null, address, null, null, null), null, 100).stream()
                .sorted(Comparator.comparing(AuditEvent::id))
                .toList();
    }
}
