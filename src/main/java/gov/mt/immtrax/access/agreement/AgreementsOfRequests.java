package gov.mt.immtrax.access.agreement;

import gov.mt.immtrax.access.request.AgreementsOnFile;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells requests about the agreements that were signed for them. */
@Component
class AgreementsOfRequests implements AgreementsOnFile {

    private final SignedAgreementRepository agreements;
    private final DraftRepository drafts;
    private final SignatureService service;
    private final Clock clock;

    AgreementsOfRequests(
            SignedAgreementRepository agreements, DraftRepository drafts, SignatureService service, Clock clock) {
        this.agreements = agreements;
        this.drafts = drafts;
        this.service = service;
        this.clock = clock;
    }

    @Override
    public boolean stillCounts(String requestNumber) {
        String today = service.wordingOfToday().textVersion();
        return agreements
                .find(requestNumber)
                .filter(signed -> signed.textVersion().equals(today))
                .isPresent();
    }

    @Override
    public Optional<Signature> signature(String requestNumber) {
        return agreements
                .find(requestNumber)
                .map(signed -> new Signature(signed.fullLegalName(), signed.facilityName()));
    }

    @Override
    public void becomeVoid(String requestNumber) {
        agreements.becomeVoid(requestNumber, clock.instant());
        drafts.delete(UserAgreement.FORM, requestNumber);
    }
}
