package gov.mt.immtrax.access.form;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * Renders a date of a form file as three inputs on our own pages: month, day and year. Tasklist keeps the file's own
 * control.
 */
final class DateMarkup {

    private static final String BIRTHDAY = "bday";

    private final MessageSource messages;
    private final Locale locale;

    DateMarkup(MessageSource messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
    }

    /** Replaces the control of a date, its label and its hints with a fieldset of the same id. */
    void replace(FormField field, Element form, Element control, @Nullable Object value) {
        Element group = FormMarkup.group(control);
        Element label = FormMarkup.label(form, field);
        Element fieldset = new Element("fieldset").addClass("date").id(field.name());
        Element legend = fieldset.appendElement("legend").id(field.name() + "-label");
        legend.appendChildren(label.childNodesCopy()).classNames(label.classNames());
        label.remove();
        group.children().stream().filter(child -> !child.equals(control)).forEach(fieldset::appendChild);
        String example = field.name() + "-example";
        fieldset.appendElement("p").addClass("hint").id(example).text(say("form.date.example"));
        FormPage.describe(fieldset, (control.attr("aria-describedby") + " " + example).strip());
        Element inputs = fieldset.appendElement("div").addClass("date-inputs");
        TypedDate typed = TypedDate.parse(value == null ? "" : value.toString());
        append(inputs, field, TypedDate.Part.MONTH, "form.date.month", typed.month(), control);
        append(inputs, field, TypedDate.Part.DAY, "form.date.day", typed.day(), control);
        append(inputs, field, TypedDate.Part.YEAR, "form.date.year", typed.year(), control);
        control.replaceWith(fieldset);
    }

    private void append(
            Element inputs, FormField field, TypedDate.Part part, String labelKey, String value, Element control) {
        String name = part.inputOf(field.name());
        Element cell = inputs.appendElement("div").addClass("date-input");
        cell.appendElement("label").attr("for", name).text(say(labelKey));
        String filledIn = control.attr("autocomplete");
        Element input = cell.appendElement("input")
                .attr("type", "text")
                .attr("inputmode", "numeric")
                .id(name)
                .attr("name", name)
                .attr(
                        "autocomplete",
                        filledIn.equals(BIRTHDAY) ? part.inputOf(BIRTHDAY + "-").toLowerCase(Locale.ROOT) : filledIn)
                .attr("required", field.required());
        if (!value.isEmpty()) {
            input.attr("value", value);
        }
    }

    /** Marks the inputs of a date that have to be corrected, and describes them by the error. */
    static void markWrong(Element form, FormField field, @Nullable Object value, String errorId) {
        inputsToCorrect(field, value).forEach(name -> {
            Element input = Objects.requireNonNull(form.getElementById(name));
            input.attr("aria-invalid", "true");
            FormPage.describe(input, errorId);
        });
    }

    /** The first of them is where the summary of errors leads. */
    static List<String> inputsToCorrect(FormField field, @Nullable Object value) {
        return TypedDate.parse(value == null ? "" : value.toString()).inputsToCorrect(field.name());
    }

    private String say(String key) {
        return messages.getMessage(key, null, locale);
    }
}
