package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.AccessRequest;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A case about an account as lists show it: an access request or an access deletion.
 *
 * @param page path on this site; null for a reader who may not open it, who does not see the number either
 * @param kind suffix of the message keys for its name
 * @param statusKey message key
 * @param ending whether this case ends the account, so that the reader need not request that. An early access deletion
 *     by someone else does not count, because a deletion by the account's supervisor replaces it.
 * @param blocking whether nothing else can be requested until it has ended; a planned access deletion does not block
 * @param lastDay of an access deletion that the reader may see; null otherwise
 */
record OpenCase(
        String number,
        @Nullable String page,
        String kind,
        String employer,
        String statusKey,
        boolean open,
        boolean ending,
        boolean blocking,
        @Nullable LocalDate lastDay,
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
                true,
                null,
                request.submittedAt());
    }

    /** @param account beside which the case is shown; the deletion may end another account of the same person */
    static OpenCase of(AccessDeletion deletion, String account, Person reader, LocalDate today) {
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
                !deletion.isPlanned(today),
                mayRead ? deletion.lastDay() : null,
                deletion.submittedAt());
    }

    @Override
    public String toString() {
        return "OpenCase[" + number + ", " + kind + "]";
    }
}
