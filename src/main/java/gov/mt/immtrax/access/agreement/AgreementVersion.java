package gov.mt.immtrax.access.agreement;

import gov.mt.immtrax.access.request.AgreementsOnFile;
import org.springframework.stereotype.Component;

/** Compares the wording of a signed agreement with today's wording. */
@Component
class AgreementVersion implements AgreementsOnFile {

    private final SignedAgreementRepository agreements;
    private final SignatureService service;

    AgreementVersion(SignedAgreementRepository agreements, SignatureService service) {
        this.agreements = agreements;
        this.service = service;
    }

    @Override
    public boolean stillCounts(String requestNumber) {
        String today = service.wordingOfToday().textVersion();
        return agreements
                .find(requestNumber)
                .filter(signed -> signed.textVersion().equals(today))
                .isPresent();
    }
}
