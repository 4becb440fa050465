package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.number.CaseKind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Supplies the addresses and the template values for emails about one kind of number. Both are looked up when an email
 * is sent.
 */
public interface MailSubject {

    /** The kind of number that the emails are about. Each kind has exactly one subject. */
    CaseKind kind();

    /** The current address of a recipient; null if none is known. Never called for {@link Audience#HELP_DESK_LEAD}. */
    @Nullable
    String addressOf(Audience audience, String number);

    /**
     * The addresses that a recipient's address must not be corrected to, because they are those of other people in the
     * case: nobody is responsible for their own access.
     */
    default Set<String> addressesOfOthers(Audience audience, String number) {
        return Set.of();
    }

    /** The verified address of the person who caused the emails about this number, if they are bounded. */
    default Optional<String> requesterOf(String number) {
        return Optional.empty();
    }

    /** Whether an email is still true when it is about to be sent; otherwise it is taken back. */
    default boolean isTrue(String template, String number) {
        return true;
    }

    /** The values that the templates may use for this number. They may contain secrets, so never store or log them. */
    Map<String, Object> wordsFor(String template, String number);
}
