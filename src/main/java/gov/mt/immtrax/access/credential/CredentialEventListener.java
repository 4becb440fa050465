package gov.mt.immtrax.access.credential;

import gov.mt.immtrax.access.account.UsernameCorrected;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.Timeline;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Adds the steps of a delivery to the timeline of the request, and follows the user name of its account. */
@Component
class CredentialEventListener {

    private final Timeline timeline;
    private final AccessRequestRepository requests;
    private final CredentialVault vault;

    CredentialEventListener(Timeline timeline, AccessRequestRepository requests, CredentialVault vault) {
        this.timeline = timeline;
        this.requests = requests;
        this.vault = vault;
    }

    @EventListener
    void on(UsernameCorrected corrected) {
        requests.thatSetUp(corrected.account()).forEach(number -> vault.rename(number, corrected.username()));
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
