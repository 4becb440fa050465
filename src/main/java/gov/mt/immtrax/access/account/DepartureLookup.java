package gov.mt.immtrax.access.account;

import java.time.Instant;
import java.util.List;

/**
 * Says whether the authorizing official of an account has left, so that they no longer act for it. The {@code people}
 * room knows and depends on this one, so it implements this interface.
 */
public interface DepartureLookup {

    /**
     * Whether the account's supervisor had access of their own at the account's employer, and it ended or moved. False
     * for a supervisor who never had access of their own, and if there is no supervisor.
     */
    boolean hasSupervisorLeft(Account account);

    /**
     * The accounts that a supervisor still answers for, active ones first, then by name.
     *
     * @param supervisor normalized address
     */
    List<Account> stillOf(String supervisor);

    /** Whether the account's supervisor had already left at a moment, which is UTC. */
    boolean hadSupervisorLeft(Account account, Instant moment);
}
