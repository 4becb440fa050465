package gov.mt.immtrax.access.credential;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Records the steps of a delivery in the audit trail, in the transaction of each step. */
@Component
class CredentialEvidence {

    private final CredentialVault vault;
    private final AuditTrail audit;

    CredentialEvidence(CredentialVault vault, AuditTrail audit) {
        this.vault = vault;
        this.audit = audit;
    }

    @EventListener
    void on(CredentialEvent event) {
        AuditAction action = switch (event.type()) {
            case DELIVERED_BY_MAIL, LINK_SENT -> AuditAction.CREDENTIAL_DELIVERED;
            case SEEN -> AuditAction.CREDENTIAL_SEEN;
            case EXPIRED -> AuditAction.CREDENTIAL_EXPIRED;
        };
        audit.recordAccount(
                action,
                event.requestNumber(),
                vault.username(event.requestNumber()).orElse(null));
    }
}
