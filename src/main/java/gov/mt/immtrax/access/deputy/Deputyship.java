package gov.mt.immtrax.access.deputy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody may act for an authorizing official, or is asked to. Addresses are normalized, instants UTC.
 *
 * @param number {@code DPY} and seven digits
 * @param confirmedBy who said that both work at the same clinic: {@link #BY_REGISTER} or registry staff; null while
 *     nobody has
 * @param lapsesAt when the invitation lapses; null before it is sent
 * @param endedBy null for the service itself
 */
public record Deputyship(
        String number,
        String officialAddress,
        String officialName,
        String deputyAddress,
        String deputyName,
        Instant namedAt,
        @Nullable String confirmedBy,
        @Nullable Instant lapsesAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        @Nullable DeputyshipEnding ending,
        @Nullable String endReason) {

    /** In {@link #confirmedBy}: the register knows the deputy at a clinic of the official. */
    static final String BY_REGISTER = "REGISTER";

    /** Where a deputyship stands; the names are suffixes of message keys. */
    public enum State {
        /** Registry staff have to confirm that both work at the same clinic. */
        TO_CONFIRM,
        /** The deputy has to accept. */
        INVITED,
        /** The deputy may act. */
        ACCEPTED,
        ENDED
    }

    /** An invitation ends by itself, without anybody writing it down. */
    public State state(Instant now) {
        if (endedAt != null || acceptedAt == null && lapsesAt != null && !now.isBefore(lapsesAt)) {
            return State.ENDED;
        }
        if (acceptedAt != null) {
            return State.ACCEPTED;
        }
        return confirmedBy == null ? State.TO_CONFIRM : State.INVITED;
    }

    /** Why it has ended. */
    public DeputyshipEnding endedHow() {
        return ending == null ? DeputyshipEnding.LAPSED : ending;
    }

    /** When it ended; null while it has not. */
    public @Nullable Instant over() {
        return endedAt == null && acceptedAt == null ? lapsesAt : endedAt;
    }

    /** Whether the register vouched for the deputy, so that the end of their access there ends this too. */
    boolean isByRegister() {
        return BY_REGISTER.equals(confirmedBy);
    }

    @Override
    public String toString() {
        return "Deputyship[" + number + "]";
    }
}
