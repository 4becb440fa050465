package gov.mt.immtrax.access.mail.process;

import jakarta.mail.internet.AddressException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailSendException;

/**
 * Why an email was not accepted, without personal data, because a mail server's answer often quotes the address.
 *
 * @param addressRefused whether the server will never accept email for this address
 * @param text class of the failure, with the server's reply code if there was one
 */
record MailProblem(boolean addressRefused, String text) {

    // Replies to RCPT that concern the session (503, 530) or a full mailbox (552), not the address.
    private static final Set<Integer> NOT_THE_ADDRESS = Set.of(503, 530, 552);
    private static final Pattern REPLY = Pattern.compile("^(\\d{3})(?:[ -](\\d\\.\\d{1,3}\\.\\d{1,3}))?");
    private static final int DEEPEST = 10;

    static MailProblem of(Exception failure) {
        Throwable cause = failure;
        if (failure instanceof MailSendException sending && sending.getMessageExceptions().length > 0) {
            cause = sending.getMessageExceptions()[0];
        }
        String text = failure.getClass().getSimpleName();
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            if (cause instanceof AddressException) {
                return new MailProblem(true, "not an email address");
            }
            if (cause instanceof SMTPAddressFailedException refused) {
                String reply = reply(refused.getReturnCode(), refused.getMessage());
                return new MailProblem(isForGood(refused.getReturnCode(), reply), reply);
            }
            if (cause instanceof SMTPSendFailedException answer) {
                return new MailProblem(false, reply(answer.getReturnCode(), answer.getMessage()));
            }
            if (cause instanceof SMTPSenderFailedException answer) {
                return new MailProblem(false, "sender " + reply(answer.getReturnCode(), answer.getMessage()));
            }
            text = cause.getClass().getSimpleName();
        }
        return new MailProblem(false, text);
    }

    private static boolean isForGood(int code, String reply) {
        // 5.7.x is the server's policy, for example "relaying denied": another address of this person would not help.
        return code / 100 == 5 && !NOT_THE_ADDRESS.contains(code) && !reply.contains(" 5.7.");
    }

    private static String reply(int code, @Nullable String message) {
        Matcher words = REPLY.matcher(message == null ? "" : message);
        return "SMTP " + (words.find() && words.group(2) != null ? code + " " + words.group(2) : code);
    }
}
