package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.number.CaseNumber;
import java.util.List;
import java.util.Optional;

/**
 * Says who gets the emails of an authorizing official too. The room that knows deputies implements it, and is asked
 * when an email is sent, so that whoever is no longer a deputy gets nothing more.
 */
public interface Deputies {

    /**
     * A deputy who has accepted.
     *
     * @param number of the deputyship
     * @param address normalized, like the official's
     */
    record Deputy(String number, String name, String address, String officialName, String officialAddress) {

        @Override
        public String toString() {
            return "Deputy[" + number + "]";
        }
    }

    /** The deputies of an official, by normalized address. */
    List<Deputy> of(String official);

    /** The deputy of a deputyship; empty if it has not begun or has ended. */
    Optional<Deputy> find(String deputyship);

    /** Whether the official's emails about a case are about people whom their deputies may act for. */
    static boolean mayActIn(CaseNumber about) {
        return switch (about.kind()) {
            case ACCOUNT, ACCESS_REQUEST, ACCESS_DELETION -> true;
            default -> false;
        };
    }
}
