package gov.mt.immtrax.access.form;

import java.util.List;
import org.springframework.context.MessageSourceResolvable;

/**
 * An error of one field, as a message key with arguments, so that each page can show it next to the field in the
 * reader's language.
 *
 * @param field name of the field in the form file; for a rule across several fields, the one that a person would change
 * @param messageKey key in {@code messages.properties}
 * @param arguments arguments of the message; never personal data, except month and year of a date that does not exist
 * @param question whether what was typed may be right: the field is the box that confirms it
 */
public record FormError(String field, String messageKey, List<Object> arguments, boolean question)
        implements MessageSourceResolvable {

    public static FormError of(String field, String messageKey, Object... arguments) {
        return new FormError(field, messageKey, List.of(arguments), false);
    }

    /** Something that may be right and has to be confirmed once, on {@link CheckPage} or by ticking a box. */
    public static FormError question(String field, String messageKey, Object... arguments) {
        return new FormError(field, messageKey, List.of(arguments), true);
    }

    /** The arguments that lead to another page. */
    public List<FormLink> getLinks() {
        return arguments.stream()
                .filter(FormLink.class::isInstance)
                .map(FormLink.class::cast)
                .toList();
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
