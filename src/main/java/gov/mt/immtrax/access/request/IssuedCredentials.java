package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.identity.Person;
import java.util.Map;

/**
 * What requests need from the credentials that they issue. The credential room depends on this room, so it implements
 * this interface.
 */
public interface IssuedCredentials {

    /** Encrypts the credentials that the help desk entered, in the caller's transaction. Replaces earlier ones. */
    void seal(String requestNumber, String username, String temporaryPassword);

    /** Starts the delivery of a request's credentials to its user. */
    void send(String requestNumber);

    /**
     * Wipes credentials that were not sent, because the request or its account has ended, and ends their delivery. Does
     * nothing if there are none.
     */
    void revoke(String requestNumber);

    /** What the page of a request shows a reader about the delivery of the credentials; never the password. */
    Map<String, Object> pageFor(Person reader, AccessRequest request);

    /**
     * Template values about the credentials for an email about a request. They contain the password for the one
     * template that includes it, so never store or log them.
     */
    Map<String, Object> wordsFor(String template, String requestNumber);
}
