package gov.mt.immtrax.access.mail.process;

import java.util.UUID;

/**
 * Makes the engine try again later. Keeps the cause's trace but not the cause, whose message may quote an address and
 * would be stored with the failed job.
 */
class MailNotSentException extends RuntimeException {

    MailNotSentException(UUID mail, MailProblem problem, Exception cause) {
        super("Email " + mail + " was not accepted: " + problem.text());
        setStackTrace(cause.getStackTrace());
    }
}
