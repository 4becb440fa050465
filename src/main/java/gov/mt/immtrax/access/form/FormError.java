package gov.mt.immtrax.access.form;

import java.util.List;
import org.springframework.context.MessageSourceResolvable;

/**
 * What is wrong with one field, as a message key with its arguments, so that each host can say it beside the field and
 * in the reader's language.
 *
 * @param field name of the field in the form file; for a rule over several fields, the one a person would change
 * @param messageKey key in {@code messages.properties}
 * @param arguments what the message names; never personal data
 */
public record FormError(String field, String messageKey, List<Object> arguments) implements MessageSourceResolvable {

    public static FormError of(String field, String messageKey, Object... arguments) {
        return new FormError(field, messageKey, List.of(arguments));
    }

    @Override
    public String[] getCodes() {
        return new String[] {messageKey};
    }

    @Override
    public Object[] getArguments() {
        return arguments.toArray();
    }

    @Override
    public String toString() {
        return "FormError[" + field + ": " + messageKey + "]";
    }
}
