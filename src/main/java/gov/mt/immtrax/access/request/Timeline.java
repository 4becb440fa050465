package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.timeline.CaseEvent;
import gov.mt.immtrax.access.timeline.CaseTimeline;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to each request. */
@Repository
public class Timeline extends CaseTimeline<RequestEventType> {

    Timeline(JdbcClient jdbc, Clock clock, CurrentPerson currentPerson) {
        super(jdbc, clock, currentPerson, RequestEventType.class, "request_event", "request_number");
    }

    /** Why the help desk last returned or declined a request, or the new password for it; empty if it never did. */
    public Optional<String> reason(String requestNumber) {
        return last(
                        requestNumber,
                        RequestEventType.RETURNED,
                        RequestEventType.DECLINED,
                        RequestEventType.NEW_PASSWORD_DECLINED)
                .map(CaseEvent::note);
    }
}
