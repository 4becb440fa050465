package gov.mt.immtrax.access.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/** What contradicts that a request is provisioned now. The task shows it, and such an outcome is asked about. */
@Component
public class ProvisioningContradictions {

    private final AgreementsOnFile agreements;
    private final CorrectionRepository corrections;

    ProvisioningContradictions(AgreementsOnFile agreements, CorrectionRepository corrections) {
        this.agreements = agreements;
        this.corrections = corrections;
    }

    /** Messages; empty if nothing contradicts it. */
    public List<DefaultMessageSourceResolvable> of(AccessRequest request) {
        return ofSignature(request);
    }

    /** What the user typed at signing and the request does not say; to be looked at, with a reason. */
    public List<DefaultMessageSourceResolvable> ofSignature(AccessRequest request) {
        List<DefaultMessageSourceResolvable> found = new ArrayList<>();
        agreements.signature(request.number()).ifPresent(signed -> {
            if (!SignatureMatch.sameName(signed.fullLegalName(), request)) {
                found.add(message("request.contradiction.signedName", signed.fullLegalName(), request.legalName()));
            }
            if (!SignatureMatch.sameFacility(signed.facilityName(), request, formerLocations(request))) {
                found.add(message(
                        "request.contradiction.signedFacility",
                        signed.facilityName(),
                        request.employer(),
                        request.locationName()));
            }
        });
        return found;
    }

    private List<String> formerLocations(AccessRequest request) {
        return corrections.of(request.number()).stream()
                .filter(change -> change.field().equals("locationName"))
                .map(CorrectionRepository.Correction::before)
                .filter(Objects::nonNull)
                .toList();
    }

    private static DefaultMessageSourceResolvable message(String key, Object... arguments) {
        return new DefaultMessageSourceResolvable(new String[] {key}, arguments);
    }
}
