package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.identity.Person;
import java.util.Map;

/**
 * What requests need of the credentials that they issue. The room of credentials knows this one, so it answers through
 * this door.
 */
public interface IssuedCredentials {

    /** Seals the credentials that the help desk has entered, in the caller's transaction; replaces earlier ones. */
    void seal(String requestNumber, String username, String temporaryPassword);

    /** Sends the credentials of a request on their way to its user. */
    void send(String requestNumber);

    /** What the page of a request says to a reader of the way of its credentials; never the password. */
    Map<String, Object> pageFor(Person reader, AccessRequest request);

    /**
     * What a mail about a request may say of its credentials. Holds the password for the one template that carries it:
     * never stored, never logged.
     */
    Map<String, Object> wordsFor(String template, String requestNumber);
}
