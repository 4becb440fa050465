package gov.mt.immtrax.access.account;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says whether an account's supervisor has requested a later end date. The room of requests implements it; the room
 * that ends accounts asks it.
 */
public interface ExtensionLookup {

    /**
     * A requested later end date, or none, that the help desk has not entered yet.
     *
     * @param number of the request
     * @param endDate in Montana; null if the access is to have no end
     * @param dueAt when the request is due; UTC; null if nothing is due
     */
    record Extension(
            String number,
            @Nullable LocalDate endDate,
            @Nullable Instant dueAt) {}

    /** The open extension of an account; empty if there is none, or the account has no end date. */
    Optional<Extension> openFor(Account account);
}
