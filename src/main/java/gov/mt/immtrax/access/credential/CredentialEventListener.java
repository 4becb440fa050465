package gov.mt.immtrax.access.credential;

import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.Timeline;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Adds the steps of a delivery to the timeline of the request. */
@Component
class CredentialEventListener {

    private final Timeline timeline;

    CredentialEventListener(Timeline timeline) {
        this.timeline = timeline;
    }

    @EventListener
    void on(CredentialEvent event) {
        timeline.note(
                event.requestNumber(),
                switch (event.type()) {
                    case DELIVERED_BY_MAIL -> RequestEventType.CREDENTIALS_DELIVERED;
                    case LINK_SENT -> RequestEventType.PASSWORD_LINK_SENT;
                    case SEEN -> RequestEventType.PASSWORD_SEEN;
                    case EXPIRED -> RequestEventType.PASSWORD_EXPIRED;
                });
    }
}
