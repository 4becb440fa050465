package gov.mt.immtrax.access.agreement;

import gov.mt.immtrax.access.request.AgreementsOnFile;
import org.springframework.stereotype.Component;

/** Compares what was signed with what would be signed now. */
@Component
class WordsOfToday implements AgreementsOnFile {

    private final SignedAgreements agreements;
    private final SignatureDesk desk;

    WordsOfToday(SignedAgreements agreements, SignatureDesk desk) {
        this.agreements = agreements;
        this.desk = desk;
    }

    @Override
    public boolean stillCounts(String requestNumber) {
        String today = desk.wordingOfToday().textVersion();
        return agreements
                .find(requestNumber)
                .filter(signed -> signed.textVersion().equals(today))
                .isPresent();
    }
}
