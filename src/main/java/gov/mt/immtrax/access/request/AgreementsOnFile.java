package gov.mt.immtrax.access.request;

import java.util.Optional;

/** What requests need to know about signed agreements. The agreement room implements this interface. */
public interface AgreementsOnFile {

    /** What somebody typed when they signed. */
    record Signature(String fullLegalName, String facilityName) {

        @Override
        public String toString() {
            return "Signature";
        }
    }

    /** Whether the user agreement that was signed for this request still has the current wording. */
    boolean stillCounts(String requestNumber);

    /** The signature that counts for this request; empty if there is none. */
    Optional<Signature> signature(String requestNumber);

    /** From now on, the agreement that was signed for this request does not count. It stays on record. */
    void becomeVoid(String requestNumber);
}
