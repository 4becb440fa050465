package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.timeline.CaseEvent;
import gov.mt.immtrax.access.timeline.CaseTimeline;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The timeline of each request. */
@Repository
public class Timeline extends CaseTimeline<RequestEventType> {

    Timeline(JdbcClient jdbc, Clock clock, CurrentPerson currentPerson) {
        super(jdbc, clock, currentPerson, RequestEventType.class, "request_event", "request_number");
    }

    /**
     * Whether registry staff have approved a request and it has not been corrected since. What they approved is what is
     * set up. Another email address of the same person changes nothing of it; another supervisor does.
     */
    public boolean isApproved(String requestNumber) {
        return last(
                        requestNumber,
                        RequestEventType.APPROVED,
                        RequestEventType.CORRECTED,
                        RequestEventType.APPROVAL_VOID,
                        RequestEventType.SUPERVISOR_REPLACED)
                .filter(event -> event.type() == RequestEventType.APPROVED)
                .isPresent();
    }

    /**
     * The reason of the last return, decline or rejection of a request or of a new password; empty if there is none.
     */
    public Optional<String> reason(String requestNumber) {
        return last(
                        requestNumber,
                        RequestEventType.RETURNED,
                        RequestEventType.DECLINED,
                        RequestEventType.REJECTED,
                        RequestEventType.NEW_PASSWORD_DECLINED)
                .map(CaseEvent::note);
    }
}
