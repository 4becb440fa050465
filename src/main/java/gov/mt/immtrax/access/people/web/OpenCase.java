package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.RequestType;
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
 * @param plan what changes on a day to come; null if nothing does, or if that is not certain enough for this reader
 */
record OpenCase(
        String number,
        @Nullable String page,
        String kind,
        String employer,
        String locationName,
        String statusKey,
        boolean open,
        boolean ending,
        boolean blocking,
        @Nullable LocalDate lastDay,
        Instant at,
        @Nullable Plan plan) {

    /**
     * A change that takes effect on a day to come.
     *
     * @param from in Montana
     * @param confirmed whether the help desk has confirmed it
     * @param employer of the account from then on; null if it stays, or if the reader may not know it
     */
    record Plan(
            LocalDate from,
            boolean confirmed,
            AccessLevel level,
            @Nullable String employer,
            boolean moves) {

        @Override
        public String toString() {
            return "Plan[" + from + ", " + level + "]";
        }
    }

    private static final String DELETION = "DELETION";
    private static final String DELETION_OF_OTHER = "DELETION_OF_OTHER";

    static boolean mayRead(AccessRequest request, Person reader) {
        return reader.worksOnRequests()
                || reader.hasAddress(request.supervisorAddress())
                || reader.hasAddress(request.emailAddress());
    }

    /** @param today in Montana */
    static OpenCase of(AccessRequest request, Person reader, LocalDate today) {
        boolean mayRead = mayRead(request, reader);
        return new OpenCase(
                request.number(),
                mayRead ? "/requests/" + request.number() : null,
                request.requestType().name(),
                request.employer(),
                request.locationName(),
                statusKey(request),
                request.status().isOpen(),
                false,
                true,
                null,
                request.submittedAt(),
                plan(request, mayRead, today));
    }

    private static String statusKey(AccessRequest request) {
        boolean planned =
                request.status() == RequestStatus.AWAITING_START && request.requestType() != RequestType.NEW_ACCESS;
        return "request.status." + request.status() + (planned ? "." + request.requestType() : "");
    }

    private static @Nullable Plan plan(AccessRequest request, boolean mayRead, LocalDate today) {
        boolean confirmed = request.status() == RequestStatus.AWAITING_START;
        if (!request.status().isOpen()
                || request.requestType() == RequestType.NEW_ACCESS
                || !request.startDate().isAfter(today)
                || !confirmed && !mayRead) {
            return null;
        }
        boolean moves = request.requestType() == RequestType.CHANGE_EMPLOYER;
        return new Plan(
                request.startDate(),
                confirmed,
                request.accessLevel(),
                moves && mayRead ? request.employer() : null,
                moves);
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
                deletion.locationName(),
                "deletion.status." + deletion.status(),
                deletion.status().isOpen(),
                ending,
                !deletion.isPlanned(today),
                mayRead ? deletion.lastDay() : null,
                deletion.submittedAt(),
                null);
    }

    @Override
    public String toString() {
        return "OpenCase[" + number + ", " + kind + "]";
    }
}
