package gov.mt.immtrax.access.audit;

import gov.mt.immtrax.access.identity.AccessRefused;
import gov.mt.immtrax.access.identity.PersonLoggedIn;
import gov.mt.immtrax.access.identity.RolesRevoked;
import gov.mt.immtrax.access.identity.StaffLoggedOut;
import java.util.TreeSet;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Records the events of the identity room, which does not know the trail. */
@Component
class IdentityEventListener {

    private final AuditRecorder recorder;

    IdentityEventListener(AuditRecorder recorder) {
        this.recorder = recorder;
    }

    @EventListener
    void on(PersonLoggedIn news) {
        if (news.person().isStaff()) {
            recorder.recordOf(news.person(), AuditAction.STAFF_LOGGED_IN, null);
        }
    }

    @EventListener
    void on(StaffLoggedOut news) {
        if (news.byProvider()) {
            recorder.recordOfAbsent(news.person(), AuditAction.STAFF_LOGGED_OUT, "by the identity provider");
        } else {
            recorder.recordOf(news.person(), AuditAction.STAFF_LOGGED_OUT, null);
        }
    }

    @EventListener
    void on(RolesRevoked news) {
        recorder.recordOf(news.person(), AuditAction.ROLES_REVOKED, new TreeSet<>(news.roles()).toString());
    }

    @EventListener
    void on(AccessRefused news) {
        recorder.recordRefusalOf(news.person(), news.path());
    }
}
