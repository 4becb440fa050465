package gov.mt.immtrax.access.account;

import gov.mt.immtrax.access.account.AccountFacts.Difference;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in words which fact of an account differs, for histories, tasks and emails. */
@Component
public class FactWords {

    private final MessageSource messages;

    FactWords(MessageSource messages) {
        this.messages = messages;
    }

    /** The name of a fact. */
    public String label(String field, Locale locale) {
        return text(locale, "account.field." + field);
    }

    /** The value as it is shown to people: the name of a level, or a formatted date; null if there is none. */
    public @Nullable String value(String field, @Nullable String value, Locale locale) {
        if (value == null) {
            return null;
        }
        return switch (field) {
            case "accessLevel" -> text(locale, "request.accessLevel." + value);
            case "endDate" ->
                DateTimeFormatter.ofPattern(text(locale, "request.date"), locale)
                        .format(LocalDate.parse(value));
            default -> value;
        };
    }

    /** One line with the old and the new value. */
    public String line(Difference difference, Locale locale) {
        String label = label(difference.field(), locale);
        String before = value(difference.field(), difference.before(), locale);
        String after = value(difference.field(), difference.after(), locale);
        if (before == null) {
            return text(locale, "account.fact.set", label, after);
        }
        return after == null
                ? text(locale, "account.fact.removed", label, before)
                : text(locale, "account.fact.from", label, before, after);
    }

    /** Like {@link #line}, for an email: a phone number is not repeated in it. */
    public String lineOfEmail(Difference difference, Locale locale) {
        return difference.field().equals("phoneNumber")
                ? text(locale, "account.fact.changed", label(difference.field(), locale))
                : line(difference, locale);
    }

    private String text(Locale locale, String key, @Nullable Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
