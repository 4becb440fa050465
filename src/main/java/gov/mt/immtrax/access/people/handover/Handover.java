package gov.mt.immtrax.access.people.handover;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That an official is asked to take over a person. Addresses are normalized, instants UTC.
 *
 * @param number {@code HND} and seven digits
 * @param lapsesAt when it lapses without an answer
 * @param ending null while it is open, or if it lapsed without anybody writing it down
 */
public record Handover(
        String number,
        String account,
        String oldName,
        String oldAddress,
        String newName,
        String newAddress,
        String reason,
        Instant lapsesAt,
        @Nullable HandoverEnding ending) {

    public boolean isOpen(Instant now) {
        return ending == null && now.isBefore(lapsesAt);
    }

    @Override
    public String toString() {
        return "Handover[" + number + "]";
    }
}
