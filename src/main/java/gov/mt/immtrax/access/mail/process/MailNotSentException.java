package gov.mt.immtrax.access.mail.process;

import java.util.UUID;

/**
 * Makes the engine retry later. Keeps the stack trace of the cause but not the cause itself, because its message may
 * contain an address and would be stored with the failed job.
 */
class MailNotSentException extends RuntimeException {

    MailNotSentException(UUID mail, MailProblem problem, Exception cause) {
        super("Email " + mail + " was not accepted: " + problem.text());
        setStackTrace(cause.getStackTrace());
    }
}
