package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.AccessRequest;
import java.time.Instant;

/**
 * Something that was asked for about an account, as lists name it: an access request, or the end of an access.
 *
 * @param page on this site; null for a reader who may not open it, and who is not told the number either
 * @param kind end of the message keys that name it
 * @param statusKey message key
 * @param ending whether this account ends by it, so that the reader need not ask for that: what others asked for and
 *     nobody has carried out gives way to whoever answers for the account
 */
record OpenCase(
        String number,
        String page,
        String kind,
        String employer,
        String statusKey,
        boolean open,
        boolean ending,
        Instant at) {

    private static final String DELETION = "DELETION";
    private static final String DELETION_OF_OTHER = "DELETION_OF_OTHER";

    static OpenCase of(AccessRequest request, Person reader) {
        boolean mayRead = reader.worksOnRequests()
                || reader.hasAddress(request.supervisorAddress())
                || reader.hasAddress(request.emailAddress());
        return new OpenCase(
                request.number(),
                mayRead ? "/requests/" + request.number() : null,
                request.requestType().name(),
                request.employer(),
                "request.status." + request.status(),
                request.status().isOpen(),
                false,
                request.submittedAt());
    }

    /** @param account beside which it stands; a person may have another one, which is the one that ends */
    static OpenCase of(AccessDeletion deletion, String account, Person reader) {
        boolean mayRead = reader.worksOnRequests() || reader.hasAddress(deletion.supervisorAddress());
        boolean meant = deletion.account() == null || deletion.account().equals(account);
        boolean ending = meant && (mayRead || !deletion.status().isEarly());
        return new OpenCase(
                deletion.number(),
                mayRead ? "/deletions/" + deletion.number() : null,
                meant ? DELETION : DELETION_OF_OTHER,
                deletion.employer(),
                "deletion.status." + deletion.status(),
                deletion.status().isOpen(),
                ending,
                deletion.submittedAt());
    }

    @Override
    public String toString() {
        return "OpenCase[" + number + ", " + kind + "]";
    }
}
