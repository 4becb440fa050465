package gov.mt.immtrax.access.request;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says whether registry staff have to decide on a request before the help desk sets anything up, and why. */
@Component
public class RequestReferral {

    /** The names are suffixes of message keys. */
    public enum Reason {
        /** A sole practitioner requests access for themselves, and no one can authorize their own access. */
        OWN_ACCESS,
        /** No one is known who may decide on the account. */
        NO_SUPERVISOR
    }

    private final AccountMatches accounts;
    private final Timeline timeline;

    RequestReferral(AccountMatches accounts, Timeline timeline) {
        this.accounts = accounts;
        this.timeline = timeline;
    }

    /** Whether registry staff have to decide, and have not approved the request as it is now. */
    public boolean isNeeded(AccessRequest request) {
        return !timeline.isApproved(request.number()) && !reasons(request).isEmpty();
    }

    /** Why registry staff decide on a request; empty if they need not. */
    public List<Reason> reasons(AccessRequest request) {
        List<Reason> reasons = new ArrayList<>();
        if (request.isOwn()) {
            reasons.add(Reason.OWN_ACCESS);
        }
        if (!accounts.withoutSupervisor(request).isEmpty()) {
            reasons.add(Reason.NO_SUPERVISOR);
        }
        return reasons;
    }
}
