package gov.mt.immtrax.access.deletion;

import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.timeline.CaseEvent;
import gov.mt.immtrax.access.timeline.CaseTimeline;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The events of each access deletion. */
@Repository
public class DeletionTimeline extends CaseTimeline<DeletionEventType> {

    DeletionTimeline(JdbcClient jdbc, Clock clock, CurrentPerson currentPerson) {
        super(jdbc, clock, currentPerson, DeletionEventType.class, "deletion_event", "deletion");
    }

    /** Why a deletion did not end the access; empty if it did, or is open. */
    public Optional<String> reason(String deletion) {
        return last(deletion, DeletionEventType.REJECTED, DeletionEventType.KEPT, DeletionEventType.NO_ACCOUNT)
                .map(CaseEvent::note);
    }
}
