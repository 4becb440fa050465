package gov.mt.immtrax.access.form;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Shows the errors of a submitted form, above the form and next to each field. */
final class FormErrorMarkup {

    private static final String SUMMARY = "form-errors";
    private static final int LONGEST_LABEL = 60;

    private final MessageSource messages;
    private final Locale locale;

    FormErrorMarkup(MessageSource messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
    }

    void tell(FormFile file, Element form, Map<String, ?> values, List<FormError> errors) {
        if (!errors.isEmpty()) {
            errors.stream()
                    .filter(e -> file.field(e.field()).isPresent() && form.getElementById(e.field()) != null)
                    .forEach(e -> putBeside(form, file.field(e.field()).orElseThrow(), values.get(e.field()), e));
            form.prependChild(summary(file, form, values, errors));
        }
    }

    private void putBeside(Element form, FormField field, @Nullable Object value, FormError error) {
        Element control = FormMarkup.control(form, error.field());
        String id = error.field() + "-error";
        if (form.getElementById(id) != null) {
            return;
        }
        Element message =
                new Element("p").addClass("field-error").addClass("mb-0").id(id);
        write(messages.getMessage(error, locale), error, message);
        FormMarkup.group(control).addClass("has-error").appendChild(message);
        if (control.hasClass("date")) {
            DateMarkup.markWrong(form, field, value, id);
        } else if (!control.hasClass("settled")) {
            control.attr("aria-invalid", "true");
        }
        FormPage.describe(control, id);
    }

    private Element summary(FormFile file, Element form, Map<String, ?> values, List<FormError> errors) {
        Element summary = new Element("div")
                .addClass(SUMMARY)
                .id(SUMMARY)
                .attr("role", "alert")
                .attr("tabindex", "-1")
                .attr("autofocus", true);
        summary.appendElement("h2").text(messages.getMessage("form.errors", new Object[] {errors.size()}, locale));
        Element list = summary.appendElement("ul");
        for (FormError error : errors) {
            String message = messages.getMessage(error, locale);
            Element item = list.appendElement("li");
            file.field(error.field())
                    .filter(field -> form.getElementById(field.name()) != null)
                    .ifPresentOrElse(
                            field -> item.appendElement("a")
                                    .attr("href", "#" + target(form, field, values.get(field.name())))
                                    .text(shortened(FormMarkup.label(form, field)
                                                    .text()) + ": " + message),
                            () -> write(message, error, item));
        }
        return summary;
    }

    private static String target(Element form, FormField field, @Nullable Object value) {
        return Objects.requireNonNull(form.getElementById(field.name())).hasClass("date")
                ? DateMarkup.inputsToCorrect(field, value).get(0)
                : field.name();
    }

    /** Shortens long labels, and removes punctuation at the end because a colon follows. */
    private static String shortened(String label) {
        return label.length() <= LONGEST_LABEL
                ? label.replaceFirst("[.:?]$", "")
                : label.substring(0, label.lastIndexOf(' ', LONGEST_LABEL)) + "\u2026";
    }

    /** Writes the message as text, with its {@link FormLink} arguments as links. */
    private static void write(String message, FormError error, Element into) {
        String rest = message;
        for (Object argument : error.arguments()) {
            int at = argument instanceof FormLink link ? rest.indexOf(link.text()) : -1;
            if (at >= 0) {
                FormLink link = (FormLink) argument;
                into.appendText(rest.substring(0, at));
                into.appendElement("a").attr("href", link.href()).text(link.text());
                rest = rest.substring(at + link.text().length());
            }
        }
        into.appendText(rest);
    }
}
